"""Deciding, handing over, confirming and telling."""

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
from kith.front_door.web.forms.deciding import DecideForm, HandOverForm, ToldForm
from kith.workbench.pages import ask, page


@page(Part.FRONT_DOOR)
def decide(request: Any, request_id: UUID) -> HttpResponse:
    """Decide for each child of a request. What was recorded since the search is put before the worker, whatever they decide."""
    if request.method == "POST":
        # Outside what a refusal undoes: the matches that were found must stand on the page that the refusal leads to.
        services.look_again(request=rows.request(request_id), now=request.kith_now)
    shown = queries.request_page(request_id, now=request.kith_now)
    form = DecideForm(request.POST or None, page=shown)
    here = reverse("front_door:request", args=[request_id])
    return ask(
        request,
        form,
        lambda said: services.decide(
            request=shown.request,
            decisions=form.decisions(),
            words_for_sender=said["words_for_sender"],
            next_step=said["next_step"],
            told=form.told(),
            now=request.kith_now,
        ),
        title="Decide",
        button="Record the decision",
        said="The decision is recorded.",
        done=here,
        back=here,
        template="front_door/decide.html",
        more={"page": shown, "asked": shown.request},
        family_id=shown.request.family_id,
    )


@page(Part.FRONT_DOOR, methods=("POST",))
def confirm(request: Any, request_id: UUID, decision_id: UUID) -> HttpResponse:
    """Confirm what was decided alone out of hours."""
    decision = rows.decision(request_id, decision_id)
    form = Form(request.POST)
    if attempt(form, lambda: services.confirm_night_decision(decision=decision, now=request.kith_now)):
        messages.success(request, "Confirmed.")
    else:
        messages.error(request, str(next(iter(form.non_field_errors()), "")))
    return redirect("front_door:request", request_id)


@page(Part.FRONT_DOOR)
def hand_over(request: Any, request_id: UUID, hand_over_id: UUID) -> HttpResponse:
    """Write who was rung, and what was answered."""
    held = rows.hand_over(request_id, hand_over_id)
    form = HandOverForm(request.POST or None, initial={"told": held.told, "told_at": held.told_at})
    here = reverse("front_door:request", args=[request_id])

    def act(said: dict[str, Any]) -> None:
        if said["told"]:
            services.record_handover(hand_over=held, told=said["told"], told_at=said["told_at"], now=request.kith_now)
        if said["answer"]:
            services.record_handover_answer(
                hand_over=held,
                answer=said["answer"],
                answered_by=said["answered_by"],
                answered_at=said["answered_at"],
                now=request.kith_now,
            )

    return ask(
        request,
        form,
        act,
        title="Handed over to child protection",
        intro="The request stays on top until the answer is written.",
        done=here,
        back=here,
    )


@page(Part.FRONT_DOOR)
def told(request: Any, request_id: UUID) -> HttpResponse:
    """Write how and when the sender was told."""
    asked = rows.request(request_id)
    form = ToldForm(request.POST or None)
    here = reverse("front_door:request", args=[request_id])
    return ask(
        request,
        form,
        lambda said: services.give_feedback(request=asked, told_how=said["told_how"], now=request.kith_now),
        title="Tell the person who asked",
        done=here,
        back=here,
        template="front_door/told.html",
        more={"page": queries.request_page(request_id, now=request.kith_now)},
    )


@page(Part.FRONT_DOOR, methods=("POST",))
def take_up(request: Any, request_id: UUID, decision_id: UUID) -> HttpResponse:
    """Write whether early help was accepted, started or not engaged with."""
    decision = rows.decision(request_id, decision_id)
    form = Form(request.POST)
    if attempt(
        form,
        lambda: services.record_take_up(decision=decision, take_up=request.POST.get("take_up", ""), now=request.kith_now),
    ):
        messages.success(request, "Saved.")
    else:
        messages.error(request, str(next(iter(form.non_field_errors()), "")))
    return redirect("front_door:request", request_id)
