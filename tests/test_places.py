"""A place gives sight, so the database itself lets nobody write one but the area's administrators and the administration's
commands.

In SQL, as the application's own role: whatever the program asks or forgets to ask, and whoever acts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection

from kith.access.sight import ACTS_BY_ROLE, ACTS_BY_SERVICE, PARTS_BY_SERVICE, Act
from kith.organisations.models import Capability, HubBody, Membership, Role, Team
from tests.fixtures import NOON, administering, practitioner_in, signs_in

TODAY = NOON.date()
YESTERDAY = TODAY - timedelta(days=1)
REFUSED = "KH001"
SERVICES = sorted({*PARTS_BY_SERVICE, *ACTS_BY_SERVICE, "nobody_named_this"})
HISTORY = "membership practitioner user capability hubbody team agency agencyarea area dutyturn".split()


@dataclass
class Town:
    """A database with two areas in which everyone has a place."""

    address: str
    people: dict[str, UUID]
    dorset: UUID
    lincolnshire: UUID
    names: dict[str, Any]


@pytest.fixture(scope="module")
def town(module_clone: str) -> Town:
    people = {}
    for role in Role.values:
        people[role], dorset = practitioner_in("dorset", role)
    them, _ = practitioner_in("dorset", "front_door", name="Someone else")
    user = signs_in(them, dorset, "someone@example.org")
    gone, _ = practitioner_in("dorset", "auditor", name="Gone")
    signs_in(gone, dorset, "gone@example.org")
    elsewhere, lincolnshire = practitioner_in("lincolnshire", "administrator")
    with administering(dorset):
        held = Membership.objects.get(practitioner=them)
        over = Membership.objects.create(
            practitioner=them, area=dorset, role="auditor", starts_on=date(2021, 1, 1), ends_on=date(2022, 1, 1)
        )
        new = Membership.objects.create(practitioner=them, area=dorset, role="auditor", starts_on=TODAY)
        skill = Capability.objects.create(practitioner=them, area=dorset, kind="family_help_lead", evidence="e", starts_on=TODAY)
        team = Team.objects.create(area=dorset, slug="hub", name="Hub", kind="hub")
        body = HubBody.objects.create(
            area=dorset, key="a", name="A", group="A", agency=them.agency, starts_on=TODAY
        )  # fmt: skip
        gone.user.is_active = False
        gone.user.save()
    names = {
        "dorset": dorset.pk,
        "lincolnshire": lincolnshire.pk,
        "them": them.pk,
        "me": None,
        "elsewhere": elsewhere.pk,
        "user": user.pk,
        "gone": gone.pk,
        "gone_user": gone.user.pk,
        "gone_place": Membership.objects.get(practitioner=gone).pk,
        "held": held.pk,
        "over": over.pk,
        "new": new.pk,
        "skill": skill.pk,
        "team": team.pk,
        "body": body.pk,
        "agency": elsewhere.agency_id,
        "their_agency": them.agency_id,
        "today": TODAY,
        "yesterday": YESTERDAY,
        "before": TODAY - timedelta(days=30),
    }
    ids = {role: person.pk for role, person in people.items()}
    connection.close()
    return Town(module_clone, ids | {"administrator elsewhere": elsewhere.pk}, dorset.pk, lincolnshire.pk, names)


PLACE = (
    "insert into organisations_membership (id, practitioner_id, area_id, role, starts_on)"
    " values (gen_random_uuid(), %({who})s, %({area})s, 'team_manager', %(today)s)"
)
GIVES = {
    "give a place": PLACE.format(who="them", area="dorset"),
    "end a place": "update organisations_membership set ends_on = %(today)s where id = %(held)s",
    "end it at once": "update organisations_membership set ends_on = %(yesterday)s where id = %(held)s",
    "change its team": "update organisations_membership set team_id = %(team)s where id = %(held)s",
    "take back one of today": "delete from organisations_membership where id = %(new)s",
    "close a sign-in": "update organisations_user set is_active = false where id = %(user)s",
    "make one a social worker": "update organisations_practitioner set profession = 'social_worker', registration = 'SW1'"
    " where id = %(them)s",
    "move one to another agency": "update organisations_practitioner set agency_id = %(agency)s where id = %(them)s",
    "call an agency another kind": "update organisations_agency set kind = 'health' where id = %(their_agency)s",
    "accredit": "insert into organisations_capability (id, practitioner_id, area_id, kind, evidence, starts_on)"
    " values (gen_random_uuid(), %(them)s, %(dorset)s, 'lead', 'e', %(today)s)",
    "end what one is accredited for": "update organisations_capability set ends_on = %(today)s where id = %(skill)s",
    "lead questions to another agency": "update organisations_hubbody set agency_id = %(agency)s where id = %(body)s",
    "lead questions to a team": "update organisations_hubbody set team_id = %(team)s where id = %(body)s",
    "remove a body": "delete from organisations_hubbody where id = %(body)s",
}
"""What an administrator of Dorset, and the administration's commands there, may do; and nobody else."""

