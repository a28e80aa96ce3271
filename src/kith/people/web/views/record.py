"""The page of one person, and what is added to, changed in and ended of their record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db import models
from django.http import HttpResponse

from kith.access.web import SignedIn
from kith.kernel.paging import Place, page_of_read
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date
from kith.people import queries, services
from kith.people.changes import history_of
from kith.people.choices import people_around, place_in_family
from kith.people.merge_rules import may_merge
from kith.people.models import (
    Address,
    ContactDetail,
    Identifier,
    OtherName,
    Person,
    Professional,
    Relationship,
    Tie,
)
from kith.people.person_record import held_row, person_record
from kith.people.rules import PARTNERS, may_seal, sees_particulars
from kith.people.web.forms.family import EndForm
from kith.people.web.forms.person import ContactForm, EditPersonForm, MoveForm, NumberForm
from kith.people.web.forms.record import (
    EarlierAddressForm,
    EndOnForm,
    NameForm,
    PlaceForm,
    PregnancyForm,
    ProfessionalForm,
    RelationshipForm,
    SafeForm,
    SealForm,
    TieForm,
)
from kith.people.web.pages import person_link
from kith.workbench.about import Subject
from kith.workbench.pages import ask, page, show
from kith.workbench.rooms import person_sections

PARTS = {
    "name": ("Name", "forename middle_names surname known_as name_order name_kind"),
    "birth": ("Birth and death", "date_of_birth birth_date_kind expected_date date_of_death sex"),
    "about": ("About them", "gender pronouns religion ethnicity language interpreter"),
    "health": ("Disability and learning", "disability send"),
    "immigration": ("Immigration", "immigration_status unaccompanied"),
}
"""The parts of a person that are changed together, and their fields."""
PARTICULARS = {"about", "health", "immigration"}
"""Parts that are not for those who only serve meetings."""


@page()
def person(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Everything held about one person, each part with its own link to change it."""
    record = person_record(person_id, on=london_date(request.kith_now))
    roles = set(request.kith_identity.roles)
    context = {
        "record": record,
        "may_seal": may_seal(roles),
        "may_merge": may_merge(roles),
        "particulars": sees_particulars(roles),
        "sections": person_sections(Subject(person_id, request.kith_now)),
        "today": london_date(request.kith_now),
    }
    return show(request, "people/person.html", context, person_id=person_id)


@page()
def history(request: SignedIn, person_id: UUID) -> HttpResponse:
    """What changed on a person's record, in words."""
    if not sees_particulars(set(request.kith_identity.roles)):
        raise NotFound
    found = queries.person_page(person_id)
    place = Place.read(request.GET.get("changes"))
    changes = page_of_read(history_of(person_id), place=place, size=100, name="changes")
    context = {"person": found, "changes": changes.rows, "page": changes}
    return show(request, "people/history.html", context, person_id=person_id)


@page()
def change(request: SignedIn, person_id: UUID, part: str) -> HttpResponse:
    """Change one part of what is recorded of a person."""
    if part not in PARTS or (part in PARTICULARS and not sees_particulars(set(request.kith_identity.roles))):
        raise NotFound
    found = queries.person_page(person_id)
    title, names = PARTS[part][0], tuple(PARTS[part][1].split())
    own = [name for name in names if name != "name_kind"]
    first = {name: getattr(found, name) for name in own} | {"read_version": found.version}
    return ask(
        request,
        EditPersonForm(request.POST or None, initial=first, today=london_date(request.kith_now), only=names),
        lambda said: services.change_person(person=found, now=request.kith_now, **said),
        person_id=person_id,
        done=person_link(person_id),
        title=f"{title}: {found.name}",
        said="The change is saved.",
    )


# ---- adding


@dataclass(frozen=True)
class Add:
    """Something that can be added to a record: the question, the service, and what the page says."""

    form: Callable[[Any, Person, date], forms.Form]
    act: Callable[[Person, dict[str, Any], datetime], Any]
    title: str
    said: str
    intro: str = ""


def _tie(found: Person, said: dict[str, Any], now: datetime) -> None:
    other = said.pop("other")
    services.add_tie(person=found, other=queries.person_page(UUID(other)) if other else None, now=now, **said)


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
    adding, found = ADDS[what], queries.person_page(person_id)
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


# ---- ending


@dataclass(frozen=True)
class End:
    """Something on a record that can be ended: on a day, or at once when ``at_once`` says what that means."""

    model: type[models.Model]
    act: Callable[[Any, date, datetime], Any]
    title: str
    words: Callable[[Any], str]
    at_once: str = ""


