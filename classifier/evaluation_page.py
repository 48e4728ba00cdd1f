"""An evaluation report as a Markdown page in Chinese."""

from collections.abc import Iterable

from classifier.corpus import Kind
from classifier.evaluate import Mistake, Report
from classifier.labels import LABELS, Label, chinese_name
from classifier.statistics import Figure

KIND_NAMES = {
    Kind.OPEN: "明要",
    Kind.INDIRECT: "暗要",
    Kind.DISGUISED: "变形",
    Kind.LOOK_ALIKE: "像而不是",
    Kind.ORDINARY: "平常",
}

LIMITS = "\n".join(
    f"- {line}"
    for line in (
        "只看一条消息的文字：图片、语音、上一句说了什么，都看不见。"
        "同一句“还差两家”，换个群意思就变了，它分不出。",
        "三五个字的吆喝（“图呢”“都点”），离了上文多半认不出；界线收得紧，宁可漏，不冤枉平常的话。",
        "长通知逐句再读，按句号、问号、叹号、分号断句；只分行、不用句号的，整条当一句读，夹在里面的一句要求容易漏。",
        "没有一个词和写过的语料沾边的暗示，认不出；故意绕开它的人，总能绕开。",
        "线性模型把线索相加，读不懂“谁对谁说”："
        "转述别人单位的要求、长长的抱怨、把要求当笑话讲，最容易误报。",
        "语料是编的，写的人有限。真实的群里要求占多少、怎么说，各不相同；"
        "上线前请用自己群里的消息（`--data`）再量一遍。",
        "一个群里要求很少时，报出来的里面误报的比例就高，见上面按占比推算的精确率；"
        "所以周报只说次数和区间，不追究哪一条。",
    )
)


def to_markdown(report: Report, title: str) -> str:
    """The page: figures by label and kind, calibration, expected precision, worst mistakes."""
    parts = [
        f"# {title}",
        f"共 {report.size} 条消息。方括号里是 95% 区间（精确率、召回率用 Wilson,F1 用自助法）。",
        "和别的做法比、少了哪一样会怎样、学习曲线，见 [compared.md](compared.md)。",
        "## 各标签",
        _labels(report),
        "漏了的标签，被判成了什么（条数；“没有”是整条没认出来，空着的是别的标签判对了、只漏这个）：",
        _confusion(report),
        "## 有没有要求",
        _any(report),
        "## 校准",
        f"九个标签合计的期望校准误差（ECE）：{report.calibration_error:.3f}",
        _reliability(report),
        "## 放到真实群里",
        "要求占全部消息的比例不同，报出来的有多少是真的（按本表的召回率与误报率推算）：",
        _prevalences(report),
        "## 错得最远的消息",
        _worst(report.worst),
        "## 做不到的",
        LIMITS,
    ]
    return "\n\n".join(parts) + "\n"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _shown(figure: Figure) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return "—"
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"


def _labels(report: Report) -> str:
    rows = [
        [
            f"`{label}` {chinese_name(label)}",
            str(figures.support),
            _shown(figures.precision),
            _shown(figures.recall),
            _shown(figures.f1),
        ]
        for label, figures in report.labels.items()
    ]
    rows.append(["宏平均", "", "", "", _shown(report.macro_f1)])
    return table(["标签", "条数", "精确率", "召回率", "F1"], rows)


def _confusion(report: Report) -> str:
    rows = [
        [chinese_name(label), *(str(missed[column] or "") for column in (*LABELS, None))]
        for label, missed in report.confusion.items()
    ]
    return table(["漏了 ╲ 判成", *map(chinese_name, LABELS), "没有"], rows)


def _any(report: Report) -> str:
    rows = [
        ["任一标签：精确率", _shown(report.any_precision)],
        ["任一标签：召回率", _shown(report.any_recall)],
    ]
    rows += [[f"召回率：{KIND_NAMES[k]}", _shown(f)] for k, f in report.recall_by_kind.items()]
    rows += [[f"误报率：{KIND_NAMES[k]}", _shown(f)] for k, f in report.alarms_by_kind.items()]
    rows.append(["应急消息被认出", _shown(report.emergency_recall)])
    return table(["项目", "数值"], rows)


def _reliability(report: Report) -> str:
    rows = [
        [f"{b.low:.1f}–{b.high:.1f}", str(b.count), f"{b.predicted:.3f}", f"{b.observed:.3f}"]
        for b in report.reliability
    ]
    return table(["概率", "个数", "平均预测", "实际占比"], rows)


def _prevalences(report: Report) -> str:
    rows = [
        [f"{share:.0%}", "—" if precision is None else f"{precision:.3f}"]
        for share, precision in report.precision_at.items()
    ]
    return table(["要求占比", "精确率"], rows)


def _worst(mistakes: list[Mistake]) -> str:
    rows = [
        [
            KIND_NAMES[mistake.kind],
            mistake.text.replace("\n", " ").replace("|", "|"),
            _names(mistake.missed),
            _names(mistake.wrong),
            f"{mistake.distance:.2f}",
        ]
        for mistake in mistakes
    ]
    return table(["种类", "消息（语料中的虚构消息）", "漏报", "误报", "偏差"], rows)


def _names(labels: Iterable[Label]) -> str:
    return "、".join(map(chinese_name, labels)) or "—"
