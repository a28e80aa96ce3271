"""Asking the hub, answering for an agency, and specialist consultations."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from kith.access.sight import Part
from kith.front_door import queries, services
from kith.front_door.hub_bodies import hub_bodies
from kith.front_door.queries import rows
from kith.front_door.web.forms.deciding import AnswerHubForm, AskHubForm, ConsultForm, OutcomeForm
from kith.kernel.paging import Place
from kith.kernel.terms import area_words
from kith.kernel.time import london_date
from kith.organisations.words import Role
from kith.workbench.pages import ask as ask_form
from kith.workbench.pages import page, show


@page(Part.HUB, roles=(Role.HUB_PARTNER,), methods=("GET",))
def hub(request: Any) -> HttpResponse:
    """Questions put to the hub's bodies. A partner sees those put to their own agency, and nothing of the record."""
    shown = queries.hub_page(
        request.kith_identity.area_id,
        now=request.kith_now,
        place=Place.read(request.GET.get("questions")),
    )
    return show(
        request,
        "front_door/hub.html",
        {"hub": shown, "wide": True},
        kind="list",
        shown=[each.id for each in shown.questions],
    )


@page(Part.HUB, roles=(Role.HUB_PARTNER,))
def answer(request: Any, question_id: UUID) -> HttpResponse:
    """Answer a question, with the mark of who may see the answer."""
    question = rows.hub_question(question_id)
    form = AnswerHubForm(request.POST or None)
    return ask_form(
        request,
        form,
        lambda said: services.answer_hub(
            question=question,
            held=said["held"] == "yes",
            words=said["words"],
            mark=said["mark"],
            now=request.kith_now,
        ),
        title=f"A question to {question.body_name}",
        button="Send the answer",
        said="Your answer has been sent.",
        done=reverse("front_door:hub"),
        back=reverse("front_door:hub"),
        template="front_door/hub_answer.html",
        more={"question": question, "answers": list(question.answers.order_by("answered_at"))},
    )


@page(Part.HUB)
def ask(request: Any, request_id: UUID) -> HttpResponse:
    """Choose which bodies are asked, about whom, and on which basis."""
    shown = queries.request_page(request_id, now=request.kith_now)
    bodies = hub_bodies(shown.request.area_id, now=request.kith_now)
    form = AskHubForm(request.POST or None, page=shown, bodies=bodies)
    here = reverse("front_door:request", args=[request_id])

    def act(said: dict[str, Any]) -> object:
        return services.ask_hub(
            request=shown.request,
            basis=said["basis"],
            basis_words=said["basis_words"],
            parents_told=said["parents_told"] == "yes",
            parents_not_told_reason=said["parents_not_told_reason"] or "",
            questions=form.questions(),
            now=request.kith_now,
        )

    return ask_form(
        request,
        form,
        act,
        title=area_words("Ask agencies ({hub})"),
        intro="Chosen, not broadcast: each body is asked only when it must be, and sees only the question put to it.",
        button="Send the questions",
        said="The questions have been sent.",
        done=here,
        back=here,
        family_id=shown.request.family_id,
        template="front_door/ask_hub.html",
        more={"no_bodies": not bodies},
    )


@page(Part.FRONT_DOOR)
def consult(request: Any, request_id: UUID) -> HttpResponse:
    """Raise a specialist consultation or a gateway request from a request for support."""
    shown = queries.request_page(request_id, now=request.kith_now)
    on = london_date(request.kith_now)
    channels = list(shown.model.consultations(on, of=shown.request.channel).items())
    form = ConsultForm(request.POST or None, channels=channels)
    here = reverse("front_door:request", args=[request_id])
    return ask_form(
        request,
        form,
        lambda said: services.raise_consultation(request=shown.request, now=request.kith_now, **said),
        title="Ask for a consultation",
        done=here,
        back=here,
    )


@page(Part.FRONT_DOOR)
def consultation_outcome(request: Any, request_id: UUID, consultation_id: UUID) -> HttpResponse:
    """Write what came back from a consultation."""
    held = rows.consultation(request_id, consultation_id)
    rows.request(request_id)
    form = OutcomeForm(request.POST or None)
    here = reverse("front_door:request", args=[request_id])
    return ask_form(
        request,
        form,
        lambda said: services.record_consultation_outcome(consultation=held, outcome=said["outcome"], now=request.kith_now),
        title=f"What came back from {held.channel_name}",
        done=here,
        back=here,
    )
