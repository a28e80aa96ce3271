"""What becomes of the actions that are open when help ends (P-30)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kith.family_help.models import Action, Episode
from kith.family_help.queries.plan import actions_left_by
from kith.family_help.refusals import ActionsOpen, WordsMissing
from kith.family_help.services import clocks
from kith.family_help.states import ACTION
from kith.kernel.time import london_date


@dataclass(frozen=True)
class ActionAtEnd:
    """What becomes of one: ``done``, ``moved`` to somebody named in ``words``, or ``stopped`` with the reason in ``words``."""

    action_id: UUID
    state: str
    words: str = ""


def end_actions(episode: Episode, leaving: set[UUID], decided: list[ActionAtEnd], *, now: datetime) -> None:
    """Close, move or give up every action that the children leaving leave open. For the closing of an episode.

    Raises :class:`ActionsOpen` for one that nothing was said of, :class:`WordsMissing` without a name or a reason.
    """
    said = {each.action_id: each for each in decided if each.state}
    for action in actions_left_by(episode, leaving):
        end = said.get(action.pk)
        if end is None:
            raise ActionsOpen(
                f"“{action.words}” is still to do. Say that it is done, who takes it on, or why it is given up.",
                field=f"action_{action.pk}",
            )
        if end.state != Action.State.DONE and not end.words.strip():
            raise WordsMissing(
                "Name who takes this on." if end.state == Action.State.MOVED else "Say why this is given up.",
                field=f"action_words_{action.pk}",
            )
        action.state = ACTION.after(action.state, "close_episode", end.state)
        action.done_on = london_date(now) if end.state == Action.State.DONE else None
        action.at_the_end = end.words.strip()
        action.version += 1
        action.save()
        clocks.run_action(action, now=now)
