"""When the assessment of an episode is due, in the words of its page."""

from datetime import date

from kith.family_help.clocks import assessment_due
from kith.family_help.models import Episode
from kith.practice_model.rules import Model

NO_LIMIT = "This area has not set a time limit for an assessment by agreement"


def due_of(episode: Episode, model: Model) -> tuple[date | None, str]:
    """Return when the assessment is due and why (:func:`kith.family_help.clocks.assessment_due`)."""
    due = assessment_due(episode, model)
    return (due.day, due.rule) if due is not None else (None, NO_LIMIT)
