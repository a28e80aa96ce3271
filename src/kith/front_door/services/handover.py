"""Handing over to child protection by telephone: who was rung, and what they answered."""

from datetime import datetime

from kith.front_door.models import HandOver, Request
from kith.front_door.refusals import DecisionRefused
from kith.front_door.services.authority import practitioner
from kith.front_door.services.recording import state_after
from kith.front_door.states import REQUEST
from kith.kernel.said import says_nothing


def must_have_rung(told_at: datetime, now: datetime) -> None:
    """Refuse a call at a time that has not come. Raises :class:`DecisionRefused`."""
    if told_at > now:
        raise DecisionRefused("The time has not come yet. Give the time at which you rang.", field="told_at")


def record_handover(*, hand_over: HandOver, told: str, told_at: datetime, now: datetime) -> HandOver:
    """Write whom was rung about a child protection decision, and when."""
    if says_nothing(told):
        raise DecisionRefused("Say who was rung.", field="told")
    must_have_rung(told_at, now)
    hand_over.told, hand_over.told_at, hand_over.told_by = told.strip(), told_at, practitioner()
    hand_over.save(update_fields=["told", "told_at", "told_by"])
    return hand_over


def record_handover_answer(
    *, hand_over: HandOver, answer: str, answered_by: str, answered_at: datetime, now: datetime
) -> HandOver:
    """Write what was answered to a hand-over, by whom and when. Until then the request stays on top."""
    if says_nothing(answer) or says_nothing(answered_by):
        raise DecisionRefused("Write what was answered, and by whom.", field="answer")
    if answered_at > now:
        raise DecisionRefused("The time has not come yet. Give the time of the answer.", field="answered_at")
    hand_over.answer, hand_over.answered_by = answer.strip(), answered_by.strip()
    hand_over.answered_at, hand_over.written_by = answered_at, practitioner()
    hand_over.save(update_fields=["answer", "answered_by", "answered_at", "written_by"])
    _after_the_answer(hand_over.request)
    return hand_over


def _after_the_answer(request: Request) -> None:
    """Take a request that was handed over from the top when its last hand-over is answered.

    Danger raised since then has it wait again, and stays there: nothing but a worker who looks at it lowers it (practice P-22).
    """
    if request.state != Request.State.HANDED_OVER:
        return
    request.state = REQUEST.after(request.state, "record_handover_answer", state_after(request))
    if request.state != Request.State.HANDED_OVER:
        request.urgent = False
        request.save(update_fields=["state", "urgent"])
