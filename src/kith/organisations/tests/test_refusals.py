"""Every refusal of who works where: which one, at which field, in words that say what to do."""

import pytest
from django.db import transaction

from kith.kernel.refusals import Refusal
from kith.organisations import services
from kith.organisations.services.agencies import (
    AgencyExists,
    NoSuchAgency,
    StillNeeded,
    add_agency,
    change_agency,
    end_agency,
    join_agency,
)
from kith.organisations.services.areas import AlreadyLive, AreaExists, NoSuchArea, NotACode, NotAShortName, NotLive, area_called
from kith.organisations.services.asked import EndsBeforeStart, NotAmong, NotOfThisArea, WordsMissing
from kith.organisations.services.duty import LONGEST, NotATurn, end_duty
from kith.organisations.services.hub_bodies import BodyExists, change_hub_body, end_hub_body
from kith.organisations.services.staff import (
    CapabilityHeld,
    LastAdministrator,
    NotYourOwn,
    TeamEnded,
    add_place,
    change_details,
    change_place,
    end_capability,
    end_place,
    let_go,
)
from kith.organisations.services.teams import TeamExists, add_team, change_team, end_team
from kith.organisations.services.users import (
    NotAnAddress,
    NotATelephone,
    UnknownRole,
    UserExists,
    change_email,
    change_telephone,
    invite_again,
    invite_user,
    reset_codes,
)
from kith.organisations.services.working import EndedBefore, HasLeft, NoSuchUser, RoleHeld, practitioner_called, working
from kith.organisations.tests.conftest import DAY, HOUR, TODAY, Act, Here
from tests.fixtures import NOON

