from hypothesis import given
from hypothesis import strategies as st

from classifier import normalise
from classifier.cues import cue_marks, cue_patterns, cues
from classifier.features import characters, phrases
from classifier.words import cutter, reference_cutter, words
from tests.tiny_corpus import EXAMPLES


def test_the_fast_cut_equals_the_reference_cut_on_every_message():
    for example in EXAMPLES:
        text = normalise(example.text)
        assert words(text, cutter()) == words(text, reference_cutter())


@given(
    st.text(alphabet="转发点赞打卡接龙收到请回复截图通报一二三abc123 ,。!?👍⟨链接⟩", max_size=40)
)
def test_the_fast_cut_equals_the_reference_cut_on_any_normalised_text(raw):
    text = normalise(raw)
    assert words(text, cutter()) == words(text, reference_cutter())


def test_a_mark_is_one_word_and_spaces_are_none():
    assert words("打开 ⟨链接⟩看⟨号码⟩") == ["打开", "⟨链接⟩", "看", "⟨号码⟩"]


def test_characters_count_alone_beside_a_neighbour_and_across_a_gap():
    inside = [run for run in characters("转发吧") if not {"⟪", "⟫"} & set(run)]
    assert inside == ["转", "发", "吧", "转发", "发吧", "转…吧"]


def test_the_edges_of_a_message_count_as_characters():
    assert {"⟪转", "⟪…发", "发…⟫", "吧⟫"} <= set(characters("转发吧"))


def test_every_number_counts_as_the_same_number():
    assert characters("满30分") == characters("满500分")
    assert phrases("满30分") == phrases("满500分")


def test_phrases_are_words_and_neighbouring_pairs():
    assert phrases("转发朋友圈") == ["转发", "朋友圈", "转发 朋友圈"]


def test_cues_are_named_as_a_reader_would_name_them():
    found = cues(normalise("@全体成员 今晚八点前转发并截图发群里,没转的点名通报"))
    assert {"限时", "全体", "转发", "留图", "点名"} <= set(found)
    assert "自愿" not in found


def test_two_cues_count_as_a_pair_and_all_are_counted():
    text = "转发截图"
    found = cues(text)
    marks = cue_marks(text)
    assert {"转发", "留图", "留图+转发", f"征象{len(found)}"} <= set(marks)


def test_cues_tell_volunteering_complaint_cancellation_and_emergency():
    assert "自愿" in cues("订饭的自愿接龙")
    assert "抱怨" in cues("又要接龙,烦")
    assert "取消" in cues("今天起不用打卡了")
    assert "应急" in cues("台风来了,清点人数")
    assert "求助" in cues("打卡怎么弄?")


def test_plain_talk_has_no_cues():
    assert cues("投影放桌上") == []


def test_no_cue_matches_the_empty_text():
    assert cues("") == []
    assert len(cue_patterns()) >= 14
