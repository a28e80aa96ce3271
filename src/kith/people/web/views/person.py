"""Pages about one person of a family."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from kith.access.web import SignedIn
from kith.kernel.time import london_date
from kith.people import services
from kith.people.finding.candidates import find_candidates
from kith.people.matching.description import Wanted
from kith.people.record.lookups import family_named, person_in_family, person_page
from kith.people.record.rules import sees_particulars
from kith.people.record.whereabouts import sees_where
from kith.people.web.forms.person import BirthForm, ContactForm, EditPersonForm, LeaveForm, MoveForm, NewPersonForm, NumberForm
from kith.people.web.pages import NEW, people_page
from kith.workbench.pages import ask, page, typed_again

WITHOUT_PARTICULARS = tuple(
    "forename middle_names surname known_as name_order name_kind date_of_birth birth_date_kind expected_date sex language "
    "interpreter"
    " school".split()
)
"""What workers who only serve meetings may change of a person."""
OWN = tuple(name for name in EditPersonForm.base_fields if name not in {"read_version", "name_kind"})


@page()
def add(request: SignedIn, family_id: UUID) -> HttpResponse:
    """Put a person into a family. People on record who may be the same are shown first."""
    family = family_named(family_id)
    today = london_date(request.kith_now)
    form = NewPersonForm(request.POST or None, today=today)
    alike = []
    if form.is_valid() and not form.cleaned_data["chosen"]:
        alike = find_candidates(_wanted(form.cleaned_data))
    if alike:
        return ask(
            request,
            NewPersonForm(initial=form.cleaned_data, today=today),
            lambda said: None,
            family_id=family_id,
            done=people_page(family_id),
            title="Is it one of these people?",
            said="",
            template="people/alike.html",
            more={
                "alike": alike,
                "typed": typed_again(request),
                "unanswered": "asked" in request.POST,
            },
        )

    def act(said: dict[str, Any]) -> None:
        chosen = said.pop("chosen")
        if chosen and chosen != NEW:
            services.join_family(
                family=family,
                person=person_page(UUID(chosen)),
                role=said["role"],
                household=said["household"],
                on=today,
            )
        else:
            services.add_to_family(family=family, on=today, now=request.kith_now, **said)

    return ask(
        request,
        form,
        act,
        family_id=family_id,
        done=people_page(family_id),
        title="Add a person to this family",
        said="Added to the family.",
        button="Add this person",
    )


def _wanted(said: dict[str, Any]) -> Wanted:
    names = (
        "forename",
        "surname",
        "known_as",
        "date_of_birth",
        "expected_date",
        "sex",
        "address",
        "postcode",
        "telephone",
    )
    return Wanted(**{name: said[name] for name in (*names, "email", "nhs_number", "upn", "school")})


@page()
def edit(request: SignedIn, family_id: UUID, person_id: UUID) -> HttpResponse:
    """Change what is recorded of a person."""
    person = person_in_family(family_id, person_id)
    first = {name: getattr(person, name) for name in OWN} | {"read_version": person.version}
    return ask(
        request,
        EditPersonForm(
            request.POST or None,
            initial=first,
            today=london_date(request.kith_now),
            school=sees_where(person),
            only=() if sees_particulars(set(request.kith_identity.roles)) else WITHOUT_PARTICULARS,
        ),
        lambda said: services.change_person(person=person, now=request.kith_now, **said),
        family_id=family_id,
        person_id=person_id,
        done=people_page(family_id),
        title=f"Change what is recorded about {person.name}",
        said="The change is saved.",
    )


@page()
def born(request: SignedIn, family_id: UUID, person_id: UUID) -> HttpResponse:
    """Record the birth of an unborn child: the same record goes on."""
    person = person_in_family(family_id, person_id)
    return ask(
        request,
        BirthForm(request.POST or None, initial={"surname": person.surname, "read_version": person.version}),
        lambda said: services.record_birth(person=person, now=request.kith_now, **said),
        family_id=family_id,
        person_id=person_id,
        done=people_page(family_id),
        title="Record the birth",
        said="The birth is recorded. The record of this child goes on as it was.",
    )


@page()
def move(request: SignedIn, family_id: UUID, person_id: UUID) -> HttpResponse:
    """Record where a person lives now."""
    person = person_in_family(family_id, person_id)
    return ask(
        request,
        MoveForm(request.POST or None, initial={"on": london_date(request.kith_now)}),
        lambda said: services.move_to(person=person, **said),
        family_id=family_id,
        person_id=person_id,
        done=people_page(family_id),
        title=f"Where {person.name} lives",
        intro="The earlier address is kept and still finds this person.",
        said="The address is saved.",
    )


@page()
def contact(request: SignedIn, family_id: UUID, person_id: UUID) -> HttpResponse:
    """Add a telephone number or email address."""
    person = person_in_family(family_id, person_id)
    return ask(
        request,
        ContactForm(request.POST or None),
        lambda said: services.add_contact(person=person, **said),
        family_id=family_id,
        person_id=person_id,
        done=people_page(family_id),
        title=f"How to reach {person.name}",
        said="The change is saved.",
    )


@page()
def number(request: SignedIn, family_id: UUID, person_id: UUID) -> HttpResponse:
    """Add an NHS number, UPN or child id. One that cannot be right is kept as claimed and marked."""
    person = person_in_family(family_id, person_id)
    return ask(
        request,
        NumberForm(request.POST or None),
        lambda said: services.add_identifier(person=person, now=request.kith_now, **said),
        family_id=family_id,
        person_id=person_id,
        done=people_page(family_id),
        title=f"A number for {person.name}",
        intro="A number whose check digit is wrong is kept as it was given, and marked for checking.",
        said="The number is saved.",
    )


@page()
def leave(request: SignedIn, family_id: UUID, person_id: UUID) -> HttpResponse:
    """End a person's place in a family."""
    person, family = person_in_family(family_id, person_id), family_named(family_id)
    return ask(
        request,
        LeaveForm(request.POST or None, initial={"on": london_date(request.kith_now)}),
        lambda said: services.leave_family(family=family, person=person, on=said["on"]),
        family_id=family_id,
        person_id=person_id,
        done=people_page(family_id),
        title=f"{person.name} is no longer in this family",
        intro="What is recorded stays. The person is shown among those who were in the family.",
        said="The change is saved.",
        button="Save the last day",
    )
