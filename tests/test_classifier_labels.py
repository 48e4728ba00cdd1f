from classifier import LABELS, Category, Label, category_of, chinese_name


def test_the_nine_labels_stand_in_the_order_of_the_specification():
    assert [str(label) for label in LABELS] == [
        "roll_call",
        "instant_reply",
        "forced_forward",
        "like_request",
        "forced_adoption",
        "usage_quota",
        "trace_proof",
        "duplicate_reporting",
        "ranking_pressure",
    ]


def test_every_category_but_the_reports_only_one_has_a_label():
    assert {category_of(label) for label in LABELS} == set(Category) - {Category.OTHER}


def test_categories_follow_the_table_of_the_specification():
    assert category_of(Label.USAGE_QUOTA) == "打卡类"
    assert category_of(Label.INSTANT_REPLY) == "留痕类"
    assert category_of(Label.LIKE_REQUEST) == "转发点赞类"
    assert category_of(Label.DUPLICATE_REPORTING) == "填报类"


def test_every_label_has_its_own_chinese_name():
    assert len({chinese_name(label) for label in LABELS}) == 9
    assert chinese_name(Label.ROLL_CALL) == "打卡接龙"