ENDS = {
    "name": End(
        OtherName,
        lambda row, on, now: services.end_name(name=row, on=on),
        "This name is no longer used",
        lambda row: f"{row.forename} {row.surname}".strip(),
    ),
    "number": End(
        Identifier,
        lambda row, on, now: services.end_identifier(identifier=row, now=now),
        "This number is not theirs any more",
        lambda row: f"{row.get_kind_display()} {row.value}",
        "It is kept among the earlier ones.",
    ),
    "address": End(
        Address,
        lambda row, on, now: services.end_address(address=row, on=on),
        "They no longer live here",
        lambda row: row.lines,
    ),
    "contact": End(
        ContactDetail,
        lambda row, on, now: services.end_contact(contact=row, now=now),
        "This is no longer used",
        lambda row: row.value,
        "It is kept and still finds this person.",
    ),
    "professional": End(
        Professional,
        lambda row, on, now: services.end_professional(professional=row, on=on),
        "No longer around this person",
        lambda row: ", ".join(filter(None, [row.name, row.organisation])),
    ),
    "tie": End(
        Tie,
        lambda row, on, now: services.end_tie(tie=row, on=on),
        "No longer so",
        lambda row: row.name or row.other.name,
    ),
}


@page()
def end(request: SignedIn, person_id: UUID, what: str, row_id: UUID) -> HttpResponse:
    """End something on a person's record. It stays among what was so before."""
    if what not in ENDS:
        raise NotFound
    ending, today = ENDS[what], london_date(request.kith_now)
    row = held_row(ending.model, person_id, row_id)
    form = (
        EndForm(request.POST if request.method == "POST" else None)
        if ending.at_once
        else EndOnForm(request.POST or None, initial={"on": today}, today=today)
    )
    return ask(
        request,
        form,
        lambda said: ending.act(row, said.get("on", today), request.kith_now),
        person_id=person_id,
        done=person_link(person_id),
        title=f"{ending.title}: {ending.words(row)}",
        intro=ending.at_once,
        said="The change is saved.",
        button="Save" if not ending.at_once else "End it",
    )


# ---- changing what is there


@page()
def safe(request: SignedIn, person_id: UUID, row_id: UUID) -> HttpResponse:
    """Say whether a telephone number or email address is safe to use."""
    row = held_row(ContactDetail, person_id, row_id)
    return ask(
        request,
        SafeForm(request.POST or None, initial={"safe": row.safe, "safe_note": row.safe_note}),
        lambda said: services.change_contact(contact=row, **said),
        person_id=person_id,
        done=person_link(person_id),
        title=f"Is {row.value} safe to use?",
        said="The change is saved.",
    )


@page()
def relationship(request: SignedIn, person_id: UUID, row_id: UUID) -> HttpResponse:
    """Change what is known of how a person is related to somebody."""
    row = held_row(Relationship, person_id, row_id)
    form = RelationshipForm(
        request.POST or None,
        partners=row.kind in PARTNERS,
        initial={name: getattr(row, name) for name in RelationshipForm.base_fields},
    )
    return ask(
        request,
        form,
        lambda said: services.change_relationship(relationship=row, now=request.kith_now, **said),
        person_id=person_id,
        done=person_link(person_id),
        title=f"{row.person.name} is {row.get_kind_display().lower()} of {row.other.name}",
        intro="Leave out what is not known. What you change stays in the history.",
        said="The relationship is saved.",
    )


@page()
def place(request: SignedIn, family_id: UUID, person_id: UUID) -> HttpResponse:
    """Change who a person is in a family, or their household, from a day."""
    found, family = queries.person_in_family(family_id, person_id), queries.family_named(family_id)
    held = place_in_family(family_id, person_id)
    first = {"role": held.role, "household": held.household, "on": london_date(request.kith_now)}
    return ask(
        request,
        PlaceForm(request.POST or None, initial=first),
        lambda said: services.change_place(family=family, person=found, **said),
        family_id=family_id,
        person_id=person_id,
        title=f"{found.name} in {family.name}",
        intro="How it was until that day is kept.",
        said="The change is saved.",
        done=person_link(person_id),
    )


@page()
def pregnancy(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Record that a pregnancy ended. Nothing is sent to anybody."""
    found = queries.person_page(person_id)
    return ask(
        request,
        PregnancyForm(request.POST or None, initial={"read_version": found.version}),
        lambda said: services.end_pregnancy(person=found, now=request.kith_now, **said),
        person_id=person_id,
        done=person_link(person_id),
        title="The pregnancy has ended",
        intro=(
            "The unborn child is no longer shown on the family’s pages, and no letter or reminder is sent from now on. Tell"
            " everyone who has an appointment for this child yourself."
        ),
        said="It is recorded. Nothing is sent.",
    )


@page()
def seal(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Close the record of an adopted child and begin a new one."""
    if not may_seal(set(request.kith_identity.roles)):
        raise NotFound
    found = queries.person_page(person_id)
    made: list[Person] = []
    record = person_record(person_id, on=london_date(request.kith_now))
    names = sorted({each.words for each in record.families})
    return ask(
        request,
        SealForm(request.POST or None),
        lambda said: made.append(services.seal_for_adoption(person=found, now=request.kith_now, **said)),
        person_id=person_id,
        title=f"{found.name} was adopted",
        intro=(
            "This record closes: nobody finds it, on any page or list, and you will not see it either. A new record begins with the new"
            " name and the same date of birth, without numbers, addresses, school or family. Only a records officer can open the"
            " earlier one, with a reason."
            + (f" The name and summary of {', '.join(names)} may still name this child: change them." if names else "")
        ),
        said="The earlier record is closed. This is the new one.",
        button="Close this record",
        warning=True,
        done=lambda: person_link(made[0].pk),
    )
