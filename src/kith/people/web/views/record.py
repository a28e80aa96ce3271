"""The page of one person with its history, and what is changed of their record."""

from uuid import UUID

from django.http import HttpResponse

from kith.access.web import SignedIn
from kith.kernel.paging import Place, page_of_read
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date
from kith.people import services
from kith.people.record.history import history_of
from kith.people.record.lookups import family_named, held_row, person_in_family, person_page, place_in_family
from kith.people.record.person import person_record
from kith.people.record.rules import PARTNERS, may_seal, sees_particulars
from kith.people.same_person.rules import may_merge
from kith.people.web.forms.person import EditPersonForm
from kith.people.web.forms.record import MistakenForm, PlaceForm, RelationshipForm, SafeForm
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
    found = person_page(person_id)
    place = Place.read(request.GET.get("changes"))
    changes = page_of_read(history_of(person_id), place=place, size=100, name="changes")
    context = {"person": found, "changes": changes.rows, "page": changes}
    return show(request, "people/history.html", context, person_id=person_id)


@page()
def change(request: SignedIn, person_id: UUID, part: str) -> HttpResponse:
    """Change one part of what is recorded of a person."""
    if part not in PARTS or (part in PARTICULARS and not sees_particulars(set(request.kith_identity.roles))):
        raise NotFound
    found = person_page(person_id)
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


@page()
def safe(request: SignedIn, person_id: UUID, row_id: UUID) -> HttpResponse:
    """Say whether a telephone number or email address is safe to use."""
    row = held_row("contact", person_id, row_id)
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
    """Change what is known of how a person is related to another."""
    row = held_row("relationship", person_id, row_id)
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
def mistaken(request: SignedIn, person_id: UUID, row_id: UUID) -> HttpResponse:
    """Mark a relationship as recorded by mistake. The page it leads to lists the copies given on its strength."""
    row = held_row("relationship", person_id, row_id)
    return ask(
        request,
        MistakenForm(request.POST or None),
        lambda said: services.mark_mistaken(relationship=row, reason=said["reason"], now=request.kith_now),
        person_id=person_id,
        done=person_link(row.person_id),
        title=f"Recorded by mistake: {row.person.name} is {row.get_kind_display().lower()} of {row.other.name}",
        intro="For what was never so. For what has ended, enter the day on which it ended instead. No page or copy has it from"
        " now on; the history keeps it.",
        button="Mark as recorded by mistake",
        said="Marked. Look at the copies that were given while it stood on the record.",
    )


@page()
def place(request: SignedIn, family_id: UUID, person_id: UUID) -> HttpResponse:
    """Change who a person is in a family, or their household, from a day."""
    found, family = person_in_family(family_id, person_id), family_named(family_id)
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
