"""Pages on which workers join imported people to families."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kith.access.web import SignedIn, attempt
from kith.audit.services import record_look
from kith.kernel import paging
from kith.kernel.time import london_date
from kith.people import services
from kith.people.lists.rules import may_join
from kith.people.lists.work_list import group_of, to_join
from kith.people.record.ages import age_of
from kith.people.record.lookups import family_named
from kith.people.web.forms.joining import NEW, JoinForm, LeaveOutForm
from kith.people.web.pages import people_page
from kith.people.web.views.merging import records_tabs
from kith.workbench.pages import ask, page


def must_join(request: SignedIn) -> None:
    """Answer 404 to workers who may not join imported people to families."""
    if not may_join(request.kith_identity.roles):
        raise Http404


@page()
def work_list(request: SignedIn) -> HttpResponse:
    """List imported people who are not yet joined to a family, in the groups of the list that brought them."""
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


@page()
def group(request: SignedIn, imported_id: UUID) -> HttpResponse:
    """Join the people of one group to a new family or to one on record."""
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
                family=None if chosen == NEW else family_named(UUID(chosen)),
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