NEVER = {
    "give oneself a place": (PLACE.format(who="me", area="dorset"), "your own places"),
    "change one's own role": (
        "update organisations_membership set role = 'team_manager' where practitioner_id = %(me)s",
        "your own places",
    ),
    "end one's own place": (
        "update organisations_membership set ends_on = %(today)s where practitioner_id = %(me)s",
        "your own places",
    ),
    "accredit oneself": (
        "insert into organisations_capability (id, practitioner_id, area_id, kind, evidence, starts_on)"
        " values (gen_random_uuid(), %(me)s, %(dorset)s, 'lead', 'e', %(today)s)",
        "your own places",
    ),
    "make oneself a social worker": (
        "update organisations_practitioner set registration = 'SW9' where id = %(me)s",
        "your own agency",
    ),
    "give a place elsewhere": (PLACE.format(who="them", area="lincolnshire"), "another area"),
    "end a place elsewhere of someone who signs in": (
        "update organisations_membership set ends_on = %(today)s where practitioner_id = %(gives_there)s and area_id = "
        "%(lincolnshire)s",
        "another area",
    ),
    "give another role instead": (
        "update organisations_membership set role = 'team_manager' where id = %(held)s",
        "first day stay as they are",
    ),
    "give it to someone else": (
        "update organisations_membership set practitioner_id = %(gone)s where id = %(held)s",
        "first day stay as they are",
    ),
    "begin it later than it began": (
        "update organisations_membership set starts_on = %(today)s where id = %(held)s",
        "first day stay as they are",
    ),
    "end it before it ended": (
        "update organisations_membership set ends_on = %(before)s where id = %(held)s",
        "cannot end earlier",
    ),
    "remove it": ("delete from organisations_membership where id = %(held)s", "ended and not removed"),
    "open again what is over": (
        "update organisations_membership set ends_on = null where id = %(over)s",
        "is over and stays",
    ),
    "remove what is over": ("delete from organisations_membership where id = %(over)s", "ended and not removed"),
    "sign in as someone else": (
        "update organisations_practitioner set user_id = %(gone_user)s where id = %(them)s",
        "keeps the sign-in",
    ),
    "sign in by another address": (
        "update organisations_user set email = 'mine@example.org' where id = %(user)s",
        "changed by command",
    ),
    "walk past every rule": ("update organisations_user set is_superuser = true where id = %(user)s", "walk past its rules"),
    "open a sign-in without a place": (
        "update organisations_user set is_active = true where id = %(no_place_user)s",
        "no place in this area",
    ),
}
"""What nobody may do, an administrator of the area included, with words from the answer."""


@pytest.fixture
def app(town: Town) -> Iterator[psycopg.Connection]:
    """A bare connection as the application. It is closed without a commit."""
    bare = psycopg.connect(town.address)
    yield bare
    bare.rollback()
    bare.close()


def begin(app: psycopg.Connection, kind: str, actor: object, area: UUID) -> None:
    """Say who acts, as the program does directly after BEGIN."""
    app.execute(
        'select access_begin(%s, %s, %s, %s, %s, \'{"kind": "test", "actor": "test"}\')',
        [kind, str(actor), area, f"service:{actor}" if kind == "service" else "", NOON],
    )


def may(app: psycopg.Connection, statement: str, names: dict[str, Any]) -> str:
    """Try a statement and undo it. Returns what refused it, or nothing."""
    try:
        with app.transaction(force_rollback=True):
            assert app.execute(statement.encode(), names).rowcount > 0, "the statement touched no row"
    except psycopg.errors.DatabaseError as refused:
        if refused.sqlstate != REFUSED and "no identity" not in str(refused):
            raise
        return refused.diag.message_primary or "refused"
    return ""


IDENTITIES = [
    *(("practitioner", role) for role in [*Role.values, "administrator elsewhere"]),
    *(("service", name) for name in SERVICES),
    *((kind, "x") for kind in ("client", "visitor", "reader", "none")),
]


