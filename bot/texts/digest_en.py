"""What a digest says in English."""

from bot.texts.digest_sentences import Changes, DigestTexts
from classifier import Category, Label

RULES_2023 = "Cyberspace Commission, Opinions on “Formalism at the Fingertips” (2023)"
RULES_2024 = "Provisions on Curbing Formalism (2024), part 5"

ENGLISH_DIGEST = DigestTexts(
    locale="en",
    comma=", ",
    stop=".",
    listing=", ",
    semicolon="; ",
    joined=" with ",
    categories={
        Category.CHECK_IN: "Check-ins",
        Category.TRACE: "Proof & replies",
        Category.FORWARD_LIKE: "Forwards & likes",
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
            "look at results, not at who checked in; the duty roster says who is there",
            RULES_2023,
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
            "no rankings by check-ins, shares or points; ask who has trouble in private",
            RULES_2023,
        ),
    },
    groups={"one": "{n} group", "other": "{n} groups"},
    groups_short={"other": "{n}"},
    messages_short={"other": "{n}"},
    small_groups={"one": "{n} small group", "other": "{n} small groups"},
    messages={"one": "{n} message", "other": "{n} messages"},
    many_messages="{n} messages",
    items={"one": "{n} message", "other": "{n} messages"},
    demands={"one": "{n} formalist demand", "other": "{n} formalist demands"},
    times={"one": "{n} time", "other": "{n} times"},
    person_times={"one": "{n} person-time", "other": "{n} person-times"},
    people={"one": "{n} person", "other": "{n} people"},
    chains={"one": "{n} chain", "other": "{n} chains"},
    days={"one": "{n} day", "other": "{n} days"},
    things={"one": "{n} thing", "other": "{n} things"},
    minutes="about {mid} minutes ({low}–{high})",
    hours="about {mid} hours ({low}–{high})",
    changes=Changes(more="{n} more", fewer="{n} fewer", same="same"),
    versus=Changes(
        more="{n} more than last week",
        fewer="{n} fewer than last week",
        same="as many as last week",
    ),
    beside=Changes(more="{n} more", fewer="{n} fewer", same="same"),
    title="Jianfu weekly digest{marks}, {period}",
    mark_again=" (sent again)",
    mark_running=" (week not over)",
    answer_too_few="Too few people wrote; any figure might give someone away, so none is told.",
    answer_down="The machine did not run this week; there is nothing to tell.",
    answer_left="No group was left to look at this week.",
    answer_quiet="No formalist demands were found. Thank you.",
    answer_first="First digest; nothing to compare with yet.",
    answer_gap="No figure last week to compare with.",
    answer_heavier="Heavier than last week.",
    answer_lighter="Lighter than last week.",
    answer_within="About as heavy as last week; the difference is within the error.",
    answer_more="More demands than last week.",
    answer_fewer="Fewer demands than last week.",
    answer_same="As many demands as last week.",
    about="about {value}",
    too_few={
        "one": "Too few people wrote in {n} group; any figure might give someone away, "
        "so none is told this week.",
        "other": "Too few people wrote in each of {n} groups; any figure might give someone away, "
        "so none is told this week.",
    },
    too_few_when="Figures come from five active people on, or from three small groups together.",
    quiet="Looked at {groups} with about {messages} and found no formalist demands. Thank you.",
    found_first="Looked at {groups} with about {messages}: {demands}.",
    found="Looked at {groups} with about {messages}: {demands}, {change}.",
    spent="People's time taken (estimate): {hours}.",
    no_people="Few people write in these groups, so people and time are not told.",
    weeks_line="Demands in the last {n} weeks: {counts}.",
    down={
        "one": "The machine was down for {n} day and saw nothing then; there may be more.",
        "other": "The machine was down for {n} days and saw nothing then; there may be more.",
    },
    left={
        "one": "{n} group took the bot out this week and is not watched any more.",
        "other": "{n} groups took the bot out this week and are not watched any more.",
    },
    sources="Most of it: {kinds}.",
    lighter_head="What would lighten it:",
    lighter_line="· {name}: {way}.",
    lighter_basis="Basis: {documents}.",
    reached="Addressed: {addressed}; active: {active}; {daily} demands a day.",
    off_hours=(
        "Off hours: {off_hours} ({share}); with ranking or deductions: {pressure}; "
        "asked in several groups: {repeated}."
    ),
    by_category="By category (a demand may belong to several):",
    category_line="· {name}: {count}",
    chains_line=(
        "Roll-call chains: {chains} set off by demands ({participants} taking part); {free} of "
        "free will or in an emergency are no burden."
    ),
    pushed_line="To be installed, followed or joined: {different}{known}.",
    pushed_known="; known by name: {names}",
    followup_line="Looking back: {words}.",
    followup_word="{name} {became}",
    aside_head="On their own lines, zero or not (not counted above):",
    aside_short="Apart from that: {counts}.",
    aside_line="· {name}: {count}",
    corrected_line="· Last week's corrections: misjudged {misjudged}, legal basis {documented}",
    unseen_line="· Not seen: machine down {down}, late {late}",
    care_line="Groups that need care: {counts}.",
    care_count="{name} {count}",
    reports_none="Members' reports: — (too few people, or not watched all week)",
    reports_line="Members' reports (random noise added, read them roughly): {counts}",
    rows_head="Row by row (codes are drawn anew each week and mean no order):",
    row_line="· {name}: {count}, estimate {hours}",
    row_pool="{code} ({groups} together)",
    rows_more="· {n} more rows are on the page",
    left_out={
        "one": "{n} more group is too small for any figure.",
        "other": "{n} more groups are too small for any figure.",
    },
    trust_line=(
        "The model errs: at this week's share of demands, about {share} of those counted truly are."
    ),
    no_reply="No reply needed, no ranking; please do not use it to assess anyone.",
    skip="Skip to the text",
    demands_name="Demands",
    off_hours_of="Off hours",
    spent_name="Estimated time",
    all_together="of all people together",
    most="Most of it",
    lighten_first="Lighten this first",
    most_value="{name}: {count}",
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
    week_hours="Hours (low–high)",
    hours_range="{mid} ({low}–{high})",
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
    pushed_title="What is pushed",
    pushed_note=(
        "Apps, accounts and groups people were told to install, follow or join; only those on a "
        "list that ships with the bot are named, the others are counted."
    ),
    pushed_name="Different ones",
    pushed_named="Known by name",
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
    emergency_short="Emergency, security",
    documented_short="With a legal basis",
    misjudged_short="Misjudged",
    paused_short="Paused",
    removed_short="Removed",
    emergency_name="Emergency, security (not counted)",
    documented_name="With a legal basis (not counted)",
    misjudged_name="Misjudged (not counted)",
    paused_name="Paused (all groups added)",
    removed_name="Removed (all groups added)",
    late_misjudged_name="Last week's corrections: misjudged",
    late_documented_name="Last week's corrections: legal basis",
    late_name="Late messages",
    down_name="Machine down",
    left_name="Groups that took the bot out",
    interrupted_name="Groups not watched all week",
    unpublished_name="Groups too small for any figure",
    cases_title="Typical cases",
    case=(
        "“{names}” {times} this week in {groups}, {addressed} addressed{marks}. "
        "Against last week: {became}. Basis: {document}"
    ),
    case_pressure="; some with shaming or deductions",
    case_off_hours="; some off hours",
    care_title="Care of the groups",
    care_note="Only how many, never which.",
    overdue_name="Temporary groups past their end",
    silent_name="Groups silent for 60 days",
    overlapping_name="Groups with mostly the same people",
    ownerless_name="Groups without an owner",
    rows_title="Row by row",
    rows_note="Codes are drawn anew each week and mean no order",
    rows_caption="Each row is one group, or several small ones together",
    row_code="Code",
    row_demands="Demands",
    row_note=(
        "{daily} a day, {off_hours} off hours; a reply asked within an hour: {hour}, the same "
        "day: {day}; {addressed} addressed, {participants} taking part"
    ),
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
    trust=(
        "How sure it is: on test messages of people it had not met the model found {recall} of the "
        "demands and took {alarms} of other talk for one (low: ordinary talk; high: look-alikes "
        "too); at this week's share about {share} of those counted truly are demands."
    ),
    trust_unknown="How sure it is: —",
    picture_weeks="Eight weeks of time taken (estimate, hours)",
    picture_range="Light: low to high; dark line and number: the middle",
    picture_columns="One column a week: its Monday, and the share off hours",
    picture_categories="By category (times)",
    picture_foot="No reply needed, no ranking, not for assessment",
)
