"""English, where a person's client asks for it."""

from bot.texts.digest_en import ENGLISH_DIGEST
from bot.texts.sentences import Texts

ENGLISH = Texts(
    code="en",
    digest=ENGLISH_DIGEST,
    start=(
        "Hello, I am Jianfu. I count formalist demands in work groups – roll-call chains, "
        "“reply when received”， forced forwarding – and once a week tell the supervisors whom "
        "the group's admin named, with nobody named in it.\n\n"
        "Forward or paste such a message to me to report it. I say nothing in the group and tell "
        "nobody.\n\n/help how to use me  /privacy what is kept, and how long"
    ),
    help=(
        "Members: forward or paste a message here; you get Report · Why · Say it lighter.\n"
        "/receipt CODE: whether a report was counted (known after the week closes)\n"
        "/forgetme: a fresh pseudonym for this week; takes back samples given this week\n\n"
        "Group admins: /groups supervisors, this week's findings, pause, erase\n"
        "Supervisors: /digest latest  /trend last eight weeks (/trend 12: twelve)  "
        "/stop unsubscribe\n"
        "In the group: /status last week\n\n"
        "Please report in this private chat only. Admins can read a /report typed in a group for "
        "48 hours, deleted or not."
    ),
    privacy=(
        "Two honest sentences first:\n"
        "1. Who knows the group can tell which group a row is about, and who makes the demands.\n"
        "2. Who runs this machine can see all that the bot receives, reports included. "
        "If your superior runs it, act as if they saw it.\n\n"
        "Kept: group ids and supervisors' chat ids (to deliver); for each message of the week a "
        "code, the weekday, off hours or not, the labels; who wrote, as a code only.\n"
        "Not kept: any text, name or time. One exception: your own words, if you forward them to "
        "me, see them masked and press “I agree”, are kept for training, up to 90 days.\n"
        "How long: at the weekly close the keys are destroyed and the week's rows deleted; the "
        "codes then lead to nobody. Digests are kept 56 weeks.\n"
        "Reports: who reported stays in memory for the week, a restart forgets it; stored are "
        "category and verdict among decoys; published numbers carry random noise. Who reports "
        "every week may still be guessed after some months.\n"
        "Private chat: the reported message is deleted at once, the rest within 24 hours.\n\n"
        "We can't help if somebody takes your phone or makes you show the screen; press Clear "
        "when done."
    ),
    unknown="I did not understand. Forward or paste a group message to me, or see /help.",
    missing_reading=(
        "One right is missing: I can't see ordinary messages of the group. Ask @BotFather for "
        "/setprivacy → Disable and add me again, or make me an administrator without any rights."
    ),
    report_in_group_hint=(
        "You typed /report in a group. I did not take it and tried to delete the message, but the "
        "group's admins can still read deleted messages for 48 hours.\n\n"
        "The safe way: forward or paste the message to me here."
    ),
    groups_none=(
        "I found no group that you administer. Add me to the group, then press “管理员设置” under "
        "my notice there. If the group was just upgraded, try again in a minute."
    ),
    groups_card=(
        "Group: {title}\nSupervisors: {supervisors}; digest: {digest}; "
        "findings this week: {findings}{paused}; ends: {ends}"
    ),
    on="on",
    off="off",
    only_admins="Only a present administrator of this group can do that.",
    link_old="This link is used or expired. Ask the admin for a new one (/groups).",
    supervisor_link=(
        "Send this link to the supervisor. It works once, for 15 minutes. I will show you the "
        "name of who opened it; nothing counts before you confirm.\n{link}"
    ),
    supervisor_opened="“{name}” opened the supervisor link of “{title}”. Is that the person?",
    supervisor_wait="Please wait: after the admin confirms you get the weekly digest of “{title}”.",
    supervisor_named="“{name}” gets this group's digest from now on. Revoke any time in /groups.",
    supervisor_welcome=(
        "The admin confirmed. You get a digest every Monday morning: no names, no ranking, no "
        "reply needed. /digest latest, /trend eight weeks, /stop unsubscribe."
    ),
    supervisor_refused="Nobody was added. That link is void.",
    supervisors_list="Supervisors of “{title}” (press a name to revoke):",
    supervisors_none="“{title}” has no supervisor yet.",
    revoked="Revoked. They get no more digests and lose the old ones.",
    findings_none="No findings to mark yet.",
    findings_head="Findings in “{title}”; mark them before the close.",
    finding="Day {day}: {labels}{mark}\n{link}",
    finding_marked="Marked: {mark}.",
    finding_gone="It is gone and can't be marked any more.",
    finding_late=(
        "That week has closed and its digest stays as it is; your “{mark}” will stand under "
        "last week's corrections in the next one."
    ),
    document_ask="Reply to this message with the document's name and number. (ref {ref} {week})",
    paused="Paused: from now on “{title}” is not read. Supervisors see the number of paused days.",
    resumed="Reading “{title}” again from now on.",
    erase_ask="Erase all records of “{title}”？ This week's reports go too; there is no way back.",
    erased="Erased. To make me leave, remove me from the group.",
    digest_on="Digest switched on.",
    digest_off="Digest switched off.",
    no_end="none",
    ends_ask=(
        "If this group is for a time only, reply to this message with the day its task ends, such "
        "as 2026-12-31; otherwise reply “none”.\nAfter that day supervisors see one more group "
        "under “past its end”, not which. (ref {ref})"
    ),
    ends_set="Noted: it ends on {date}.",
    ends_cleared="Fine, this group has no end date.",
    ends_unclear="I can't read that day. Reply here with 2026-12-31 or “none”. (ref {ref})",
    button_setup="Admin settings",
    button_report_link="Report in private",
    button_supervisors="Supervisors",
    button_add_supervisor="Add a supervisor",
    button_revoke="Revoke {name}",
    button_findings="Findings",
    button_ends="End date",
    button_pause="Pause",
    button_resume="Resume",
    button_digest_on="Digest on",
    button_digest_off="Digest off",
    button_erase="Erase",
    button_erase_sure="Really erase",
    button_confirm="Yes, that's them",
    button_refuse="No",
    button_misjudged="Not a demand",
    button_documented="Has a legal basis",
    button_open="Unmark",
    button_report="Report",
    button_why="Why",
    button_useful="Useful",
    button_useless="Not useful",
    button_trend="Trend",
    button_method="How it is counted",
    button_stop="Unsubscribe",
    button_stop_sure="Really unsubscribe",
    button_rewrite="Say it lighter",
    button_clear="Clear",
    report_welcome=(
        "Forward or paste the message here. Where forwarding is blocked, or a channel posted it "
        "(others see how often it is forwarded), paste its text or its link, or sum it up.\n"
        "Know first: who runs this machine can see all that the bot receives."
    ),
    card="What shall I do? {published}",
    report_published="Your groups are large enough: report counts enter the digest with noise.",
    report_unpublished="Your groups are too small: report counts aren't published; receipts work.",
    report_unknown="Your groups have no full week yet; publication is decided at the close.",
    which_group="Which group is it from?",
    which_category="Which category?",
    no_group="I can't tell which group. Press “私下举报” under my notice or /status there first.",
    receipt_given="Taken. Receipt code: {code}\nNote it down; I will not bring this up again.",
    why_none="By the present standard this is no formalist demand.",
    why_head="Looks like: {labels}",
    why_line="Because of: {words}",
    rewrite_none="No need to change it.",
    rewrite_line="{name}: “{lighter}”",
    text_gone="That message is gone; please send it again.",
    receipt_ask="Write the code after the command: /receipt ABCD-EFGH-IJKL-MNOP",
    receipt_pending="Pending until the week closes.",
    receipt_counted="Counted.",
    receipt_uncounted="Not counted.",
    receipt_unknown="Unknown code, or older than eight weeks.",
    forgotten="Done. You have a fresh pseudonym this week; counts stay.",
    cleared="Cleared.",
    button_donate="Give it for training",
    button_agree="I agree",
    button_disagree="No",
    donation_show=(
        "These are your own words; you may give them to teach me. This is what would be kept:\n\n"
        "{masked}\n\nOnly this text, not who you are nor which group; deleted on {until}. "
        "If somebody could still be known from it, please don't agree."
    ),
    donation_kept="Thank you, kept until {until}. /forgetme takes back what you gave this week.",
    donation_refused="Nothing was kept.",
    donation_own_only="Only your own words can be given.",
    donation_too_long="That is too long to keep.",
    donation_enough="You have given enough this week, thank you; this one was not kept.",
    no_digest="No digest yet. The first comes after the next close.",
    no_trend=(
        "No two weeks of this span can be put side by side.\nWeeks of a single group in which "
        "few people wrote are left out: who is missing would show."
    ),
    trend_head="Trend ({what}; time is an estimate):",
    trend_all="all rows told, added up",
    trend_row="the group with code {code} in the last digest",
    trend_line="{week}: {demands} demands, {hours}",
    trend_gap="{week}: —",
    trend_foot="“—”: no digest that week, or too few people to put it side by side.",
    trend_usage=(
        "Write it like this:\n/trend 12: the last 12 weeks (2 to 56)\n"
        "/trend 2026-W30 2026-W45: this span\n/trend A: the group with code A in the last digest"
    ),
    trend_no_row=(
        "No group of the last digest has the code {code} to itself. Codes are drawn anew each "
        "week; see the page of the last one."
    ),
    stop_ask=(
        "After that no digest comes any more, and the old ones are withdrawn. To get them again, "
        "ask a group admin for a new link."
    ),
    stopped="Unsubscribed. Old digests are withdrawn too.",
    thanks="Thank you. Only the number is kept, not who said it; you won't be asked again.",
    not_supervisor="You are not subscribed to any group. Ask a group admin for a link (/groups).",
)
