"""The text of every row-level policy, made in one place, and the migration operation that guards a table.

A policy reads only the row's own columns and what the ``access_…`` functions answer; those read tables that are not guarded (or
run as the owner), so no policy can recurse. Whatever is asked once per statement stands in ``(select …)``, which PostgreSQL
evaluates once.
"""

from typing import Any

from django.db.migrations.operations.base import Operation

OWNER = "kith_owner"
APP = "kith_app"
RECORDS = "kith_records"

IN_AREA = "(select access_acting()) and area_id = (select access_area())"


def sees_part(part: str) -> str:
    """SQL that is true when the actor's role lists ``part`` (a SQL expression, such as ``'plan'`` quoted or a column)."""
    return f"{part} = any((select access_parts())::text[])"


def of_family(part: str, *, person: str | bool | tuple[str, ...] = False, whole: bool = False) -> str:
    """Policy for a row with ``area_id`` and ``family_id`` (which may be null) that belongs to ``part`` (design §9, rules 1 to 3).

    With ``person`` (the name of the column, or of several; True for ``person_id``) the row disappears with a person who is
    hidden, whoever was granted the family: a restriction wins. With ``whole`` it tells of everybody in the family, and disappears
    when one of them is hidden.
    """
    literal = f"'{part}'"
    text = (
        f"{IN_AREA} and (({sees_part(literal)}"
        " and (family_id is null or family_id not in (select access_hidden_families())))"
        f" or family_id = any((select access_granted({literal}))::uuid[]))"
    )
    for column in _columns(person):
        text += f" and ({column} is null or {column} not in (select access_hidden_people()))"
    if whole:
        text += " and (family_id is null or family_id not in (select access_families_of_hidden()))"
    return text


def _columns(person: str | bool | tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(person, bool):
        return ("person_id",) if person else ()
    return (person,) if isinstance(person, str) else person


def of_family_or_client(part: str, client_column: str, *, person: str | bool = False) -> str:
    """As :func:`of_family`, and an API client or public form also sees the row that it sent itself (rule 8)."""
    return f"{of_family(part, person=person)} or ({IN_AREA} and {client_column} = (select access_sender()))"


def of_person() -> str:
    """Policy for a row with ``area_id`` and ``person_id``: seen by whoever sees the person."""
    return f"{IN_AREA} and exists (select 1 from people_person seen where seen.id = person_id)"  # noqa: S608  fixed text


def of_area(part: str) -> str:
    """Policy for a row that belongs to an area only, seen by roles that list ``part``."""
    return f"{IN_AREA} and {sees_part(repr(part))}"


def of_practitioner() -> str:
    """Policy for a row that belongs to one practitioner only (``practitioner_id``), such as a draft."""
    return f"{IN_AREA} and practitioner_id = (select access_practitioner())"


def added_by_anyone() -> str:
    """Check for a row that anybody who acts may add in the area acted in (requests, looks)."""
    return IN_AREA


class Guard(Operation):
    """Guard a table and its history: enable and force row-level security with the owner's policy and the application's.

    ``using`` is the SQL of who sees a row, ``check`` of what may be written (default: the same). ``append_only`` takes UPDATE and
    DELETE away from the application; ``owner_writes`` takes INSERT too, so that functions of the owner alone write the table.
    ``family`` adds the composite foreign key that keeps ``area_id`` true to the family's. ``history`` guards ``<table>event``
    alike, or by ``history_using`` and ``history_check``, and makes it append-only.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self,
        table: str,
        using: str,
        *,
        check: str | None = None,
        append_only: bool = False,
        owner_writes: bool = False,
        deletable: bool = False,
        family: bool = False,
        person: bool = False,
        history: bool = True,
        history_using: str | None = None,
        history_check: str | None = None,
    ) -> None:
        self.table, self.using, self.check = table, using, check
        self.history_using, self.history_check = history_using, history_check
        self.append_only, self.owner_writes, self.deletable = append_only, owner_writes, deletable
        self.family, self.person, self.history = family, person, history

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        options = {
            "check": self.check,
            "append_only": self.append_only,
            "owner_writes": self.owner_writes,
            "deletable": self.deletable,
            "family": self.family,
            "person": self.person,
            "history": self.history,
            "history_using": self.history_using,
            "history_check": self.history_check,
        }
        return (self.__class__.__qualname__, [self.table, self.using], options)

    def state_forwards(self, app_label: str, state: Any) -> None:
        """A guard changes the database only."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for statement in self.statements():
            schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in self._tables():
            schema_editor.execute(f"drop policy if exists app on {table}")
            schema_editor.execute(f"drop policy if exists owner on {table}")
            schema_editor.execute(f"alter table {table} no force row level security")
            schema_editor.execute(f"alter table {table} disable row level security")

    def describe(self) -> str:
        return f"Guard {self.table}"

    def _tables(self) -> list[str]:
        return [self.table, *([f"{self.table}event"] if self.history else [])]

    def _policy(self, is_history: bool) -> tuple[str, str]:
        check = self.using if self.check is None else self.check
        if not is_history:
            return self.using, check
        return self.history_using or self.using, self.history_check or check

    def statements(self) -> list[str]:
        """Return the SQL, one statement each."""
        sql = []
        for table in self._tables():
            is_history = table != self.table
            using, check = self._policy(is_history)
            append_only = self.append_only or is_history
            sql += [
                f"alter table {table} enable row level security",
                f"alter table {table} force row level security",
                f"create policy owner on {table} to {OWNER} using (true) with check (true)",
                f"create policy app on {table} to {APP} using ({using}) with check ({check})",
            ]
            if append_only:
                sql.append(f"revoke update, delete on {table} from {APP}")
                sql.append(
                    f"create trigger refuse_truncate before truncate on {table}"
                    " for each statement execute function access_refuse_truncate()"
                )
            elif not self.deletable:
                sql.append(f"revoke delete on {table} from {APP}")
            if self.owner_writes:
                sql.append(f"revoke insert, update, delete on {table} from {APP}")
            if is_history:
                sql.append(f"create policy records on {table} to {RECORDS} using (true)")
                sql.append(f"grant select, delete on {table} to {RECORDS}")
        if self.history:
            sql.append(f"create index on {self.table}event (pgh_obj_id, pgh_created_at)")
        if self.family:
            sql.append(
                f"alter table {self.table} add constraint {self.table}_family_in_area"
                " foreign key (family_id, area_id) references people_family (id, area_id)"
            )
        if self.person:
            sql.append(
                f"alter table {self.table} add constraint {self.table}_person_in_area"
                " foreign key (person_id, area_id) references people_person (id, area_id)"
            )
        return sql
