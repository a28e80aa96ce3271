"""Pages about records that may be, are, or were wrongly taken for one person."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.web import SignedIn
from kith.audit.services import record_look
from kith.design.forms import DateField, Form
from kith.kernel.paging import Place
from kith.kernel.time import london_date
from kith.people import duplicates, queries, services
from kith.people.merge_rules import may_join, may_merge
from kith.people.models import Person
from kith.people.one_person import GOES, KINDS, STAYS, rows_of, same_person, surviving
from kith.people.services.merging import CHOICES, FieldBack, fields_back, obstacles, since
from kith.people.web.pages import person_link
from kith.people.words import SEXES
from kith.workbench.held import held_by_rooms
from kith.workbench.pages import ask, page
from kith.workbench.rooms import Held

LABELS = dict(duplicates.FIELDS)


def must_merge(request: SignedIn) -> None:
    """Answer 404 to whoever may not say that two records are one person."""
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


# ---- the review list


@page()
def review(request: SignedIn) -> HttpResponse:
    """List pairs of records that may be one person, the most telling first."""
    must_merge(request)
    shown = duplicates.review_list(place=Place.read(request.GET.get("pairs")))
    record_look("list", now=request.kith_now, page="people:duplicates", shown=shown.ids)
    context = {"shown": shown, "tabs": records_tabs(request, "people:duplicates")}
    return render(request, "people/duplicates.html", context)


@page()
def of_person(request: SignedIn, person_id: UUID) -> HttpResponse:
    """List the records that may be the same person as this one."""
    must_merge(request)
    person = queries.person_page(surviving(person_id))
    listed = duplicates.duplicates_of(person.pk, place=Place.read(request.GET.get("pairs")))
    pairs = listed.pairs
    alike = duplicates.alike_now(person, besides=pairs)
    ids = [each for pair in pairs for each in (pair.person.pk, pair.other.pk)] + [each.person.pk for each in alike]
    record_look("list", now=request.kith_now, page="people:duplicates_of", person_id=person.pk, shown=ids)
    context = {
        "person": person,
        "pairs": pairs,
        "page": listed.page,
        "alike": alike,
        "alike_more": len(alike) >= duplicates.ALIKE_SHOWN,
        "back": person_link(person.pk),
    }
    return render(request, "people/duplicates_of.html", context)


class DifferentForm(Form):
    """Why two records are two people."""

    reason = forms.CharField(
        label="How do you know that they are two people?",
        max_length=300,
        help_text="They are not suggested again. For example: two sisters, the school knows both",
    )


@page()
def pair(request: SignedIn, pair_id: UUID) -> HttpResponse:
    """Show two records side by side, with what speaks for and against one person; decide that they are two."""
    must_merge(request)
    found = duplicates.pair_page(pair_id)
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
            "lines": duplicates.side_by_side(found.person, found.other, on=today),
            "wide": True,
        },
    )


# ---- joined


class MergeForm(Form):
    """Whose value the person has, for each field in which the records differ, and how it is known that they are one."""

    reason = forms.CharField(
        label="How do you know that they are one person?",
        widget=forms.Textarea,
        help_text="For example: the school confirmed the UPN; the mother said so on the telephone",
    )
    read_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, goes: Person, stays: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = []
        for name in CHOICES:
            one, other = duplicates.said(goes, name), duplicates.said(stays, name)
            if one == other:
                continue
            self.fields[f"take_{name}"] = forms.ChoiceField(
                label=LABELS[name],
                choices=[(STAYS, other or "Nothing recorded"), (GOES, one or "Nothing recorded")],
                initial=STAYS if other else GOES,
                widget=forms.RadioSelect,
            )
            asked.append(f"take_{name}")
        self.sections = [*([("Which is right?", asked)] if asked else []), ("Why", ["reason"])]  # type: ignore[misc]

    @property
    def chosen(self) -> dict[str, str]:
        """Return whose value was chosen, by field."""
        return {n.removeprefix("take_"): v for n, v in self.cleaned_data.items() if n.startswith("take_")}


@page()
def merge(request: SignedIn, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Join a record to the one that stays: what must be settled first, what differs, and how it is known."""
    must_merge(request)
    goes, other = queries.person_page(person_id), queries.person_page(other_id)
    stays = queries.person_page(surviving(other.pk))
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
            "lines": duplicates.side_by_side(stays, goes, on=today),
            "wide": True,
        },
    )


# ---- taken apart again