@pytest.mark.parametrize(("kind", "who"), IDENTITIES, ids=lambda each: str(each).replace(" ", "_"))
def test_places_are_written_by_administrators_of_the_area_and_their_commands_only(
    kind: str, who: str, town: Town, app: psycopg.Connection
) -> None:
    if kind != "none":
        actor = town.people[who] if kind == "practitioner" else uuid4() if who == "x" else who
        area = town.lincolnshire if who == "administrator elsewhere" else town.dorset
        begin(app, kind, actor, area)
    allowed = (kind, who) in {("practitioner", "administrator"), ("service", "administration")}
    held = {what: may(app, statement, town.names) for what, statement in GIVES.items()}
    if allowed:
        assert {what for what, refused in held.items() if refused} == set(), held
    elif who == "administrator elsewhere":
        # Whoever administers another area may close a sign-in, as they let someone go everywhere. It takes sight, and gives none.
        assert {what for what, refused in held.items() if not refused} <= {"close a sign-in"}, held
        assert all("Ask" in refused for refused in held.values() if refused)
    else:
        assert {what for what, refused in held.items() if not refused} == set(), held


def test_only_administrators_and_their_commands_hold_the_act() -> None:
    assert [role for role, acts in ACTS_BY_ROLE.items() if Act.ADMINISTER in acts] == ["administrator"]
    assert [name for name, acts in ACTS_BY_SERVICE.items() if Act.ADMINISTER in acts] == ["administration"]


@pytest.mark.parametrize("what", NEVER)
def test_an_administrator_neither_raises_themselves_nor_hides_what_was(what: str, town: Town, app: psycopg.Connection) -> None:
    statement, words = NEVER[what]
    names = {**town.names, "me": town.people["administrator"]}
    begin(app, "service", "administration", town.lincolnshire)
    both = app.execute(
        "insert into organisations_membership (id, practitioner_id, area_id, role, starts_on)"
        " values (gen_random_uuid(), %(them)s, %(lincolnshire)s, 'auditor', %(before)s) returning practitioner_id",
        names,
    ).fetchone()
    assert both is not None
    names["gives_there"] = both[0]
    begin(app, "service", "administration", town.dorset)
    app.execute("update organisations_membership set ends_on = %(yesterday)s where id = %(gone_place)s", names)
    names["no_place_user"] = names["gone_user"]
    begin(app, "practitioner", names["me"], town.dorset)
    assert words in may(app, statement, names)


def test_the_program_cannot_keep_a_change_out_of_the_history(town: Town, app: psycopg.Connection) -> None:
    """The library's own switch that passes over its triggers is off for good."""
    begin(app, "practitioner", town.people["administrator"], town.dorset)
    names = [row[0] for row in app.execute("select tgname from pg_trigger where tgname like 'pgtrigger%'").fetchall()]
    app.execute("select set_config('pgtrigger.ignore', %s, true)", ["{" + ",".join(names) + "}"])
    app.execute("update organisations_membership set ends_on = %(today)s where id = %(held)s", town.names)
    kept = app.execute(
        "select pgh_label, ends_on from organisations_membershipevent where pgh_obj_id = %(held)s order by pgh_id desc limit 1",
        town.names,
    ).fetchone()
    assert kept == ("update", TODAY)


@pytest.mark.parametrize("table", HISTORY)
def test_the_history_of_places_is_added_to_only(table: str, town: Town, app: psycopg.Connection) -> None:
    begin(app, "service", "administration", town.dorset)
    for statement in ("update {} set pgh_label = 'x'", "delete from {}", "truncate {}"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), app.transaction():
            app.execute(statement.format(f"organisations_{table}event").encode())
    with pytest.raises(psycopg.errors.InsufficientPrivilege), app.transaction():
        app.execute("truncate organisations_membership cascade")


def test_an_administrator_who_lets_someone_go_ends_their_places_everywhere(town: Town, app: psycopg.Connection) -> None:
    begin(app, "service", "administration", town.lincolnshire)
    app.execute(PLACE.format(who="them", area="lincolnshire").encode(), town.names)
    begin(app, "practitioner", town.people["administrator"], town.dorset)
    ends = (
        "update organisations_membership set ends_on = %(today)s where practitioner_id = %(them)s and area_id = %(lincolnshire)s"
    )
    assert "another area" in may(app, ends, town.names)
    app.execute("update organisations_user set is_active = false where id = %(user)s", town.names)
    assert may(app, ends, town.names) == ""
    longer = (
        "update organisations_membership set team_id = %(team)s where practitioner_id = %(them)s and area_id = %(lincolnshire)s"
    )
    assert "another area" in may(app, longer, town.names)
