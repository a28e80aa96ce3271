"""Starting and stopping the clocks of the front door, each in the transaction of the act. For services of this room."""

from datetime import datetime

from kith.access.identity import current_identity
from kith.front_door.clocks import (
    CONFIRMATION,
    DECISION,
    FEEDBACK,
    HUB_ANSWER,
    URGENT,
    confirmation_due,
    decision_due,
    urgent_due,
)
from kith.front_door.local_model import model_for
from kith.front_door.models import Decision, Door, HubQuestion, Kind, Request
from kith.kernel.time import london_date
from kith.practice_model.rules import Model
from kith.tasks.rules import Due
from kith.tasks.services import Owner, start, stop

CARRIED_OVER = "Was open when clocks began to run as rows"


def request_received(request: Request, due: Due | None, model: Model, *, now: datetime) -> None:
    """Start the clock of the decision, and of danger where the sender says it and the area has set a number."""
    if due is not None:
        start(DECISION, request, due=due, because="Request received", page_of=request.pk, anew=True, now=now)
    raised = urgent_due(model, now) if request.urgent else None
    if raised is not None:
        start(URGENT, request, due=raised, because="Danger said", page_of=request.pk, anew=True, now=now)


def danger_raised(request: Request, model: Model, *, now: datetime) -> None:
    """Start the clock of danger; a request that was decided waits again by its first time limit."""
    start(URGENT, request, due=urgent_due(model, now), because="Danger raised", page_of=request.pk, now=now)
    start(DECISION, request, due=_first_due(request), because="Danger raised", page_of=request.pk, now=now)


def danger_lowered(request: Request, *, now: datetime) -> None:
    """Stop the clock of danger: a worker has read it and says why no child is in danger now."""
    stop(URGENT, request, because="Danger lowered", now=now)


def request_decided(request: Request, *, now: datetime) -> None:
    """Stop the clock of the decision when every child is decided, and start that of telling whoever asked and cannot read it
    themselves."""
    if request.state == Request.State.PART_DECIDED:
        return
    stop(DECISION, request, because="Decided", now=now)
    stop(URGENT, request, because="Decided", now=now)
    if _is_to_be_told(request):
        start(FEEDBACK, request, due=_first_due(request), because="Decided", page_of=request.pk, now=now)


def sender_told(request: Request, *, now: datetime) -> None:
    """Stop the clock of telling the sender."""
    stop(FEEDBACK, request, because="Told", now=now)


def to_confirm(decision: Decision, model: Model, *, now: datetime) -> None:
    """Start the clock of a manager's confirmation."""
    due = confirmation_due(model, now)
    start(CONFIRMATION, decision, due=due, because="Decided alone", page_of=decision.request_id, anew=True, now=now)


def confirmed(decision: Decision, *, because: str, now: datetime) -> None:
    """Stop the clock of a manager's confirmation: confirmed, or another decision has taken its place."""
    stop(CONFIRMATION, decision, because=because, now=now)


def hub_asked(question: HubQuestion, due: Due | None, *, now: datetime) -> None:
    """Start the clock of a body's answer."""
    if due is not None:
        owner = Owner(team_id=question.team_id)
        start(
            HUB_ANSWER, question, due=due, because="Asked", words=f"Answer: {question.body_name}", owner=owner, anew=True, now=now
        )


def hub_answered(question: HubQuestion, *, now: datetime) -> None:
    """Stop the clock of a body's answer."""
    stop(HUB_ANSWER, question, because=question.get_state_display(), now=now)


def run_what_waits(*, now: datetime) -> None:
    """Start the clocks of what waits at the front door of the area acted in: for a database made before what is due ran as
    rows."""
    here = {"area_id": current_identity().area_id}
    for request in Request.objects.filter(state__in=[Request.State.WAITING, Request.State.PART_DECIDED], **here):
        start(DECISION, request, due=_first_due(request), because=CARRIED_OVER, page_of=request.pk, now=now)
    unconfirmed = Decision.objects.filter(confirm_by__isnull=False, confirmed_at__isnull=True, in_force=True, **here)
    for decision in unconfirmed:
        due = confirmation_due(model_for(decision.area_id, london_date(decision.decided_at)), decision.decided_at)
        start(CONFIRMATION, decision, due=due, because=CARRIED_OVER, page_of=decision.request_id, now=now)


def _first_due(request: Request) -> Due | None:
    """Return the time limit under which a request stands since it was received."""
    model = model_for(request.area_id, london_date(request.received_at))
    return decision_due(model, request.channel, request.received_at)


def _is_to_be_told(request: Request) -> bool:
    """Say whether somebody must tell the sender: who has no system of their own to read it in, and can be reached (P-4)."""
    if request.door == Door.API or request.kind == Kind.ANONYMOUS:
        return False
    sender = request.sender
    return request.kind == Kind.PROFESSIONAL or bool(sender.telephone or sender.email or sender.safe_to_contact)
