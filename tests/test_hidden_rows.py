"""Every row that leads to a person or a family is hidden with them, in every table, those to come included."""

import pytest
from django.db import connection

from tests.fixtures import Acting

NOT_HIDDEN_WITH = {
    # What must be kept from somebody must be kept whoever reads; the other's name is not shown.
    ("people_protection", "hidden_from_id"),
    # Who looked is for auditors, whose role sees no record.
    ("audit_look", "family_id"),
}


@pytest.mark.django_db
def test_every_row_that_leads_to_a_person_or_a_family_is_hidden_with_them(acting: Acting) -> None:
    with acting(), connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, a.attname, p.qual from pg_class c join pg_attribute a on a.attrelid = c.oid"
            " join pg_policies p on p.tablename = c.relname and p.policyname = 'app' where c.relkind = 'r'"
            " and c.relname not like '%%event' and (a.attname = 'family_id' or exists (select 1 from pg_constraint f"
            " where f.conrelid = c.oid and f.contype = 'f' and f.confrelid = 'people_person'::regclass and a.attnum = "
            "any(f.conkey)"
            " and a.attname <> 'area_id')) and c.relname <> 'people_person' order by 1, 2"
        )
        rows = cursor.fetchall()
    assert len(rows) > 50
    shown = {
        (table, column)
        for table, column, policy in rows
        if not any(
            each in policy
            for each in (
                f"({column} IN ( SELECT access_hidden_",
                f"(seen.id = {table}.{column})",
                f"(another.id = {table}.{column})",
            )
        )
        and "'sealed'" not in policy
    }
    assert shown == NOT_HIDDEN_WITH, "hide the row with the person or family (of_family, of_person), or say why not"
