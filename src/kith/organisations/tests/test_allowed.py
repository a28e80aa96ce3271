"""The other side of each refusal of who works where: what is allowed, and that what is refused half way writes nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from kith.kernel.refusals import Refusal
from kith.organisations import services
from kith.organisations.models import DutyTurn, Membership, Role, User
from kith.organisations.services.agencies import (
    join_agency,
)
from kith.organisations.services.duty import LONGEST
from kith.organisations.services.hub_bodies import end_hub_body
from kith.organisations.services.staff import (
    add_place,
    end_place,
)
from kith.organisations.services.teams import end_team
from kith.organisations.services.users import change_email, change_telephone, invite_user
from kith.organisations.services.working import RoleHeld
from kith.organisations.tests.conftest import DAY, HOUR, TODAY, Act, Here
from tests.fixtures import NOON

pytestmark = pytest.mark.django_db
ALLOWED: dict[str, tuple[Act, Callable[[Any, Here], bool]]] = {
    "an area's short name may be long": (lambda h: services.add_area(slug="a" * 50, name="N"), lambda made, h: not made.is_live),
    "a code of three figures": (lambda h: services.add_area(slug="n", name="N", la_code="838"), lambda made, h: made.la_code == "838"),
    "who left comes back": (
        lambda h: invite_user(email="gus@example.org", area="dorset", role="front_door", now=NOON),
        lambda user, h: user.is_active and user.pk == h.gone.user_id,
    ),
    "the same person's own address again": (
        lambda h: change_email(practitioner=h.rosa, email=" Rosa@Example.org "), lambda user, h: user.email == "rosa@example.org",
    ),
    "a number with an extension": (
        lambda h: [change_telephone(practitioner=h.rosa, telephone=" +44 1632  960123 ext 12")],
        lambda _, h: h.rosa.telephone == "+44 1632 960123 ext 12",
    ),
    "a place of one day": (
        lambda h: add_place(practitioner=h.rosa, area=h.area, role="auditor", starts_on=TODAY, ends_on=TODAY, now=NOON),
        lambda place, h: (place.starts_on, place.ends_on) == (TODAY, TODAY),
    ),
    "a place that ends yesterday": (
        lambda h: [end_place(place=h.place(h.rosa), last_day=TODAY - DAY, now=NOON)],
        lambda _, h: h.place(h.rosa).ends_on == TODAY - DAY,
    ),
    "an administrator beside another": (
        lambda h: [
            h.bring(role="administrator", email="eve@example.org", name="Eve"),
            end_place(place=h.place(h.ada), last_day=TODAY, now=NOON),
        ],
        lambda _, h: h.place(h.ada).ends_on == TODAY,
    ),
    "a turn of seven days": (
        lambda h: h.duty(ends_at=NOON + 9 * DAY + LONGEST), lambda turns, h: turns[0].ends_at - turns[0].starts_at == LONGEST,
    ),
    "a turn each weekday": (
        lambda h: h.duty(every="weekday", until=date(2026, 3, 18)), lambda turns, h: [t.starts_at.day for t in turns] == [13, 16, 17, 18],
    ),
    "a turn again is the same turn": (lambda h: [h.duty(), h.duty()][1], lambda turns, h: turns == []),
    "a turn across the change of clocks keeps its time": (
        lambda h: h.duty(every="week", until=date(2026, 4, 3)),
        lambda turns, h: [t.starts_at.hour for t in turns] == [12, 12, 12, 11],
    ),
    "an agency of another area joins": (
        lambda h: join_agency(area=h.area, slug="thurrock-childrens_services"), lambda made, h: set(made.areas.all()) == {h.area, h.other},
    ),
    "a team ends when its people have": (
        lambda h: end_team(team=h.team, last_day=TODAY, now=NOON), lambda team, h: team.ends_on == TODAY,
    ),
    "a body under the name of one that ended": (
        lambda h: [end_hub_body(body=h.body, last_day=TODAY), h.name_body(key="health", starts_on=TODAY + DAY)][1],
        lambda body, h: body.key == "health" and body.pk != h.body.pk,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ALLOWED)
def test_the_other_side_is_allowed(here: Here, case: str) -> None:
    act, right = ALLOWED[case]
    assert right(act(here), here)


def test_what_is_refused_half_way_writes_nothing(here: Here) -> None:
    before = (User.objects.count(), Membership.objects.count(), DutyTurn.objects.count())
    # a place that ends in between: the first turns would stand, the last would not
    end_place(place=here.place(here.rosa), last_day=date(2026, 4, 7), now=NOON)
    with pytest.raises(Refusal, match="has no place in this area on 13 April"), transaction.atomic():
        here.duty(every="week", starts_at=NOON + 5 * DAY, ends_at=NOON + 5 * DAY + HOUR, until=date(2026, 4, 13))
    assert (User.objects.count(), Membership.objects.count(), DutyTurn.objects.count()) == before


@pytest.mark.parametrize("role", Role.values)
def test_nobody_holds_the_same_role_twice_at_once_and_anybody_may_later(here: Here, role: str) -> None:
    given = {"practitioner": here.rosa, "area": here.area, "role": role, "now": NOON}
    held = Membership.objects.filter(practitioner=here.rosa, area=here.area, role=role).first()
    if held is None:
        held = add_place(**given, starts_on=TODAY)
    for first in (TODAY, TODAY + 30 * DAY):
        with pytest.raises(RoleHeld, match=str(Role(role).label)):
            add_place(**given, starts_on=first)
    held.ends_on = TODAY + 5 * DAY
    held.save()
    with pytest.raises(RoleHeld):
        add_place(**given, starts_on=TODAY + 5 * DAY)
    assert add_place(**given, starts_on=TODAY + 6 * DAY).starts_on == TODAY + 6 * DAY