def _name_of(row: Held) -> str:
    return "whose_" + row.key.replace(".", "_").replace(":", "_")


class UndoForm(Form):
    """Whose is what was written since, which values go back, and why the two are not one person."""

    reason = forms.CharField(label="How do you know that they are two people?", widget=forms.Textarea)
    read_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, goes: Person, stays: Person, rows: list[Held], back: list[FieldBack], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.back = rows, [field for field in back if field.changed_since]
        whose = [
            (STAYS, f"{stays.name}, the record that stayed"),
            (GOES, f"{goes.name}, the record that went"),
        ]
        for row in rows:
            self.fields[_name_of(row)] = forms.ChoiceField(
                label=f"{row.label}: {row.words}" if row.words else row.label,
                choices=whose,
                widget=forms.RadioSelect,
                help_text=f"Written on {row.at.day} {row.at:%B %Y}" + (f" by {row.by}" if row.by else ""),
            )
        for field in self.back:
            now, before = (_shown(field.name, value) for value in (field.present, field.before))
            self.fields[f"field_{field.name}"] = forms.ChoiceField(
                label=f"{LABELS.get(field.name, field.name.replace('_', ' ').capitalize())}: changed since",
                choices=[("keep", f"Keep what it is now: {now}"), ("back", f"What it was before: {before}")],
                widget=forms.RadioSelect,
            )
        written, changed = [_name_of(row) for row in rows], [f"field_{field.name}" for field in self.back]
        self.sections = [  # type: ignore[misc]
            *([("Whose is what was written since?", written)] if written else []),
            *([("Values that somebody changed since", changed)] if changed else []),
            ("Why", ["reason"]),
        ]

    @property
    def belongs(self) -> dict[str, str]:
        """Return whose each row is, by its key."""
        return {row.key: self.cleaned_data[_name_of(row)] for row in self.rows}

    @property
    def kept(self) -> dict[str, str]:
        """Return what happens to each value that was changed since."""
        return {field.name: self.cleaned_data[f"field_{field.name}"] for field in self.back}


def _shown(name: str, value: Any) -> str:
    return duplicates.said(Person(**{name: value}), name) or "nothing recorded"


@page()
def undo(request: SignedIn, merge_id: UUID) -> HttpResponse:
    """Take two records apart again; say whose is everything that was written since."""
    must_merge(request)
    found = duplicates.merge_page(merge_id)
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
            "links": {_name_of(row): row.link for row in form.rows if row.link},
            "goes_back": [
                (LABELS.get(f.name, f.name.replace("_", " ").capitalize()), _shown(f.name, f.before))
                for f in back
                if not f.changed_since and f.name in LABELS
            ],
        },
    )


# ---- parted


class SplitForm(Form):
    """Who the other person is, and which rows are theirs."""

    forename = forms.CharField(label="First name", max_length=100, required=False)
    surname = forms.CharField(label="Surname", max_length=100, required=False)
    known_as = forms.CharField(label="Known as", max_length=100, required=False)
    date_of_birth = DateField(label="Date of birth", required=False)
    sex = forms.ChoiceField(label="Sex", choices=SEXES, initial="U", widget=forms.RadioSelect)
    reason = forms.CharField(label="How do you know that these are two people?", widget=forms.Textarea)

    def __init__(self, *args: Any, rows: dict[str, list[Held]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [kind for kind in KINDS if kind in rows]
        for key in self.kinds:
            self.fields[f"move_{key}"] = forms.MultipleChoiceField(
                label=KINDS[key].label,
                choices=[(row.key.partition(":")[2], row.words) for row in rows[key]],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        theirs = [f"move_{key}" for key in self.kinds]
        self.sections = [  # type: ignore[misc]
            ("The other person", ["forename", "surname", "known_as", "date_of_birth", "sex"]),
            *([("What is theirs?", theirs)] if theirs else []),
            ("Why", ["reason"]),
        ]

    @property
    def moved(self) -> dict[str, list[UUID]]:
        """Return the rows chosen, by kind."""
        return {key: [UUID(each) for each in self.cleaned_data[f"move_{key}"]] for key in self.kinds}


@page()
def split(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Part a record that is of two people: name the second, and say what is theirs."""
    must_merge(request)
    person = queries.person_page(person_id)
    form = SplitForm(
        request.POST or None,
        rows=rows_of(person.pk),
        initial={"surname": person.surname, "date_of_birth": person.date_of_birth},
    )

    def act(said: dict[str, Any]) -> Person:
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
