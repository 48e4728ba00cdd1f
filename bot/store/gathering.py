"""One group's week in one record, gathered from the register and the running rows."""

from bot.records import Group, GroupWeek, Watched
from bot.store.register import Register
from bot.store.running import Running
from bot.week import Week

# Dissolving a group nobody writes in is usually asked after two months (policy.md).
SILENT_DAYS = 60


def gather(register: Register, running: Running, week: Week, group: Group) -> GroupWeek:
    """Everything of one group and week, exact, for the aggregate."""
    messages, off_hours, emergencies = running.message_counts(week, group.id)
    return GroupWeek(
        _watched(register, running, week, group, wrote=bool(messages)), messages, off_hours,
        tuple(running.findings(week, group.id)), tuple(running.chains(week, group.id)),
        running.people(week, group.id), emergencies,
    )  # fmt: skip


def _watched(
    register: Register, running: Running, week: Week, group: Group, *, wrote: bool
) -> Watched:
    row = running.row(week, group.id)
    interruptions = register.interruptions(group.id, week)
    return Watched(
        group=group.id,
        supervisors=row.supervisors,
        whole=not interruptions,
        paused_days=interruptions.get("paused", 0),
        removed_days=interruptions.get("removed", 0),
        late=row.late,
        members=row.members,
        late_misjudged=row.late_misjudged,
        late_documented=row.late_documented,
        overdue=group.ends is not None and group.ends <= week.sunday,
        silent=not wrote and _silent(register.last_active(group.id), week),
        owned=row.owned,
    )


def _silent(last_active: Week | None, week: Week) -> bool:
    """Whether so much time has passed since anybody wrote that the group counts as silent."""
    return last_active is not None and (week.sunday - last_active.sunday).days >= SILENT_DAYS
