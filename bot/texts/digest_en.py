"""What a digest says in English."""

from bot.texts.digest_sentences import DigestTexts
from classifier import Category, Label

RULES_2023 = (
    "Central Cyberspace Affairs Commission, Opinions on Preventing “Formalism at the Fingertips” "
    "(2023)"
)
RULES_2024 = "Provisions on Curbing Formalism to Lighten Grassroots Burdens (2024)"

ENGLISH_DIGEST = DigestTexts(
    locale="en",
    comma=", ",
    stop=".",
    listing=", ",
    joined=" with ",
    categories={
        Category.CHECK_IN: "Check-ins",
        Category.TRACE: "Proof, replies",
        Category.FORWARD_LIKE: "Forwards, likes",
        Category.ADOPTION: "Pushed apps",
        Category.REPORTING: "Repeated forms",
        Category.RANKING: "Rankings",
        Category.OTHER: "Other",
    },
    labels={
        Label.ROLL_CALL: "roll calls and check-ins",
        Label.INSTANT_REPLY: "instant replies",
        Label.FORCED_FORWARD: "forced forwarding",
        Label.LIKE_REQUEST: "likes and votes",
        Label.FORCED_ADOPTION: "forced installs and follows",
        Label.USAGE_QUOTA: "points and usage quotas",
        Label.TRACE_PROOF: "screenshots as proof",
        Label.DUPLICATE_REPORTING: "the same data again",
        Label.RANKING_PRESSURE: "rankings and shaming",
    },
    verdicts={"已计入": "counted", "未计入": "not counted"},
    windows=("no time stated", "within an hour", "the same day", "longer"),
    shapes={"own": "", "quiet": "few people write, so none are told", "pool": "{groups} together"},
    lighter={
        Category.CHECK_IN: (
            "look at results, not at check-ins, points or hours; the duty roster says who is there",
            RULES_2024,
        ),
        Category.TRACE: (
            "collect only what the work itself leaves; no screenshots back, no “received” from all",
            RULES_2023,
        ),
        Category.FORWARD_LIKE: (
            "post the official link once and leave sharing to people; no counts, no screenshots",
            RULES_2023,
        ),
        Category.ADOPTION: (
            "say what the app is good for and let people choose; no install or follow rates",
            RULES_2023,
        ),
        Category.REPORTING: (
            "one form for one matter, filled from data already there; no change, no report",
            RULES_2024,
        ),
        Category.RANKING: (
            "no rankings by check-ins, shares or points; raise problems one to one",
            RULES_2024,
        ),
    },
    groups={"one": "{n} group", "other": "{n} groups"},
    groups_short={"other": "{n}"},
    messages_short={"other": "{n}"},
    small_groups={"one": "{n} small group", "other": "{n} small groups"},
    messages={"one": "{n} message", "other": "{n} messages"},
    items={"one": "{n} message", "other": "{n} messages"},
    demands={"one": "{n} formalist demand", "other": "{n} formalist demands"},
    times={"one": "{n} time", "other": "{n} times"},
    person_times={"one": "{n} person-time", "other": "{n} person-times"},
    people={"one": "{n} person", "other": "{n} people"},
    chains={"one": "{n} chain", "other": "{n} chains"},
    days={"one": "{n} day", "other": "{n} days"},
    minutes="about {mid} minutes ({low}–{high})",
    hours="about {mid} hours ({low}–{high})",
    more="{n} more",
    fewer="{n} fewer",
    same="the same",
    change=" ({change} than last week)",
    versus="{change}",
    minutes_unknown="; no week before to compare with",
    minutes_within="; the difference to last week is within the error",
    minutes_more="; more than last week",
    minutes_fewer="; less than last week",
    title="Jianfu weekly digest{marks}, {period}",
    mark_again=" (sent again)",
    mark_running=" (week not over)",
    answer_too_few="Too few people wrote; any figure might give someone away, so none is told.",
    answer_quiet="No formalist demands were found. Thank you.",
    answer_first="First digest; nothing to compare with yet.",
    answer_gap="No figure last week to compare with.",
    answer_heavier="Heavier than last week.",
    answer_lighter="Lighter than last week.",
    answer_within="About as heavy as last week; the difference is within the error.",
    about="about {value}",
    too_few={
        "one": "Too few people wrote in {n} group; any figure might give someone away, "
        "so none is told this week.",
        "other": "Too few people wrote in each of {n} groups; any figure might give someone away, "
        "so none is told this week.",
    },
    too_few_when="Figures come from five active people on, or from three small groups together.",
    quiet="Looked at {groups} with about {messages} and found no formalist demands. Thank you.",
    seen="Looked at {groups} with about {messages}: ",
    found="{demands}{change}.",
    spent="Time taken (estimate): {hours}{change}.",
    reached="Addressed: {addressed}; active: {active}.",
    off_hours=(
        "Off hours: {off_hours} ({share}); with ranking or deductions: {pressure}; "
        "asked in several groups: {repeated}."
    ),
    by_category="By category (a demand may belong to several):",
    category_line="· {name}: {count}, {share}{change}",
    chains_line=(
        "Roll-call chains: {chains} set off by demands ({participants}); {free} of free will or "
        "in an emergency are no burden."
    ),
    aside_line=(
        "Not counted: {emergency} in an emergency, {documented} with a legal basis, "
        "{misjudged} misjudged."
    ),
    stopped_line="Not watched: {paused} paused, {removed} removed; {late} came late.",
    reports_none="Members' reports: — (too few people, or not watched all week)",
    reports_line="Members' reports (random noise added, read them roughly): {counts}",
    lighter_head="What would lighten it:",
    lighter_line="· {name}: {way}. Basis: {document}",
    rows_head="Row by row (codes are drawn anew each week and mean no order):",
    row_line="· {name}: {count}, estimate {hours}",
    row_pool="{code} ({groups} together)",
    rows_more="· {n} more rows are on the page",
    left_out={
        "one": "{n} more group is too small for any figure.",
        "other": "{n} more groups are too small for any figure.",
    },
    no_reply="No reply needed, no ranking; please do not use it to assess anyone.",
    skip="Skip to the text",
    demands_name="Demands",
    off_hours_of="Off hours",
    spent_name="Time (estimate, low–high)",
    all_together="of all people together",
    most="Most of it",
    lighten_first="Lighten this first",
    most_value="{name}, {count}",
    seen_groups="Groups",
    seen_messages="Messages",
    seen_addressed="Addressed",
    seen_active="Active",
    weeks_title="Eight weeks",
    weeks_caption=(
        "One row a week, named by its Monday; in the chart light is low to high, "
        "the dark line the middle (hours)"
    ),
    weeks_chart=(
        "Estimated time of eight weeks, each from low to high with a line at the middle; "
        "the figures are in the table below"
    ),
    week="Week",
    demands_short="Demands",
    off_hours_short="Off hours",
    categories_title="By category",
    categories_caption="A demand may belong to several, so shares add up to more than 100%",
    kinds="Category and kind",
    times_name="Times",
    share="Share",
    than_before="Change",
    load_title="Load",
    per_day="Demands a day",
    per_person="Received per person and day",
    off_hours_name="Demanded off hours",
    off_hours_share="Share demanded off hours",
    windows_caption="How soon a reply was asked",
    window="Window",
    pressure_title="Pressure and repeats",
    pressure_name="With shaming, deductions or rankings",
    repeated_name="Asked in several groups",
    chains_name="Chains set off by demands",
    followers_name="Taking part",
    free_chains_name="Free or emergency chains (no burden)",
    followup_title="Looking back",
    became={
        "none": "none",
        "new": "new",
        "back": "came back",
        "gone": "gone this week",
        "fewer": "fewer",
        "moved": "perhaps in another form",
        "more": "more",
        "same": "unchanged",
    },
    lighter_title="What would lighten it",
    reports_title="Members' reports",
    reports_note=(
        "Random noise is added, read them roughly; left out where people are too few or the week "
        "was not watched whole. “counted” means that the model counts it too."
    ),
    aside_title="On their own lines",
    aside_note="Listed every week, zero or not.",
    emergency_name="Emergency, security (not counted)",
    documented_name="With a legal basis (not counted)",
    misjudged_name="Misjudged (not counted)",
    paused_name="Paused (all groups added)",
    removed_name="Removed (all groups added)",
    late_name="Late messages",
    interrupted_name="Groups not watched all week",
    unpublished_name="Groups too small for any figure",
    cases_title="Typical cases",
    case="{names}: {groups}, {times}, {addressed} addressed{marks}",
    case_pressure="; some with shaming or deductions",
    case_off_hours="; some off hours",
    hygiene_title="Care of the groups",
    rows_title="Row by row",
    rows_note="Codes are drawn anew each week and mean no order",
    rows_caption="Each row is one group, or several small ones together",
    row_code="Code",
    row_demands="Demands",
    row_remark="Remark",
    method_title="How it is counted",
    method=(
        "Only messages open to the group are counted, judged one by one by a model that errs; what "
        "the group's admin marked as misjudged or as having a legal basis stands on its own line.",
        "People are told in ranges, messages to two digits, too small groups not at all. Totals "
        "add up the rows.",
        "Time is an estimate: minutes per act in a low, a middle and a high case; the low case "
        "times the low end of the people, the high times the high. Where the ranges of two weeks "
        "overlap, the difference is within the error.",
        "“perhaps in another form”: within a category one kind fell, another rose, and the sum did "
        "not fall. “—” is no figure or none told, “0” is truly none.",
    ),
    models="Model: {models}",
    picture_weeks="Eight weeks of time taken (estimate, hours)",
    picture_range="Light: low to high; dark line and number: the middle",
    picture_columns="One column a week: its Monday, and the share off hours",
    picture_categories="By category (times)",
    picture_foot="No reply needed, no ranking, not for assessment",
)
