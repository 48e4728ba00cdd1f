import pytest
import rjieba
from hypothesis import given
from hypothesis import strategies as st

from classifier.spelling import homophones, rejoined, replied, respelled
from classifier.text import masked, normalise, plain, simplified, unthanked

_CHINESE = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "转发砖fa点赞zan打卡dk收到回复扣1一二三 /·.@:,,。!?\n👍📷🐉1234567890️⃣⟨⟩轉發點讚"
        ),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


@given(_CHINESE)
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once


@given(_CHINESE)
def test_a_normalised_text_is_one_line_with_single_spaces(text):
    assert normalise(text) == " ".join(normalise(text).split())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("收到\u200b请\ufeff回复", "收到请回复"),
        ("收到\ud83d请回复", "收到请回复"),
        ("扣1️⃣", "扣1"),
        ("赞👍🏽", "赞👍"),
        ("一\n\n二\t 三 ", "一 二 三"),
        ("打卡！", "打卡!"),
    ],
)
def test_plain_folds_forms_case_and_spaces(before, after):
    assert plain(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("请接龙报到,谢谢大家!", "请接龙报到"),
        ("今晚八点前打卡。辛苦各位了!感谢配合🙏", "今晚八点前打卡"),
        ("谢谢大家", "谢谢大家"),
        ("谢谢王老师把表发到群里", "谢谢王老师把表发到群里"),
        ("转发,谢谢配合,截图发我", "转发,谢谢配合,截图发我"),
    ],
)
def test_thanks_at_the_end_are_left_out(before, after):
    assert unthanked(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [("請轉發點讚", "请转发点赞"), ("请转发", "请转发"), ("截圖發羣裡", "截图发群里")],
)
def test_traditional_becomes_simplified(before, after):
    assert simplified(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("看https://a.example/b?c=1转发", "看⟨链接⟩转发"),
        ("打开 www.example.com/x 看", "打开 ⟨链接⟩ 看"),
        ("见example.com.cn吧", "见⟨链接⟩吧"),
        ("写信到wang.wu@example.com", "写信到⟨邮箱⟩"),
        ("电话13800000000", "电话⟨号码⟩"),
        ("座机 010-8888-0000 找我", "座机 ⟨号码⟩ 找我"),
        ("证件11010119900101000x", "证件⟨号码⟩"),
        ("每人30分,共2026年", "每人30分,共2026年"),
        ("@王小五 明天来", "⟨某人⟩ 明天来"),
        ("@wang_wu 明天来", "⟨某人⟩ 明天来"),
        ("@全体成员 打卡", "@所有人 打卡"),
        ("@all打卡", "@所有人打卡"),
        ("版本1.2.3发了", "版本1.2.3发了"),
    ],
)
def test_identifiers_become_marks(before, after):
    assert masked(before) == after


def test_a_name_without_a_space_after_it_swallows_little_of_the_message():
    assert "转发朋友圈截图发群" in masked("@王小五请转发朋友圈截图发群")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("收 到 请 回 复", "收到请回复"),
        ("收.到.请.回.复", "收到请回复"),
        ("转/发", "转发"),
        ("打 卡 了没", "打卡 了没"),
        ("朋·友·圈", "朋友圈"),
        ("男/女 和/或", "男/女 和/或"),
        ("张三 李四 王五", "张三 李四 王五"),
    ],
)
def test_characters_pulled_apart_are_rejoined(before, after):
    assert rejoined(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("收到的扣1", "收到的回复1"),
        ("都扣个1", "都回复1"),
        ("看到回1", "看到回复1"),
        ("回“1”", "回复1"),
        ("迟到扣1分", "迟到扣1分"),
        ("发1张图", "发1张图"),
        ("打10个", "打10个"),
        ("回1楼", "回1楼"),
    ],
)
def test_typing_one_is_a_reply_but_counting_is_not(before, after):
    assert replied(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("砖发朋友圈", "转发朋友圈"),
        ("zhuan发", "转发"),
        ("转fa完jt发群", "转发完截图发群"),
        ("zf一下", "转发一下"),
        ("hzfb", "hzfb"),
        ("还没dk的", "还没打卡的"),
        ("接🐉", "接龙"),
        ("动动小手👍一下", "动动小手点赞一下"),
        ("点亮小心心", "点赞"),
        ("拍完📷", "拍完拍照"),
        ("发个📍", "发个定位"),
        ("官住公仲号", "关注公众号"),
        ("辛苦了🙏", "辛苦了🙏"),
    ],
)
def test_disguised_spellings_become_the_words_they_stand_for(before, after):
    assert respelled(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("車专 发 朋 友 圈 走起", "车专 发朋友圈 走起"),
        ("請大家轉 發點讚", "请大家转发点赞"),
        ("手道请回父", "收到请回复"),
    ],
)
def test_the_steps_work_together(before, after):
    assert normalise(before) == after


def test_no_word_of_the_table_is_itself_respelled():
    assert {word for word in homophones().values() if respelled(word) != word} == set()


def test_no_disguised_spelling_is_a_word_of_its_own():
    assert {spelling for spelling in homophones() if rjieba.has_word(spelling)} == {"视屏"}
