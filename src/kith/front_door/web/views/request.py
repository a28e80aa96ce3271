"""One request: everything it says, what must be noticed, who its people may be."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kith.access.sight import Part
from kith.access.web import attempt
from kith.design.forms import Form
from kith.front_door import queries, services
from kith.front_door.queries import rows
from kith.front_door.web.forms.deciding import LowerForm, UrgentForm
from kith.kernel.refusals import NotFound
from kith.workbench.pages import ask, page, show


@page(Part.FRONT_DOOR, methods=("GET",))
def show_request(request: Any, request_id: UUID) -> HttpResponse:
    """Show one request."""
    shown = queries.request_page(request_id, now=request.kith_now, every_earlier=request.GET.get("earlier") == "all")
    people = [match.person_id for card in shown.cards for match in card.matches]
    return show(
        request,
        "front_door/request.html",
        {"page": shown, "asked": shown.request, "wide": True},
        family_id=shown.request.family_id,
        shown=[request_id, *people],
    )


@page(Part.FRONT_DOOR, methods=("POST",))
def search_again(request: Any, request_id: UUID) -> HttpResponse:
    """Look for the people of a request again, with the sight of whoever asks."""
    rows.request(request_id)
    services.look_for_family(request_id=request_id, now=request.kith_now)
    messages.success(request, "Searched again.")
    return redirect("front_door:request", request_id)


@page(Part.FRONT_DOOR, methods=("POST",))
def who(request: Any, request_id: UUID, person_id: UUID) -> HttpResponse:
    """Say who a person in a request is: one of the matches, nobody on record, or somebody listed twice."""
    person = rows.person(request_id, person_id)
    chosen, form = request.POST.get("is", ""), Form(request.POST)
    if chosen.startswith("same:"):
        other = rows.person(request_id, _uuid(chosen[5:]))
        done = attempt(
            form,
            lambda: services.mark_listed_twice(request_person=person, same_as=other, now=request.kith_now),
        )
    else:
        known = None if chosen == "new" else _uuid(chosen)
        done = attempt(form, lambda: services.confirm_match(request_person=person, person_id=known, now=request.kith_now))
    if done is None:
        messages.error(request, str(next(iter(form.non_field_errors()), "Choose who this is.")))
    else:
        messages.success(request, f"Saved who {person.name} is.")
    return redirect(reverse("front_door:request", args=[request_id]) + f"#person-{person.position}")


@page(Part.FRONT_DOOR, methods=("POST",))
def family(request: Any, request_id: UUID) -> HttpResponse:
    """Say which family a request is about."""
    chosen = request.POST.get("family", "")
    services.choose_family(request=rows.request(request_id), family_id=_uuid(chosen) if chosen else None, now=request.kith_now)
    messages.success(request, "Saved which family this is about." if chosen else "No family is chosen now.")
    return redirect("front_door:request", request_id)


@page(Part.FRONT_DOOR)
def danger(request: Any, request_id: UUID) -> HttpResponse:
    """A child may be in danger now: words, and nothing else."""
    asked = rows.request(request_id)
    form = UrgentForm(request.POST or None)
    here = reverse("front_door:request", args=[request_id])
    return ask(
        request,
        form,
        lambda said: services.raise_urgent(request=asked, words=said["words"], now=request.kith_now),
        title="A child may be in danger now",
        intro="If it is happening now, ring 999 first. Everybody on duty is told as soon as you send this.",
        button="Tell everybody on duty",
        warning=True,
        said="Everybody on duty has been told, and the request stands on top.",
        done=here,
        back=here,
        family_id=asked.family_id,
    )


@page(Part.FRONT_DOOR)
def not_in_danger(request: Any, request_id: UUID) -> HttpResponse:
    """Take a request from the top of the queue, with what was found out."""
    asked = rows.request(request_id)
    form = LowerForm(request.POST or None)
    here = reverse("front_door:request", args=[request_id])
    return ask(
        request,
        form,
        lambda said: services.lower_danger(request=asked, reason=said["words"], now=request.kith_now),
        title="No child is in danger now",
        intro="The request leaves the top of the queue and goes on waiting for its decision. What the sender said stays on it.",
        button="Save",
        said="Saved. The request waits for its decision.",
        done=here,
        back=here,
        family_id=asked.family_id,
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
