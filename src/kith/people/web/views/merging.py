"""Pages about records that may be, are, or were wrongly taken for one person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.web import SignedIn
from kith.audit.services import record_look
from kith.kernel.paging import Place
from kith.kernel.time import london_date
from kith.people import services
from kith.people.lists.rules import may_join
from kith.people.record.lookups import person_page
from kith.people.record.records import same_person, surviving
from kith.people.same_person.comparison import side_by_side
from kith.people.same_person.obstacles import obstacles
from kith.people.same_person.review import ALIKE_SHOWN, alike_now, duplicates_of, merge_page, pair_page, review_list
from kith.people.same_person.rows import rows_of
from kith.people.same_person.rules import may_merge
from kith.people.same_person.undoing import fields_back, since
from kith.people.web.forms.merging import LABELS, DifferentForm, MergeForm, SplitForm, UndoForm, name_of, shown_value
from kith.people.web.pages import person_link
from kith.workbench.held import held_by_rooms
from kith.workbench.pages import ask, page


def must_merge(request: SignedIn) -> None:
    """Answer 404 to workers who may not say that two records are one person."""
    if not may_merge(request.kith_identity.roles):
        raise Http404


def records_tabs(request: SignedIn, current: str) -> list[dict[str, Any]]:
    """Return the links between the lists of records to look at."""
    lists = [
        ("Possible duplicates", "people:duplicates", may_merge),
        ("People to join to families", "people:to_join", may_join),
    ]
    return [
        {"text": text, "href": reverse(name), "current": name == current}
        for text, name, allowed in lists
        if allowed(request.kith_identity.roles)
    ]


@page()
def review(request: SignedIn) -> HttpResponse:
    """List pairs of records that may be one person, the most telling first."""
    must_merge(request)
    shown = review_list(place=Place.read(request.GET.get("pairs")))
    record_look("list", now=request.kith_now, page="people:duplicates", shown=shown.ids)
    context = {"shown": shown, "tabs": records_tabs(request, "people:duplicates")}
    return render(request, "people/duplicates.html", context)


@page()
def of_person(request: SignedIn, person_id: UUID) -> HttpResponse:
    """List the records that may be the same person as this one."""
    must_merge(request)
    person = person_page(surviving(person_id))
    listed = duplicates_of(person.pk, place=Place.read(request.GET.get("pairs")))
    pairs = listed.pairs
    alike = alike_now(person, besides=pairs)
    ids = [each for pair in pairs for each in (pair.person.pk, pair.other.pk)] + [each.person.pk for each in alike]
    record_look("list", now=request.kith_now, page="people:duplicates_of", person_id=person.pk, shown=ids)
    context = {
        "person": person,
        "pairs": pairs,
        "page": listed.page,
        "alike": alike,
        "alike_more": len(alike) >= ALIKE_SHOWN,
        "back": person_link(person.pk),
    }
    return render(request, "people/duplicates_of.html", context)


@page()
def pair(request: SignedIn, pair_id: UUID) -> HttpResponse:
    """Show two records side by side, with what speaks for and against one person; decide that they are two."""
    must_merge(request)
    found = pair_page(pair_id)
    today = london_date(request.kith_now)
    return ask(
        request,
        DifferentForm(request.POST or None),
        lambda said: services.say_different(pair=found.row, reason=said["reason"], now=request.kith_now),
        person_id=found.person.pk,
        title="Are they one person?",
        said="They are kept as two people.",
        button="They are two people",
        done=reverse("people:duplicates"),
        template="people/duplicate.html",
        more={
            "pair": found,
            "lines": side_by_side(found.person, found.other, on=today),
            "wide": True,
        },
    )


@page()
def merge(request: SignedIn, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Join a record to the one that stays: what must be settled first, what differs, and how it is known."""
    must_merge(request)
    goes, other = person_page(person_id), person_page(other_id)
    stays = person_page(surviving(other.pk))
    if stays.pk in {goes.pk, goes.merged_into_id}:
        messages.info(request, "These two are already one person.")
        return redirect(person_link(stays.pk))
    if goes.merged_into_id is not None:
        return redirect(reverse("people:merge", args=[goes.merged_into_id, stays.pk]))
    form = MergeForm(request.POST or None, goes=goes, stays=stays, initial={"read_version": stays.version})
    today = london_date(request.kith_now)
    return ask(
        request,
        form,
        lambda said: services.merge(
            person=goes,
            into=stays,
            chosen=form.chosen,
            reason=said["reason"],
            read_version=said["read_version"],
            now=request.kith_now,
        ),
        person_id=stays.pk,
        done=person_link(stays.pk),
        title=f"{goes.name} and {stays.name}: one person",
        said="They are one person from now on. You can undo this on the page of the person.",
        button="They are one person",
        template="people/merge.html",
        more={
            "goes": goes,
            "stays": stays,
            "instead_of": other if other.pk != stays.pk else None,
            "obstacles": obstacles(goes.pk, stays.pk),
            "lines": side_by_side(stays, goes, on=today),
            "wide": True,
        },
    )


@page()
def undo(request: SignedIn, merge_id: UUID) -> HttpResponse:
    """Take two records apart again; say whose is everything that was written since."""
    must_merge(request)
    found = merge_page(merge_id)
    back = fields_back(found)
    form = UndoForm(
        request.POST or None,
        goes=found.person,
        stays=found.into,
        rows=since(found),
        back=back,
        initial={"read_version": found.into.version},
    )
    return ask(
        request,
        form,
        lambda said: services.undo_merge(
            merge=found,
            belongs=form.belongs,
            fields=form.kept,
            reason=said["reason"],
            read_version=said["read_version"],
            now=request.kith_now,
        ),
        person_id=found.into_id,
        done=person_link(found.into_id),
        title=f"{found.person.name} and {found.into.name} are two people",
        said="They are two people again.",
        button="Take the records apart",
        template="people/undo_merge.html",
        more={
            "merge": found,
            "links": {name_of(row): row.link for row in form.rows if row.link},
            "goes_back": [
                (LABELS.get(f.name, f.name.replace("_", " ").capitalize()), shown_value(f.name, f.before))
                for f in back
                if not f.changed_since and f.name in LABELS
            ],
        },
    )


@page()
def split(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Part a record that is of two people: name the second, and say what is theirs."""
    must_merge(request)
    person = person_page(person_id)
    form = SplitForm(
        request.POST or None,
        rows=rows_of(person.pk),
        initial={"surname": person.surname, "date_of_birth": person.date_of_birth},
    )

    def act(said: dict[str, Any]) -> Any:
        fields = {name: said[name] for name in ("forename", "surname", "known_as", "date_of_birth", "sex")}
        return services.split(person=person, moved=form.moved, reason=said["reason"], now=request.kith_now, **fields)

    return ask(
        request,
        form,
        act,
        person_id=person.pk,
        done=person_link(person.pk),
        title=f"The record of {person.name} is about two people",
        said="There are two records now. Settle what other parts of Kith hold, listed when you parted them.",
        button="Part the record",
        template="people/split.html",
        more={
            "person": person,
            "elsewhere": held_by_rooms([person.pk], but="people"),
            "joined": same_person(person.pk).gone,
        },
    )
