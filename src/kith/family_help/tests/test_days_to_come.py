"""What was done, seen, said or held has a day that has come."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kith.family_help import services
from kith.family_help.models import Action
from kith.family_help.refusals import DatesWrong
from kith.family_help.tests.conftest import NOON, Story

pytestmark = pytest.mark.django_db
LATER = (NOON + timedelta(days=30)).date()


def _asked(story: Story, **more: Any) -> Any:
    with story.as_("team_manager"):
        return services.propose_lead(
            episode=story.open(),
            practitioner=story.practitioner("lead_practitioner"),
            reason_best_placed="Knows the family",
            family_preference="Yes",
            risk_level="low",
            now=NOON,
            **more,
        )


def _handover(story: Story) -> Any:
    asked = _asked(story)
    with story.as_("team_manager"):
        services.write_handover(
            assignment=asked,
            change_reason="Moves",
            summary="All",
            outstanding="None",
            family_told="Yes",
            introduced_on=LATER,
            now=NOON,
        )


def _assessing(story: Story, write: Callable[[Any, Story], Any]) -> None:
    episode = story.open()
    story.lead(episode)
    with story.as_("lead_practitioner"):
        write(services.start_assessment(episode=episode, now=NOON), story)


def _action_done(story: Story) -> None:
    episode = story.open()
    story.lead(episode)
    story.assessed(episode)
    story.planned(episode, agree=False)
    with story.as_("lead_practitioner"):
        action = Action.objects.filter(goal__plan__episode=episode).first()
        services.change_action(action=action, read_version=action.version, state="done", done_on=LATER, now=NOON)


DAYS: dict[str, Callable[[Story], Any]] = {
    "lead met": lambda story: _asked(story, introduced_on=LATER),
    "lead met, in a handover": _handover,
    "reviewed": lambda story: _assessing(
        story, lambda a, s: services.write_analysis(assessment=a, read_version=a.version, internal_review_on=LATER, now=NOON)
    ),
    "seen": lambda story: _assessing(
        story,
        lambda a, s: services.record_child_seen(assessment=a, person=s.ella, seen_on=LATER, alone=True, now=NOON),
    ),
    "said": lambda story: _assessing(
        story,
        lambda a, s: services.record_child_words(
            episode=a.episode, person=s.ella, assessment=a, words="Hello", how="Talking", said_on=LATER, now=NOON
        ),
    ),
    "done": _action_done,
}


@pytest.mark.parametrize("what", DAYS)
def test_what_happened_did_not_happen_on_a_day_to_come(what: str, story: Callable[..., Story]) -> None:
    with pytest.raises(DatesWrong, match=r"has not come|not come yet"):
        DAYS[what](story())


@pytest.mark.parametrize(
    ("seen_on", "says"),
    [
        (date(2015, 4, 6), "Ella Example was born on 7 April 2015"),
        (date(2015, 4, 8), "more than a year before"),
        (date(2025, 3, 2), None),
    ],
)
def test_a_child_was_seen_after_birth_and_about_when_help_began(
    seen_on: date, says: str | None, story: Callable[..., Story]
) -> None:
    def see(assessment: Any, s: Story) -> None:
        services.record_child_seen(assessment=assessment, person=s.ella, seen_on=seen_on, alone=True, now=NOON)

    if says is None:
        _assessing(story(), see)
        return
    with pytest.raises(DatesWrong, match=says) as refused:
        _assessing(story(), see)
    assert refused.value.field == "seen_on"


@pytest.mark.parametrize(("days", "refused"), [(366, False), (367, True)])
def test_a_child_will_be_seen_within_a_year(days: int, refused: bool, story: Callable[..., Story]) -> None:
    def say(assessment: Any, s: Story) -> None:
        member = assessment.members.get(person=s.ella)
        services.write_member(
            member=member, read_version=member.version, strengths="", needs="", not_seen_reason="Away",
            see_by=NOON.date() + timedelta(days=days), now=NOON,
        )  # fmt: skip

    if not refused:
        _assessing(story(), say)
        return
    with pytest.raises(DatesWrong, match="more than a year ahead"):
        _assessing(story(), say)
