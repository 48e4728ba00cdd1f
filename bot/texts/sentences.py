"""The list of sentences; {names} are filled in where they are used."""

from dataclasses import dataclass

from bot.texts.digest_sentences import DigestTexts


@dataclass(frozen=True)
class Texts:
    """All sentences in one language."""

    code: str
    digest: DigestTexts
    # Anyone
    start: str
    help: str
    privacy: str
    unknown: str
    # Rights and hints
    missing_reading: str
    report_in_group_hint: str
    # Group admins
    groups_none: str
    groups_card: str
    on: str
    off: str
    only_admins: str
    link_old: str
    supervisor_link: str
    supervisor_opened: str
    supervisor_wait: str
    supervisor_named: str
    supervisor_welcome: str
    supervisor_refused: str
    supervisors_list: str
    supervisors_none: str
    revoked: str
    findings_none: str
    findings_head: str
    finding: str
    finding_marked: str
    finding_gone: str
    finding_late: str
    document_ask: str
    paused: str
    resumed: str
    erase_ask: str
    erased: str
    digest_on: str
    digest_off: str
    no_end: str
    ends_ask: str
    ends_set: str
    ends_cleared: str
    ends_unclear: str
    # Buttons
    button_setup: str
    button_report_link: str
    button_supervisors: str
    button_add_supervisor: str
    button_revoke: str
    button_findings: str
    button_ends: str
    button_pause: str
    button_resume: str
    button_digest_on: str
    button_digest_off: str
    button_erase: str
    button_erase_sure: str
    button_confirm: str
    button_refuse: str
    button_misjudged: str
    button_documented: str
    button_open: str
    button_report: str
    button_why: str
    button_rewrite: str
    button_clear: str
    button_useful: str
    button_useless: str
    button_trend: str
    button_method: str
    button_stop: str
    button_stop_sure: str
    # Members
    report_welcome: str
    card: str
    report_published: str
    report_unpublished: str
    report_unknown: str
    which_group: str
    which_category: str
    no_group: str
    receipt_given: str
    why_none: str
    why_head: str
    why_line: str
    rewrite_none: str
    rewrite_line: str
    text_gone: str
    receipt_ask: str
    receipt_pending: str
    receipt_counted: str
    receipt_uncounted: str
    receipt_unknown: str
    forgotten: str
    cleared: str
    # Giving an own message for training
    button_donate: str
    button_agree: str
    button_disagree: str
    donation_show: str
    donation_kept: str
    donation_refused: str
    donation_own_only: str
    donation_too_long: str
    donation_enough: str
    # Supervisors
    no_digest: str
    no_trend: str
    trend_head: str
    trend_all: str
    trend_row: str
    trend_line: str
    trend_gap: str
    trend_foot: str
    trend_usage: str
    trend_no_row: str
    stop_ask: str
    stopped: str
    thanks: str
    not_supervisor: str