pytestmark = pytest.mark.django_db
REFUSED: dict[str, tuple[Act, type[Refusal], str | None, str]] = {
    # --- areas
    "no such area": (lambda h: area_called("dorsetshire"), NoSuchArea, "area", "There is no area called dorsetshire. Areas: dorset, thurrock."),
    "area: a name for a slug": (lambda h: services.add_area(slug="North Shire", name="N"), NotAShortName, "slug", "such as north-shire"),
    "area: a slug too long": (lambda h: services.add_area(slug="a" * 51, name="N"), NotAShortName, "slug", "is not a short name"),
    "area: a code of two figures": (
        lambda h: services.add_area(slug="north-shire", name="N", la_code="83"), NotACode, "la_code", "three figures, such as 838",
    ),
    "area: taken": (lambda h: services.add_area(slug="dorset", name="N"), AreaExists, "slug", "Choose another short name"),
    "live: by no one": (lambda h: services.take_live(area=h.area, by=" ", now=NOON), WordsMissing, "by", "Say who takes the area live"),
    "live: already": (lambda h: services.take_live(area=h.area, by="Ada", now=NOON), AlreadyLive, None, "live"),
    "back: without a reason": (lambda h: services.take_back(area=h.area, reason=" ", now=NOON), WordsMissing, "reason", "Give a reason"),
    "back: not live": (
        lambda h: [services.take_back(area=h.area, reason="Flood", now=NOON) for _ in range(2)], NotLive, None, "Dorset is not live",
    ),
    # --- users
    "invite: role": (
        lambda h: invite_user(email="n@example.org", area="dorset", role="boss", now=NOON), UnknownRole, "role", "no role called boss",
    ),
    "invite: address": (
        lambda h: invite_user(email="n at example", area="dorset", role="front_door", now=NOON), NotAnAddress, "email", "not an email address",
    ),
    "invite: known": (
        lambda h: invite_user(email="ROSA@example.org", area="dorset", role="front_door", now=NOON),
        UserExists, "email", "Use kith staff add for another role or area",
    ),
    "invite: agency": (
        lambda h: invite_user(email="n@example.org", area="dorset", role="front_door", now=NOON, agency="nhs"),
        NotOfThisArea, "agency", "Dorset has no agency called nhs",
    ),
    "invite again: has left": (lambda h: invite_again(practitioner=h.gone, now=NOON), HasLeft, "email", "Invite them first"),
    "working: has left": (lambda h: working(h.gone), HasLeft, "email", "Gus Gone has left"),
    "codes: has left": (lambda h: reset_codes(practitioner=h.gone, now=NOON), HasLeft, "email", "has left or has never signed in"),
    "email: has left": (lambda h: change_email(practitioner=h.gone, email="g@example.org"), HasLeft, "email", "Invite them first"),
    "email: no address": (lambda h: change_email(practitioner=h.rosa, email="rosa"), NotAnAddress, "email", "rosa is not an email address"),
    "email: another's": (
        lambda h: change_email(practitioner=h.rosa, email="Ada@Example.org"), UserExists, "email", "ada@example.org belongs to another user",
    ),
    "telephone: words": (
        lambda h: change_telephone(practitioner=h.rosa, telephone="ask Ada"), NotATelephone, "telephone", "Give it like 01632 960123",
    ),
    "telephone: too short": (lambda h: change_telephone(practitioner=h.rosa, telephone="999"), NotATelephone, "telephone", "“999”"),
    "user: unknown": (lambda h: practitioner_called("nobody@example.org"), NoSuchUser, "email", "kith user list shows who does"),
    # --- places
    "place: your own": (
        lambda h: add_place(practitioner=h.ada, area=h.area, role="front_door", starts_on=TODAY, now=NOON, by=h.ada),
        NotYourOwn, None, "Ask another administrator",
    ),
    "place: move your own": (lambda h: change_place(place=h.place(h.ada), team=h.team, by=h.ada), NotYourOwn, None, "your own places"),
    "place: end your own": (lambda h: end_place(place=h.place(h.ada), last_day=None, now=NOON, by=h.ada), NotYourOwn, None, "your own"),
    "let go: yourself": (lambda h: let_go(practitioner=h.ada, now=NOON, by=h.ada), NotYourOwn, None, "Ask another administrator"),
    "place: role": (
        lambda h: add_place(practitioner=h.rosa, area=h.area, role="boss", starts_on=TODAY, now=NOON), NotAmong, "role", "“boss” is not a role",
    ),
    "place: held": (
        lambda h: add_place(practitioner=h.rosa, area=h.area, role="lead_practitioner", starts_on=TODAY, now=NOON),
        RoleHeld, "role", "Rosa Lead is Family Help Lead Practitioner in Dorset already",
    ),
    "place: ends before": (
        lambda h: add_place(practitioner=h.rosa, area=h.area, role="auditor", starts_on=TODAY, ends_on=TODAY - DAY, now=NOON),
        EndsBeforeStart, "ends_on", "before the first day, 4 March 2026",
    ),
    "place: team elsewhere": (
        lambda h: add_place(practitioner=h.rosa, area=h.area, role="auditor", team=h.theirs, starts_on=TODAY, now=NOON),
        NotOfThisArea, "team", "West is not a team of Dorset",
    ),
    "place: team ended": (
        lambda h: add_place(practitioner=h.rosa, area=h.area, role="auditor", team=h.ended, starts_on=TODAY, now=NOON),
        TeamEnded, "team", "Old ended on 3 March 2026. Choose another team",
    ),
    "place: has left": (
        lambda h: add_place(practitioner=h.gone, area=h.area, role="auditor", starts_on=TODAY, now=NOON), HasLeft, "email", "Invite them",
    ),
    "place: ended earlier": (
        lambda h: end_place(place=h.place(h.rosa), last_day=TODAY - 2 * DAY, now=NOON), EndedBefore, "last_day", "End it at once",
    ),
    "place: last administrator": (
        lambda h: end_place(place=h.place(h.ada), last_day=None, now=NOON), LastAdministrator, "ends_on", "Appoint another one first",
    ),
    "bring in: no name": (lambda h: h.bring(name=" "), WordsMissing, "name", "Enter a name."),
    "bring in: role": (lambda h: h.bring(role="boss"), NotAmong, "role", "Use one of: front_door"),
    "bring in: profession": (lambda h: h.bring(profession="wizard"), NotAmong, "profession", "“wizard” is not a profession"),
    "bring in: dates": (lambda h: h.bring(ends_on=TODAY - DAY), EndsBeforeStart, "ends_on", "before the first day"),
    "bring in: team": (lambda h: h.bring(team=h.theirs), NotOfThisArea, "team", "Choose one of its own"),
    "bring in: address": (lambda h: h.bring(email="new"), NotAnAddress, "email", "new is not an email address"),
    "details: no name": (
        lambda h: change_details(practitioner=h.rosa, name="", profession="other", registration="", telephone=""), WordsMissing, "name", "Enter a name",
    ),
    "details: profession": (
        lambda h: change_details(practitioner=h.rosa, name="R", profession="wizard", registration="", telephone=""),
        NotAmong, "profession", "Use one of",
    ),
    # --- capabilities
    "capability: kind": (lambda h: h.show(kind="flying"), NotAmong, "capability", "“flying” is not a capability"),
    "capability: evidence": (lambda h: h.show(evidence=" "), WordsMissing, "evidence", "who saw what, and when"),
    "capability: dates": (lambda h: h.show(ends_on=TODAY - DAY), EndsBeforeStart, "ends_on", "before the first day"),
    "capability: held": (lambda h: h.show(practitioner=h.rosa), CapabilityHeld, "kind", "Rosa Lead already holds this from 4 March 2026"),
    "capability: ends before": (
        lambda h: end_capability(capability=h.shown, last_day=TODAY - DAY), EndsBeforeStart, "ends_on", "before the first day",
    ),
    # --- agencies
    "agency: no name": (lambda h: add_agency(area=h.area, name=" ", kind="health"), WordsMissing, "name", "Enter a name"),
    "agency: kind": (lambda h: add_agency(area=h.area, name="Circus", kind="circus"), NotAmong, "kind", "“circus” is not a kind"),
    "agency: here already": (
        lambda h: add_agency(area=h.area, name="X", kind="health", slug=h.agency.slug), AgencyExists, "slug", "already an agency of Dorset",
    ),
    "agency: elsewhere": (
        lambda h: add_agency(area=h.area, name="X", kind="health", slug="thurrock-childrens_services"),
        AgencyExists, "slug", "If it is the same one, let it join this area",
    ),
    "agency: joins unknown": (lambda h: join_agency(area=h.area, slug="nhs"), NoSuchAgency, "slug", "no agency called nhs"),
    "agency: changed kind": (lambda h: change_agency(agency=h.agency, name="X", kind="circus"), NotAmong, "kind", "Use one of"),
    "agency: people left": (
        lambda h: end_agency(area=h.area, agency=h.agency, today=TODAY), StillNeeded, None, "still has people here: Ada Admin, Rosa Lead",
    ),
    # --- teams
    "team: no name": (lambda h: add_team(area=h.area, name="", kind="hub"), WordsMissing, "name", "Enter a name"),
    "team: kind": (lambda h: add_team(area=h.area, name="X", kind="choir"), NotAmong, "kind", "“choir” is not a kind"),
    "team: discipline": (
        lambda h: add_team(area=h.area, name="X", kind="family_help", disciplines=["magic"]), NotAmong, "discipline", "“magic”",
    ),
    "team: taken": (lambda h: add_team(area=h.area, name="North", kind="family_help"), TeamExists, "slug", "already a team called north"),
    "team: changed discipline": (
        lambda h: change_team(team=h.team, name="N", locality="", telephone="", disciplines=["magic"]), NotAmong, "discipline", "“magic”",
    ),
    "team: people after": (
        lambda h: [change_place(place=h.place(h.rosa), team=h.team), end_team(team=h.team, last_day=TODAY, now=NOON)],
        StillNeeded, None, "North still has people after that day: Rosa Lead",
    ),
    "team: turns after": (
        lambda h: [h.duty(), end_team(team=h.team, last_day=TODAY, now=NOON)], StillNeeded, None, "1 turns on the rota after that day",
    ),
    "team: answers for the hub": (
        lambda h: [h.name_body(team=h.team), end_team(team=h.team, last_day=TODAY, now=NOON)], StillNeeded, None, "still answer for the hub",
    ),
    # --- duty
    "duty: ends as it starts": (lambda h: h.duty(ends_at=NOON + 9 * DAY), NotATurn, "ends_at", "Check both times"),
    "duty: eight days": (lambda h: h.duty(ends_at=NOON + 9 * DAY + LONGEST + HOUR), NotATurn, "ends_at", "within seven days"),
    "duty: repeated how": (lambda h: h.duty(every="fortnight", until=TODAY + 20 * DAY), NotATurn, "every", "day, weekday, week"),
    "duty: repeated without end": (lambda h: h.duty(every="week"), NotATurn, "until", "Say until which day"),
    "duty: repeated until before": (lambda h: h.duty(every="week", until=TODAY), NotATurn, "until", "not before the first turn"),
    "duty: repeated for years": (lambda h: h.duty(every="week", until=TODAY + 400 * DAY), NotATurn, "until", "within a year"),
    "duty: no place": (lambda h: h.duty(practitioner=h.gone), NotOfThisArea, "practitioner", "Gus Gone has no place in this area on 13 March 2026"),
    "duty: another length": (
        lambda h: [h.duty(), h.duty(ends_at=NOON + 9 * DAY + 9 * HOUR)], NotATurn, "ends_at", "Take that turn off first",
    ),
    "duty: over": (lambda h: end_duty(turn=h.turn, now=NOON), NotATurn, "ends_at", "It stays on the record"),
    # --- the hub
    "body: no group": (lambda h: h.name_body(group=" "), WordsMissing, "group", "If it stands alone, repeat its name"),
    "body: key": (lambda h: h.name_body(key=""), WordsMissing, "key", "Enter key"),
    "body: twice": (lambda h: h.name_body(key="health"), BodyExists, "key", "already has a body called health"),
    "body: agency elsewhere": (
        lambda h: h.name_body(agency=h.gone.agency), NotOfThisArea, "agency", "does not work in Dorset. Add it to the area first",
    ),
    "body: team elsewhere": (lambda h: h.name_body(team=h.theirs), NotOfThisArea, "team", "West is not a team of Dorset"),
    "body: changed": (
        lambda h: change_hub_body(body=h.body, name="Health", group=" ", agency=h.agency, team=None), WordsMissing, "group", "the group it is counted in",
    ),
    "body: ends before": (lambda h: end_hub_body(body=h.body, last_day=TODAY - DAY), EndsBeforeStart, "ends_on", "before the first day"),
    "agency: answers for the hub": (
        lambda h: [
            join_agency(area=h.area, slug=h.gone.agency.slug),
            h.name_body(agency=h.gone.agency),
            end_agency(area=h.area, agency=h.gone.agency, today=TODAY),
        ],
        StillNeeded, None, "still answers for the hub. Change or end that body first",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_at_its_field_with_what_to_do(here: Here, case: str) -> None:
    act, kind, at, words = REFUSED[case]
    with pytest.raises(Refusal) as refused, transaction.atomic():
        act(here)
    assert type(refused.value) is kind
    assert refused.value.field == at
    assert words in refused.value.message
    assert refused.value.rule == f"organisations.{kind.code}"
