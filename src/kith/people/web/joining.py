"""Pages on which imported people are joined to families by somebody who looked."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.web import SignedIn, attempt
from kith.audit.services import record_look
from kith.design.forms import Form, YesNoField
from kith.kernel import paging
from kith.kernel.time import london_date
from kith.people import queries, services
from kith.people.merge_rules import may_join
from kith.people.queries import age_of
from kith.people.services.joining import Place
from kith.people.to_join import Group, Row, group_of, to_join
from kith.people.web.merging import records_tabs
from kith.people.web.pages import people_page
from kith.people.words import RELATIONSHIPS, ROLES
from kith.workbench.pages import ask, page

NEW = "new"


def must_join(request: SignedIn) -> None:
    """Answer 404 to whoever may not join imported people to families."""
    if not may_join(request.kith_identity.roles):
        raise Http404


@page()
def work_list(request: SignedIn) -> HttpResponse:
    """List imported people whom nobody has joined to a family, as the list that brought them put them together."""
    must_join(request)
    today = london_date(request.kith_now)
    shown = to_join(on=today, place=paging.Place.read(request.GET.get("groups")))
    people = [row.person for group in shown for row in group.rows]
    record_look("list", now=request.kith_now, page="people:to_join", shown=[each.pk for each in people])
    context = {
        "shown": shown,
        "ages": {each.pk: age_of(each, today) for each in people},
        "tabs": records_tabs(request, "people:to_join"),
    }
    return render(request, "people/to_join.html", context)


class JoinForm(Form):
    """Who of a group belongs to which family, and as what."""

    family = forms.ChoiceField(label="Which family is it?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, group: Group, ages: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        known = [
            (str(each.family.pk), f"{each.family.name} ({'; '.join(dict.fromkeys(each.because))})") for each in group.offered
        ]
        self.fields["family"].choices = [*known, (NEW, f"A new family: {group.name}")]  # type: ignore[attr-defined]
        self.fields["family"].initial = NEW if not known else None
        people = [self._ask_about(row, ages[row.person.pk]) for row in group.rows]
        self.sections = [("Family", ["family"]), *people]  # type: ignore[misc]

    def _ask_about(self, row: Row, age: str) -> tuple[str, list[str]]:
        key = row.imported.pk.hex
        claimed = f"The list says: {row.imported.relationship_to_child}." if row.imported.relationship_to_child else ""
        self.fields[f"in_{key}"] = forms.BooleanField(
            label=f"{row.person.name} belongs to this family",
            required=False,
            initial=True,
            help_text=" ".join([claimed, *(f"{each}." for each in row.imported.warnings)]).strip(),
        )
        self.fields[f"role_{key}"] = forms.ChoiceField(
            label="Who are they in this family?", choices=ROLES, initial=row.claim.role
        )
        self.fields[f"kind_{key}"] = forms.ChoiceField(
            label="What are they of the children in this list?",
            choices=[("", "Nothing, or not known"), *RELATIONSHIPS],
            initial=row.claim.kind,
            required=False,
        )
        names = [f"{what}_{key}" for what in ("in", "role", "kind")]
        if not row.is_child:
            held = row.imported.parental_responsibility
            names.append(f"responsible_{key}")
            self.fields[names[-1]] = YesNoField(
                label="Do they have parental responsibility for them?",
                unknown="Not known",
                required=False,
                initial={True: "yes", False: "no", None: "unknown"}[held],
            )
        return f"{row.person.name}, {age}", names

    @property
    def places(self) -> dict[UUID, Place]:
        """Return where each person who was chosen belongs."""
        said, found = self.cleaned_data, {}
        for row in self.group.rows:
            key = row.imported.pk.hex
            if said[f"in_{key}"]:
                held = said.get(f"responsible_{key}")
                found[row.imported.pk] = Place(said[f"role_{key}"], said[f"kind_{key}"], held)
        return found


@page()
def group(request: SignedIn, imported_id: UUID) -> HttpResponse:
    """Join the people whom a list put together to a new family or to one that is known."""
    must_join(request)
    today = london_date(request.kith_now)
    found = group_of(imported_id, on=today)
    ages = {row.person.pk: age_of(row.person, today) for row in found.rows}
    form = JoinForm(request.POST or None, group=found, ages=ages)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["family"]
        joined = attempt(
            form,
            lambda: services.join_imported(
                places=form.places,
                family=None if chosen == NEW else queries.family_named(UUID(chosen)),
                now=request.kith_now,
            ),
        )
        if joined is not None:
            messages.success(request, f"They are joined to {joined.family.name}.")
            for each in joined.left_out:
                messages.warning(request, f"Not recorded: {each}")
            return redirect(people_page(joined.family.pk))
    shown = [row.person.pk for row in found.rows]
    record_look("list", now=request.kith_now, page="people:join", shown=shown)
    context = {"form": form, "group": found, "back": reverse("people:to_join"), "imported_id": imported_id}
    return render(request, "people/join.html", context)


class LeaveOutForm(Form):
    """Whom not to join, and why."""

    who = forms.MultipleChoiceField(label="Who is not joined to a family?", widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label="Why?", max_length=250, help_text="For example: a professional, or nobody we help")

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(str(row.imported.pk), row.person.name) for row in group.rows]  # type: ignore[attr-defined]


@page()
def leave_out(request: SignedIn, imported_id: UUID) -> HttpResponse:
    """Decide that some people of a group are not joined to a family."""
    must_join(request)
    found = group_of(imported_id, on=london_date(request.kith_now))
    return ask(
        request,
        LeaveOutForm(request.POST or None, group=found),
        lambda said: services.leave_out(
            imported=[UUID(each) for each in said["who"]], reason=said["reason"], now=request.kith_now
        ),
        person_id=found.rows[0].person.pk,
        title="Not joined to a family",
        intro="They stay on record and can be found. They are no longer on this list.",
        said="They are no longer on the list.",
        button="Leave them out",
        done=reverse("people:to_join"),
    )
