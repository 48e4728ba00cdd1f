"""What categories and labels are called in Chinese, and a lighter way for each category."""

from classifier import LABELS, Category, chinese_name

RULES_2023 = "中央网信委《关于防治“指尖上的形式主义”的若干意见》（2023）"
RULES_2024 = "《整治形式主义为基层减负若干规定》（2024）第五部分"

CATEGORIES = {category: str(category) for category in Category}
NAMES = {label: chinese_name(label) for label in LABELS}
# A lighter way to get the same work done, and the public document that asks for it.
LIGHTER = {
    Category.CHECK_IN: ("看工作结果，不要人人打卡接龙；要知道谁在岗，看值班表", RULES_2023),
    Category.TRACE: ("只收办事本来就有的材料，不再要截图回传；不要求人人回“收到”", RULES_2023),
    Category.FORWARD_LIKE: ("发一次官方链接，转不转由人；不统计、不截图", RULES_2023),
    Category.ADOPTION: ("说明能办什么事，愿装的装；不设安装率、关注率", RULES_2023),
    Category.REPORTING: ("一件事一张表，先用已有的数据，没有变化就不报", RULES_2024),
    Category.RANKING: ("不按打卡、转发、积分排名通报；谁有困难，单独问一句", RULES_2023),
}
