"""The program refuses a database that would not protect the people in it."""

import psycopg
import pytest

from kith.config.database.fitness import UnfitDatabase, problems, refuse_unfit
from tests import database


def test_the_application_s_own_role_is_fit(clone: str) -> None:
    refuse_unfit(clone)


def test_the_owner_is_refused(clone: str) -> None:
    name = clone.split("?")[0].rsplit("/", 1)[-1]
    with pytest.raises(UnfitDatabase, match="owns tables"):
        refuse_unfit(database.owner_url(name))


def test_a_superuser_is_refused(clone: str) -> None:
    name = clone.split("?")[0].rsplit("/", 1)[-1]
    with pytest.raises(UnfitDatabase, match="superuser"):
        refuse_unfit(database.with_name(database._server.super_url, name))


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("grant truncate on people_person to kith_app", "may truncate tables"),
        ("alter table people_person no force row level security", "not both enabled and forced"),
        ("alter table people_person disable row level security, no force row level security", "not guarded"),
        (
            "do $$ declare p record; begin for p in select polname from pg_policy where polrelid = 'people_person'::regclass"
            " loop execute format('drop policy %I on people_person', p.polname); end loop; end $$",
            "No policy for kith_app",
        ),
    ],
)
def test_what_was_loosened_is_named(clone: str, harm: str, told: str) -> None:
    name = clone.split("?")[0].rsplit("/", 1)[-1]
    with psycopg.connect(database.owner_url(name), autocommit=True) as owner:
        owner.execute(harm.encode())
    with pytest.raises(UnfitDatabase, match=told):
        refuse_unfit(clone)


def test_no_answer_is_said_plainly() -> None:
    with pytest.raises(UnfitDatabase, match="does not answer"):
        refuse_unfit("postgresql://kith_app@/kith?host=/nonexistent")


@pytest.mark.parametrize(
    ("mode", "made_up", "refused"), [("demonstration", False, True), ("demonstration", True, False), ("production", False, False)]
)
def test_a_database_of_real_records_is_served_in_production_only(
    mode: str, made_up: bool, refused: bool, clone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kith.organisations.models import Area, User  # noqa: PLC0415

    Area.objects.create(slug="rutland", name="Rutland")
    User.objects.create_user("pat@example.org" if made_up else "pat@rutland.example.net")
    monkeypatch.setenv("KITH_MODE", mode)
    with psycopg.connect(clone) as connection:
        assert any("it is a real one" in each for each in problems(connection)) == refused
