"""Chinese, the first language: plain, as a considerate colleague writes."""

from bot.texts.digest_zh import CHINESE_DIGEST
from bot.texts.sentences import Texts

CHINESE = Texts(
    code="zh",
    digest=CHINESE_DIGEST,
    start=(
        "你好，我是减负。我数工作群里的形式主义要求——打卡接龙、“收到请回复”、强制转发这些——"
        "每周告诉群管理员指定的主管一次，不点任何人的名。\n\n"
        "遇到这样的要求，把那条消息转发或粘贴给我，就可以举报。我不在群里说，也不告诉任何人。\n\n"
        "/help 怎么用  /privacy 留什么、留多久"
    ),
    help=(
        "成员：把消息转发或粘贴到这里，会看到“举报·为什么·换个说法”。\n"
        "/receipt 回执码：查举报有没有计入（每周关账后才有结果）\n"
        "/forgetme：换掉你这一周的代号，收回这一周捐的样例\n\n"
        "群管理员：/groups 设主管、看本周发现、暂停、清除\n"
        "主管：/digest 最近一期  /trend 近八周（/trend 12 是近 12 周）  /stop 退订\n"
        "群里：/status 上周的情况\n\n"
        "请只在这个私聊里举报。在群里打 /report，管理员 48 小时内能看到。"
    ),
    privacy=(
        "先说两句实话：\n"
        "一、熟悉这个群的人，看得出周报里一行数字说的是哪个群、谁在发要求。\n"
        "二、运营这台机器的人，能看到机器人收到的一切，包括举报。"
        "机器由你的上级管理时，请当作他看得见。\n\n"
        "留什么：群号和主管的会话号（要投递）；当周每条消息只留代号、星期几、是否下班后、类别；"
        "谁说过话只留代号。\n"
        "不留什么：任何原文、姓名、时间。只有一样例外：你把自己发的话转给我，看过遮盖后的样子，"
        "点了“同意”，才留作训练样例，90 天内删。\n"
        "留多久：每周关账时销毁密钥、删掉当周的行，代号从此对不上人。周报留 56 周。\n"
        "举报：谁报的只在内存里记一周，重启就忘；存下来的只有类别和是否计入，还掺了假行；"
        "公布的数加了随机误差。每周都报的人，几个月后仍可能被猜中。\n"
        "私聊：举报的那条当场删，其余 24 小时内删。\n\n"
        "别人拿你的手机、逼你截屏，我们挡不住；用完请点“清空”。"
    ),
    unknown="我没看懂。可以把一条群消息转发或粘贴给我，或看 /help。",
    missing_reading=(
        "还缺一项权限：我看不到群里的普通消息。"
        "请管理员到 @BotFather 用 /setprivacy 选 Disable，再把我移出群重新拉进来；"
        "或者把我设为管理员（不用给任何额外权限）。"
    ),
    report_in_group_hint=(
        "刚才你在群里打了 /report。我没有受理，也尽量删掉了那条消息；"
        "但群里的管理员 48 小时内仍能看到被删的消息。\n\n"
        "安全的做法：在这个私聊里，把那条消息转发或粘贴给我。"
    ),
    groups_none=(
        "没有找到你管理的群。请先把我拉进群，再点群里那条说明下面的“管理员设置”。"
        "如果群刚升级过，等一分钟再试。"
    ),
    groups_card=(
        "群：{title}\n主管 {supervisors} 位；周报{digest}；"
        "本周发现 {findings} 条{paused}；结束日期：{ends}"
    ),
    on="开",
    off="关",
    only_admins="只有这个群现在的管理员能这样做。",
    link_old="这个链接过期或用过了。请管理员用 /groups 再给一个。",
    supervisor_link=(
        "把下面的链接发给要收周报的主管，15 分钟内有效，只能用一次。"
        "对方打开后，我会把名字给你看，你确认了才算。\n{link}"
    ),
    supervisor_opened="“{name}”打开了“{title}”的主管链接。是你要指定的人吗？",
    supervisor_wait="请稍等，群管理员确认后，你会收到“{title}”每周的不点名小结。",
    supervisor_named="好，“{name}”从现在起收这个群的周报。随时可以在 /groups 里撤销。",
    supervisor_welcome=(
        "管理员已确认。每周一早上你会收到小结。\n"
        "里面没有人名，不排名，也不用回复。/digest 最近一期，/trend 近八周，/stop 退订。"
    ),
    supervisor_refused="好，没有添加。那个链接已作废。",
    supervisors_list="“{title}”的主管（点名字撤销）：",
    supervisors_none="“{title}”还没有主管。",
    revoked="已撤销。对方不再收到周报，也看不到以前的。",
    findings_none="还没有能标的发现。",
    findings_head="“{title}”还没关账的发现，关账前可以标。点链接看原消息。",
    finding="星期{day} {labels}{mark}\n{link}",
    finding_marked="已标：{mark}。",
    finding_gone="这条已经不在了，不能再标。",
    finding_late="那一周已经关账，发过的周报不改；这个“{mark}”会记在下一期的“上周更正”里。",
    document_ask=(
        "请回复这条消息，写上依据的文件名和文号，例如：X政办〔2026〕3号。（编号 {ref} {week}）"
    ),
    paused="已暂停，从现在起不读“{title}”的消息。主管会看到“暂停”的天数。",
    resumed="已恢复，从现在起继续读“{title}”的消息。",
    erase_ask="清除“{title}”的全部记录并退出登记？本周的举报也随之消失，不能恢复。",
    erased="已清除。要彻底离开，请把我移出群。",
    digest_on="周报已打开。",
    digest_off="周报已关闭。",
    no_end="没有",
    ends_ask=(
        "这是临时群的话，请回复这条消息，写上事情办完的日期，例如 2026-12-31；"
        "不是临时群就回复“无”。\n"
        "过了那天群还在，主管的周报里“到期没解散的群”会多一个，不说是哪个。（编号 {ref}）"
    ),
    ends_set="记下了，{date} 结束。",
    ends_cleared="好，这个群没有结束日期。",
    ends_unclear="没看懂这个日期。请回复这条消息，写成 2026-12-31 这样，或者“无”。（编号 {ref}）",
    button_setup="管理员设置",
    button_report_link="私下举报",
    button_supervisors="主管",
    button_add_supervisor="添加主管",
    button_revoke="撤销 {name}",
    button_findings="本周发现",
    button_ends="结束日期",
    button_pause="暂停",
    button_resume="恢复",
    button_digest_on="打开周报",
    button_digest_off="关闭周报",
    button_erase="清除记录",
    button_erase_sure="确定清除",
    button_confirm="是，就是TA",
    button_refuse="不是",
    button_misjudged="误判",
    button_documented="有依据",
    button_open="取消标记",
    button_report="举报",
    button_why="为什么",
    button_rewrite="换个说法",
    button_clear="清空",
    button_useful="有用",
    button_useless="没用",
    button_trend="看趋势",
    button_method="怎么算的",
    button_stop="退订",
    button_stop_sure="确定退订",
    report_welcome=(
        "请把那条消息转发或粘贴到这里。群里禁止转发、或那条是用频道身份发的（转发数别人看得见），"
        "就粘贴文字或“复制链接”；照着打一遍、说个大意也行。\n"
        "你先知道：运营这台机器的人能看到机器人收到的一切。"
    ),
    card="要怎么办？{published}",
    report_published="你们这组群人数够，举报数会加上随机误差进周报。",
    report_unpublished="你们这组群人数不够，举报数不单独公布，但回执照样能查。",
    report_unknown="你们这组群还没有过完整的一周，举报数是否公布要到关账时才定。",
    which_group="是哪个群的？",
    which_category="属于哪一类？",
    no_group="我不知道是哪个群。请点那个群里我的说明或 /status 下面的“私下举报”，再发一次。",
    receipt_given="收到了。回执码：{code}\n请自己抄下来，我不会再主动说起这件事。",
    why_none="按现在的标准，这条不算形式主义要求。",
    why_head="看起来像：{labels}",
    why_line="因为有：{words}",
    rewrite_none="这条不用改。",
    rewrite_line="{name}：可以换成“{lighter}”",
    text_gone="那条消息已经看不到了，请重新发一次。",
    receipt_ask="请把回执码写在后面，例如：/receipt ABCD-EFGH-IJKL-MNOP",
    receipt_pending="待定。每周关账后才有结果。",
    receipt_counted="已计入。",
    receipt_uncounted="未计入。",
    receipt_unknown="没有这个回执码，或已过八周。",
    forgotten="好。你这一周的代号已经换掉，次数不变。",
    cleared="已清空。",
    button_donate="捐作训练样例",
    button_agree="同意",
    button_disagree="不捐",
    donation_show=(
        "这是你自己发的话，可以捐出来教我认得更准。留下的会是这样：\n\n{masked}\n\n"
        "只留这段文字，不留你是谁、是哪个群；{until} 删掉。要是还看得出是谁，请别同意。"
    ),
    donation_kept="谢谢，已留下，{until} 删掉。想收回这一周捐的，发 /forgetme。",
    donation_refused="好，什么都没留。",
    donation_own_only="只能捐自己发的话。",
    donation_too_long="这条太长，不收。",
    donation_enough="这一周你捐得够多了，谢谢，这条没有留。",
    no_digest="还没有周报。第一期会在下一次关账后发给你。",
    no_trend=(
        "这一段里没有两周能放在一起看。\n"
        "只有一个群、说过话的人又少的周不放进来，免得少了谁就看出是谁。"
    ),
    trend_head="走势（{what}；时间是估算）：",
    trend_all="看得到的各行之和",
    trend_row="最近一期里编号 {code} 的群",
    trend_line="{week}：要求 {demands} 次，{hours}",
    trend_gap="{week}：—",
    trend_foot="“—”是那周没有周报，或者人太少，不放进来。",
    trend_usage=(
        "可以这样写：\n/trend 12：近 12 周（2 到 56）\n/trend 2026-W30 2026-W45：这一段\n"
        "/trend A：最近一期里编号 A 的群"
    ),
    trend_no_row="最近一期里没有单独编号 {code} 的群。编号每期随机，请看最近一期的网页。",
    stop_ask="退订以后不再收到周报，以前的也会收回。要重新收，请群管理员再给一个链接。",
    stopped="已退订，以后不再发。以前的周报也收回了。",
    thanks="谢谢，只记次数，不记是谁说的，以后也不再问。",
    not_supervisor="你现在没有订阅任何群的周报。请群管理员用 /groups 给你一个链接。",
)
