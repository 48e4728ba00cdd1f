"""The nine labels of the specification, their Chinese names and the supervisors' categories."""

from enum import StrEnum

SPEC_VERSION = "2026-11"


class Label(StrEnum):
    """One formalist demand a message can carry; a message carries none to nine of them."""

    ROLL_CALL = "roll_call"
    INSTANT_REPLY = "instant_reply"
    FORCED_FORWARD = "forced_forward"
    LIKE_REQUEST = "like_request"
    FORCED_ADOPTION = "forced_adoption"
    USAGE_QUOTA = "usage_quota"
    TRACE_PROOF = "trace_proof"
    DUPLICATE_REPORTING = "duplicate_reporting"
    RANKING_PRESSURE = "ranking_pressure"

    # Enum hashes names in Python, which shows where every message gets a score for each label.
    __hash__ = str.__hash__


LABELS: tuple[Label, ...] = tuple(Label)


class Category(StrEnum):
    """How supervisors and reporters name a demand; `OTHER` exists for reports only."""

    CHECK_IN = "打卡类"
    TRACE = "留痕类"
    FORWARD_LIKE = "转发点赞类"
    ADOPTION = "推广类"
    REPORTING = "填报类"
    RANKING = "考核类"
    OTHER = "其他类"


_NAMES = {
    Label.ROLL_CALL: "打卡接龙",
    Label.INSTANT_REPLY: "即时响应",
    Label.FORCED_FORWARD: "强制转发",
    Label.LIKE_REQUEST: "点赞投票",
    Label.FORCED_ADOPTION: "强制推广",
    Label.USAGE_QUOTA: "刷分刷量",
    Label.TRACE_PROOF: "过度留痕",
    Label.DUPLICATE_REPORTING: "多头填报",
    Label.RANKING_PRESSURE: "通报排名",
}

_CATEGORIES = {
    Label.ROLL_CALL: Category.CHECK_IN,
    Label.USAGE_QUOTA: Category.CHECK_IN,
    Label.TRACE_PROOF: Category.TRACE,
    Label.INSTANT_REPLY: Category.TRACE,
    Label.FORCED_FORWARD: Category.FORWARD_LIKE,
    Label.LIKE_REQUEST: Category.FORWARD_LIKE,
    Label.FORCED_ADOPTION: Category.ADOPTION,
    Label.DUPLICATE_REPORTING: Category.REPORTING,
    Label.RANKING_PRESSURE: Category.RANKING,
}


def chinese_name(label: Label) -> str:
    """The label's name as the specification writes it, such as 打卡接龙."""
    return _NAMES[label]


def category_of(label: Label) -> Category:
    """The one category a label belongs to."""
    return _CATEGORIES[label]
