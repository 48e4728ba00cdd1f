"""The list of what a digest says; {names} are filled in where they are used."""

from collections.abc import Mapping
from dataclasses import dataclass

from classifier import Category, Label

# A noun with its number: Babel's plural category (one, other) → the form, with {n} in it.
Counted = Mapping[str, str]


@dataclass(frozen=True)
class DigestTexts:
    """All sentences of the digest in one language; `locale` is Babel's name of it."""

    locale: str
    comma: str
    stop: str
    listing: str
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
    items: Counted
    demands: Counted
    times: Counted
    person_times: Counted
    people: Counted
    chains: Counted
    days: Counted
    # Estimates and changes
    minutes: str
    hours: str
    more: str
    fewer: str
    same: str
    change: str
    versus: str
    minutes_unknown: str
    minutes_within: str
    minutes_more: str
    minutes_fewer: str
    # Head
    title: str
    mark_again: str
    mark_running: str
    answer_too_few: str
    answer_quiet: str
    answer_first: str
    answer_gap: str
    answer_heavier: str
    answer_lighter: str
    answer_within: str
    about: str
    # Chat text
    too_few: Counted
    too_few_when: str
    quiet: str
    seen: str
    found: str
    spent: str
    reached: str
    off_hours: str
    by_category: str
    category_line: str
    chains_line: str
    aside_line: str
    stopped_line: str
    reports_none: str
    reports_line: str
    lighter_head: str
    lighter_line: str
    rows_head: str
    row_line: str
    row_pool: str
    rows_more: str
    left_out: Counted
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
    followup_title: str
    became: Mapping[str, str]
    lighter_title: str
    reports_title: str
    reports_note: str
    aside_title: str
    aside_note: str
    emergency_name: str
    documented_name: str
    misjudged_name: str
    paused_name: str
    removed_name: str
    late_name: str
    interrupted_name: str
    unpublished_name: str
    cases_title: str
    case: str
    case_pressure: str
    case_off_hours: str
    hygiene_title: str
    rows_title: str
    rows_note: str
    rows_caption: str
    row_code: str
    row_demands: str
    row_remark: str
    method_title: str
    method: tuple[str, ...]
    models: str
    # Picture only
    picture_weeks: str
    picture_range: str
    picture_columns: str
    picture_categories: str
    picture_foot: str
