"""Adding a name, number, address, contact, school, professional or tie to the record of a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse

from kith.access.web import SignedIn
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date
from kith.people import services
from kith.people.record.choices import people_around
from kith.people.record.lookups import person_page
from kith.people.web.forms.person import ContactForm, MoveForm, NumberForm
from kith.people.web.forms.record import EarlierAddressForm, NameForm, ProfessionalForm, TieForm
from kith.people.web.pages import person_link
from kith.workbench.pages import ask, page


@dataclass(frozen=True)
class Add:
    """Something that can be added to a record: the question, the service, and what the page says."""

    form: Callable[[Any, Any, date], forms.Form]
    act: Callable[[Any, dict[str, Any], datetime], Any]
    title: str
    said: str
    intro: str = ""


def _tie(found: Any, said: dict[str, Any], now: datetime) -> None:
    other = said.pop("other")
    services.add_tie(person=found, other=person_page(UUID(other)) if other else None, now=now, **said)


ADDS = {
    "name": Add(
        lambda data, found, today: NameForm(data),
        lambda found, said, now: services.add_name(person=found, **said),
        "Another name of {name}",
        "The name is saved.",
        "Every name finds this person.",
    ),
    "number": Add(
        lambda data, found, today: NumberForm(data),
        lambda found, said, now: services.add_identifier(person=found, now=now, **said),
        "A number for {name}",
        "The number is saved.",
        "A number whose check digit is wrong is kept as it was given, and marked for checking.",
    ),
    "address": Add(
        lambda data, found, today: MoveForm(data, initial={"on": today}),
        lambda found, said, now: services.move_to(person=found, **said),
        "Where {name} lives",
        "The address is saved.",
        "The earlier address is kept and still finds this person.",
    ),
    "earlier-address": Add(
        lambda data, found, today: EarlierAddressForm(data),
        lambda found, said, now: services.add_earlier_address(person=found, now=now, **said),
        "Where {name} lived before",
        "The address is saved.",
    ),
    "contact": Add(
        lambda data, found, today: ContactForm(data),
        lambda found, said, now: services.add_contact(person=found, **said),
        "How to reach {name}",
        "The change is saved.",
    ),
    "professional": Add(
        lambda data, found, today: ProfessionalForm(data),
        lambda found, said, now: services.add_professional(person=found, now=now, **said),
        "A school or professional for {name}",
        "Saved.",
        "A new school takes the place of the earlier one, which is kept with its dates.",
    ),
    "tie": Add(
        lambda data, found, today: TieForm(data, members=people_around(found.pk)),
        _tie,
        "Somebody or something around {name}",
        "Saved.",
    ),
}


@page()
def add(request: SignedIn, person_id: UUID, what: str) -> HttpResponse:
    """Add a name, number, address, contact, school, professional or tie to a person."""
    if what not in ADDS:
        raise NotFound
    adding, found = ADDS[what], person_page(person_id)
    return ask(
        request,
        adding.form(request.POST or None, found, london_date(request.kith_now)),
        lambda said: adding.act(found, said, request.kith_now),
        person_id=person_id,
        done=person_link(person_id),
        title=adding.title.format(name=found.name),
        intro=adding.intro,
        said=adding.said,
    )
