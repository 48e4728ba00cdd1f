"""What is said inside a group: always Chinese, the same for every reader."""

NOTICE = (
    "大家好，我是减负。\n"
    "读什么：群里的消息，只在本机判断是不是形式主义要求，不存原文。\n"
    "留什么：当周的代号和次数，每周关账就销毁；每周给管理员指定的主管一份不点名的小结。\n"
    "怎么举报：点下面的“私下举报”，到私聊里说，群里看不到。\n"
    "怎么移除：管理员把我移出群即可，本周的记录随即清除。\n"
    "除了这条和 /status，我在群里不说话。"
)
STATUS_NONE = "还没有关过账的一周，下次周报之后再看。"
STATUS_DOWN = "上周机器没有运行，没有数字。"
STATUS_SMALL = "这个群上周说话的人太少，不公布数字。"
STATUS_HEAD = "上周（{week}）这个群："
STATUS_BODY = (
    "要求 {demands} 次（下班后 {off_hours} 次，带排名压力 {pressure} 次），"
    "要求引起的接龙 {chains} 串；估算占用 {hours}。"
)
STATUS_FOOT = "收周报的主管 {supervisors} 位；上周暂停 {paused} 天。举报不在这里显示。"
