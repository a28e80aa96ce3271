"""Who sees a clock. For migrations: a clock of a family is guarded here,
one that runs on another row by the room whose row it is."""

from django.db.migrations.operations import RunSQL

from kith.access.policies import APP, IN_AREA, sees_part

GRANTED = ("identity", "episode", "assessment", "plan", "notes", "chronology")
"""Parts that a partner can be granted, and in which something is due."""

NOT_HIDDEN = "(person_id is null or person_id not in (select access_hidden_people()))"

OF_FAMILY = (
    f"{IN_AREA} and family_id is not null and (({sees_part('part')} and family_id not in (select access_hidden_families()))"
    + "".join(f" or (part = '{part}' and family_id = any((select access_granted('{part}'))::uuid[]))" for part in GRANTED)
    + f") and {NOT_HIDDEN}"
)
"""A clock of a family is seen with its part of the family, and disappears with the child whom it is about."""


def seen_with(table: str) -> list[RunSQL]:
    """Return the operations by which a room shows the clocks that run on the rows of its table to whoever sees those rows.

    Such a clock has no family. It may be started by who does not see the row, as whoever sends a request does not. The policy
    stands beside those of other rooms: no room below knows it.
    """
    ours = f"{IN_AREA} and family_id is null and subject_table = '{table}'"
    seen = f"{ours} and {NOT_HIDDEN} and exists (select 1 from {table} seen where seen.id = subject_id)"  # noqa: S608  a table of ours
    return [
        RunSQL(
            f"create policy {table} on {clocks} to {APP} using ({seen}) with check ({ours})",
            f"drop policy {table} on {clocks}",
        )
        for clocks in ("tasks_runningclock", "tasks_runningclockevent")
    ]
