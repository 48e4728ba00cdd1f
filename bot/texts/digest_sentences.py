"""The list of what a digest says; {names} are filled in where they are used."""

from collections.abc import Mapping
from dataclasses import dataclass

from classifier import Category, Label

# A noun with its number: Babel's plural category (one, other) → the form, with {n} in it.
Counted = Mapping[str, str]


@dataclass(frozen=True)
class Changes:
    """How a count compares with the week before; {n} is the difference."""

    more: str
    fewer: str
    same: str


@dataclass(frozen=True)
class DigestTexts:
    """All sentences of the digest in one language; `locale` is Babel's name of it."""

    locale: str
    comma: str
    stop: str
    listing: str
    semicolon: str
    joined: str
    # Names
    categories: Mapping[Category, str]
    labels: Mapping[Label, str]
    verdicts: Mapping[str, str]
    windows: tuple[str, ...]
    shapes: Mapping[str, str]
    # A lighter way to get the same work done, and the public document that asks for it.
    lighter: Mapping[Category, tuple[str, str]]
    # Numbers with their nouns
    groups: Counted
    small_groups: Counted
    groups_short: Counted
    messages_short: Counted
    messages: Counted
    many_messages: str
    items: Counted
    demands: Counted
    times: Counted
    person_times: Counted
    people: Counted
    chains: Counted
    days: Counted
    things: Counted
    # Estimates and changes
    minutes: str
    hours: str
    changes: Changes
    versus: Changes
    beside: Changes
    # Head
    title: str
    mark_again: str
    mark_running: str
    answer_too_few: str
    answer_down: str
    answer_left: str
    answer_quiet: str
    answer_first: str
    answer_gap: str
    answer_heavier: str
    answer_lighter: str
    answer_within: str
    answer_more: str
    answer_fewer: str
    answer_same: str
    about: str
    # Chat text: the first screen
    too_few: Counted
    too_few_when: str
    quiet: str
    found_first: str
    found: str
    spent: str
    no_people: str
    weeks_line: str
    down: Counted
    left: Counted
    sources: str
    lighter_head: str
    lighter_line: str
    lighter_basis: str
    # Chat text: the rest
    reached: str
    off_hours: str
    by_category: str
    category_line: str
    chains_line: str
    pushed_line: str
    pushed_known: str
    followup_line: str
    followup_word: str
    aside_head: str
    aside_line: str
    aside_short: str
    corrected_line: str
    unseen_line: str
    care_line: str
    care_count: str
    reports_none: str
    reports_line: str
    rows_head: str
    row_line: str
    row_pool: str
    rows_more: str
    left_out: Counted
    trust_line: str
    no_reply: str
    # Page and picture: headings and names of slots
    skip: str
    demands_name: str
    off_hours_of: str
    spent_name: str
    all_together: str
    most: str
    lighten_first: str
    most_value: str
    seen_groups: str
    seen_messages: str
    seen_addressed: str
    seen_active: str
    weeks_title: str
    weeks_caption: str
    weeks_chart: str
    week: str
    week_hours: str
    hours_range: str
    demands_short: str
    off_hours_short: str
    categories_title: str
    categories_caption: str
    kinds: str
    times_name: str
    share: str
    than_before: str
    load_title: str
    per_day: str
    per_person: str
    off_hours_name: str
    off_hours_share: str
    windows_caption: str
    window: str
    pressure_title: str
    pressure_name: str
    repeated_name: str
    chains_name: str
    followers_name: str
    free_chains_name: str
    pushed_title: str
    pushed_note: str
    pushed_name: str
    pushed_named: str
    followup_title: str
    became: Mapping[str, str]
    lighter_title: str
    reports_title: str
    reports_note: str
    aside_title: str
    aside_note: str
    emergency_short: str
    documented_short: str
    misjudged_short: str
    paused_short: str
    removed_short: str
    emergency_name: str
    documented_name: str
    misjudged_name: str
    paused_name: str
    removed_name: str
    late_misjudged_name: str
    late_documented_name: str
    late_name: str
    down_name: str
    left_name: str
    interrupted_name: str
    unpublished_name: str
    cases_title: str
    case: str
    case_pressure: str
    case_off_hours: str
    care_title: str
    care_note: str
    overdue_name: str
    silent_name: str
    overlapping_name: str
    ownerless_name: str
    rows_title: str
    rows_note: str
    rows_caption: str
    row_code: str
    row_demands: str
    row_note: str
    method_title: str
    method: tuple[str, ...]
    models: str
    trust: str
    trust_unknown: str
    # Picture only
    picture_weeks: str
    picture_range: str
    picture_columns: str
    picture_categories: str
    picture_foot: str
