"""What is shown or kept names nobody: masking."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy.identifiers import is_citizen_id
from bot.privacy.lexicon import EVERYDAY
from bot.privacy.masking import KINDS, found, mask
from tests import everyday_words
from tests.masking_recall import NUMBERS, PAGE, PARTS, UNTUNED, page, recall, rows, too_much

ROWS = rows()


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("请张主任今天交表", "请⟨人名⟩主任今天交表"),
        ("护士小刘，补一下记录", "护士⟨人名⟩，补一下记录"),
        ("1. 张三 2. 李四", "1. ⟨人名⟩ 2. ⟨人名⟩"),
        ("欧阳老师请假", "⟨人名⟩老师请假"),
        ("转给阿强", "转给⟨人名⟩"),
        ("打１３８-0000-5678", "打⟨电话⟩"),
        ("打138\u200b0000\u200b5678", "打⟨电话⟩"),
        ("证号 99010219851211012X", "证号 ⟨账号⟩"),
        ("湘A12345的车主", "⟨车牌⟩的车主"),
        ("发到 a.b@example.com", "发到 ⟨邮箱⟩"),
        ("打开https://example.com/s?a=1，填完", "打开⟨链接⟩，填完"),
        ("加我微信wang_88", "加我微信⟨账号⟩"),
        ("@李建国 回复", "⟨账号⟩ 回复"),
        ("建军 你来", "⟨人名⟩ 你来"),
        ("今天谁替建军值班", "今天谁替⟨人名⟩值班"),
        ("晓燕姐，照片发你了", "⟨人名⟩，照片发你了"),
        ("谭：好 霍：收到", "⟨人名⟩：好 ⟨人名⟩：收到"),
        ("王 芳 李 强", "⟨人名⟩ ⟨人名⟩"),
        ("陈某涛爸爸没填", "⟨人名⟩没填"),
        ("肥仔聪、阿May漏报", "⟨人名⟩、⟨人名⟩漏报"),
        ("艾合买提大叔家", "⟨人名⟩大叔家"),
        ("可可312、大椰187、阿蛮92", "⟨人名⟩312、⟨人名⟩187、⟨人名⟩92"),
        ("Dr. Lau做讲座", "⟨人名⟩做讲座"),
        ("下载App，填Excel", "下载App，填Excel"),
        ("门锁密码739204#，记住", "门锁密码⟨账号⟩，记住"),
        # Out of everyday speech.
        ("问问大圣在哪里", "问问⟨人名⟩在哪里"),
        ("备注可儿", "备注⟨人名⟩"),
        # An everyday word where a person stands.
        ("跟高兴说过了", "跟⟨人名⟩说过了"),
        ("夏天不参加了", "⟨人名⟩不参加了"),
        ("名字叫于是，没错", "名字叫⟨人名⟩，没错"),
        ("江山爷爷，四点半", "⟨人名⟩爷爷，四点半"),
        ("石头：用完没油了", "⟨人名⟩：用完没油了"),
        ("通知：用完没油了", "通知：用完没油了"),
        ("花生，13800001234", "⟨人名⟩，⟨电话⟩"),
        ("照片已上传——幸福", "照片已上传——⟨人名⟩"),
        # Beside names, and met again.
        ("何心怡 夏天 呼延朔", "⟨人名⟩ ⟨人名⟩ ⟨人名⟩"),
        ("简单和李建国今天签字", "⟨人名⟩和⟨人名⟩今天签字"),
        ("阮青禾的照片，还有青禾", "⟨人名⟩的照片，还有⟨人名⟩"),
        # Other peoples and scripts.
        ("布和巴雅尔今天说", "⟨人名⟩今天说"),
        ("租客Александр", "租客⟨人名⟩"),
        # Codes, short and spelt-out numbers, entrances and flats.
        ("取件码7-2-3391", "取件码⟨账号⟩"),
        ("门禁密码现在是jyz#7788", "门禁密码现在是⟨账号⟩"),
        ("港澳证号C 8834 0172 6", "港澳证号⟨账号⟩"),
        ("内线8021", "内线⟨账号⟩"),
        ("电话：幺三六八八二〇五", "电话：⟨电话⟩"),
        ("电话：一八六 一二三四 五六七八", "电话：⟨电话⟩"),
        ("我的v：zhou-love", "我的v：⟨账号⟩"),
        ("漏水的是5-2-801", "漏水的是⟨地址⟩"),
        ("困人，2号楼3单元", "困人，⟨地址⟩"),
        ("锦绣苑8幢乙单元301", "⟨地址⟩"),
        ("大井村四组17号", "⟨地址⟩"),
        ("⟨人名⟩主任，⟨电话⟩", "⟨人名⟩主任，⟨电话⟩"),
        ("⟨张三丰⟩收到", "⟨⟨人名⟩⟩收到"),
    ],
)
def test_each_kind_becomes_its_mark(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "请各位老师把学校公众号文章转发到朋友圈，转发后截图发群里，今天下班前完成。",
        "会议时间：2026年11月20日（周五）下午14:30，三楼会议室。",
        "共320户，已走访298户，完成率93%。",
        "@全体成员 收到请回复1，不参加回复2。",
        "2026-11-20前报送",
        "播放量100-200次，2025-2026年，11.20-11.25完成，奖金8000元，走1200步。",
    ],
)
def test_ordinary_demands_stay_readable(text: str) -> None:
    assert mask(text) == text


DEMANDED = [
    "打卡",
    "接龙",
    "转发",
    "点赞",
    "截图",
    "下载",
    "注册",
    "排名",
    "通报",
    "收到",
    "回复",
    "今天",
    "下班前",
    "签到",
    "投票",
    "填报",
    "台账",
    "水印",
    "小程序",
    "公众号",
    "朋友圈",
    "答题",
    "积分",
    "学习强国",
    "评论",
    "关注",
    "值班",
    "日报",
    "定位",
    "点名",
    "每天",
    "必须",
    "马上",
    "逾期",
    "全员",
]


@pytest.mark.parametrize("word", DEMANDED)
@pytest.mark.parametrize("around", ["老张{}李四", "请大圣{}，王芳{}", "{}：夏天、{}", "阿依{}没做"])
def test_a_demand_stays_readable_among_names(word: str, around: str) -> None:
    text = around.replace("{}", word)
    assert mask(text).count(word) == text.count(word)


def test_everyday_words_are_what_the_command_writes() -> None:
    assert EVERYDAY.read_text("utf-8") == everyday_words.page(everyday_words.everyday())


def test_the_check_digit_tells_an_identity_number_from_another() -> None:
    body = "99010219851211012"
    assert sum(is_citizen_id(body + digit) for digit in "0123456789x") == 1


LETTERS = "张王李小老阿建国主任收到、，:1389 -@a.号路⟨⟩人名湘\n"


@given(st.text(alphabet=st.sampled_from(LETTERS), max_size=40))
@settings(max_examples=200, deadline=None)
def test_masking_what_is_masked_changes_nothing(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_any_text_at_all_can_be_masked(text: str) -> None:
    masked = mask(text)
    assert mask(masked) == masked
    assert found(masked) == []


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["", "-", " ", ".", "·"]))
@settings(max_examples=100, deadline=None)
def test_every_mobile_number_is_masked_however_it_is_grouped(number: str, gap: str) -> None:
    grouped = gap.join((number[:3], number[3:7], number[7:]))
    masked = mask(f"请打{grouped}，谢谢")
    assert not any(letter.isdigit() for letter in masked)


@pytest.mark.parametrize(
    "piece",
    ["路", "1号", "路1-", "1-", "a.", "张三、", "@", "一", "路与", "微信 ", "a-1", "阿", "转1"],
)
def test_hostile_text_of_full_length_is_masked_too(piece: str) -> None:
    masked = mask((piece * 4096)[:4096])
    assert found(masked) == []


def test_the_set_is_large_and_its_parts_share_no_line() -> None:
    parts = [{row.text for row in ROWS if row.part == part} for part in PARTS]
    assert len(ROWS) >= 400
    assert all(parts)
    assert sum(len(part) for part in parts) == len(set().union(*parts))
    assert {kind for row in ROWS for _, _, kind in row.spans} == set(KINDS)


@pytest.mark.parametrize("part", [part for part in PARTS if part not in UNTUNED])
def test_what_the_rules_were_made_for_is_masked(part: str) -> None:
    among = [row for row in ROWS if row.part == part]
    assert recall(among, ["人名"]).share >= 0.95
    assert recall(among, NUMBERS).share >= 0.98


@pytest.mark.parametrize("part", PARTS)
def test_too_much_is_masked_within_reason(part: str) -> None:
    assert too_much(row for row in ROWS if row.part == part) <= 0.25


def test_a_fifth_of_other_text_is_masked_at_most() -> None:
    assert too_much(ROWS) <= 0.2


def test_the_page_is_what_the_command_writes() -> None:
    assert PAGE.read_text("utf-8") == page(ROWS)
