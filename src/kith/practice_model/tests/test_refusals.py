"""What a model refuses to answer, and which refusal an answer carries: in every area, by role and by sender. Tables."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from kith.kernel.refusals import NotPermitted, Refusal
from kith.organisations.models import Role
from kith.practice_model.deciding import ROLE_IN_WORDS, NeedsManager
from kith.practice_model.reading import drafts, read_draft
from kith.practice_model.rules import Model, NotInTheModel
from kith.practice_model.schema import Outcome

TODAY = date(2026, 3, 4)
AREAS = [each for each in drafts() if each != "national"]


def model(area: str, on: date = TODAY) -> Model:
    return read_draft(area, on=on)


UNKNOWN: dict[str, Callable[[Model], Any]] = {
    "a term": lambda m: m.term("warp"),
    "the family's word for a term": lambda m: m.family_wording("warp"),
    "a setting": lambda m: m.setting("warp"),
    "a limit": lambda m: m.limit("warp"),
    "an outcome": lambda m: m.outcome("warp"),
    "an outcome to decide": lambda m: m.may_decide("warp", ["front_door"], True),
    "a step": lambda m: m.may("warp", ["team_manager"], True),
    "the queue of a channel": lambda m: m.single_queue or m.queue_of("warp"),
    "a threshold document before the first": lambda m: m.threshold_on(date(1900, 1, 1)),
    "an edition before the first": lambda m: m.edition_on(date(1900, 1, 1)),
}


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("asked", UNKNOWN)
def test_what_no_model_has_is_refused_and_never_answered_with_another_areas_answer(area: str, asked: str) -> None:
    here = model(area)
    if asked == "the queue of a channel" and here.single_queue:
        assert here.queue_of("warp") == here.single_queue
        return
    with pytest.raises(NotInTheModel) as refused:
        UNKNOWN[asked](here)
    own = {"an edition before the first": "practice_model.edition_on"}
    assert refused.value.rule == own.get(asked, "practice_model.not_in_the_model")
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("area", AREAS)
def test_a_level_of_help_that_an_area_does_not_keep_is_said_with_those_it_has(area: str) -> None:
    answer = model(area).may_lead(basis="by_agreement", tier="warp", is_social_worker=True, accredited=True)
    assert (answer.allowed, answer.rule) == (False, "tiers")
    assert answer.no is not None
    for tier in model(area).tiers.values():
        assert f"“{tier.name}”" in answer.no.message


@pytest.mark.parametrize("area", AREAS)
def test_accreditation_is_asked_where_the_model_asks_for_it_and_nowhere_else(area: str) -> None:
    here = model(area)
    answer = here.may_lead(basis="section_17", is_social_worker=True, risk_level="low", accredited=False)
    assert answer.allowed is not bool(here.setting("lead_accreditation"))
    assert answer.allowed or answer.rule == "C-14 accreditation"


SENDERS = ("professional", "relative", "public", "self", "child", "anonymous")
OUTCOMES = [(area, code) for area in AREAS for code in sorted(model(area).outcomes)]


def expected(outcome: Outcome, role: str, social_worker: bool, harm: bool, sender: str) -> tuple[str, type[Refusal] | None]:
    """Say from the model's own words, in the order of danger, what must come of it."""
    if role not in outcome.roles:
        return "role", NotPermitted
    if outcome.social_worker and not social_worker:
        return "social_worker", NotPermitted
    if harm and not social_worker:
        return "harm", NotPermitted
    if sender in outcome.manager_when_from and role != "team_manager":
        return "manager", NeedsManager
    return "", None


@pytest.mark.parametrize(("area", "code"), OUTCOMES)
def test_an_answer_carries_the_refusal_that_its_words_say(area: str, code: str) -> None:
    here = model(area)
    outcome = here.outcome(code)
    for role in Role.values:
        for social_worker, harm in ((True, True), (True, False), (False, True), (False, False)):
            for sender in SENDERS:
                answer = here.may_decide(code, [role], social_worker, alleges_harm=harm, sender_kind=sender)
                lacks, kind = expected(outcome, role, social_worker, harm, sender)
                assert (answer.lacks, answer.allowed) == (lacks, not lacks), (role, social_worker, harm, sender)
                assert bool(answer) is answer.allowed
                if kind is None:
                    assert (answer.no, answer.rule) == (None, f"outcome.{code}")
                    continue
                assert answer.refusal is kind
                assert answer.no is not None
                refusal = answer.refusal(answer.no, field="outcome")
                assert (refusal.message, refusal.rule, refusal.field) == (answer.reason, answer.rule, "outcome")
                assert refusal.rule.startswith("outcome.")


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("sender", ["relative", "public", "anonymous"])
def test_no_further_action_for_who_is_no_professional_needs_a_manager_everywhere(area: str, sender: str) -> None:
    here = model(area)
    assert here.may_decide("nfa", ["front_door"], True, sender_kind=sender).refusal is NeedsManager
    assert here.may_decide("nfa", ["team_manager"], True, sender_kind=sender).allowed
    assert here.may_decide("nfa", ["front_door"], True, sender_kind="professional").allowed


DECISIONS = [(area, code) for area in AREAS for code in sorted(model(area).document.decisions)]


@pytest.mark.parametrize(("area", "code"), DECISIONS)
def test_a_step_is_taken_by_the_listed_roles_and_by_a_social_worker_where_the_model_says_so(area: str, code: str) -> None:
    here = model(area)
    decision = here.document.decisions[code]
    for role in Role.values:
        for social_worker in (True, False):
            answer = here.may(code, [role], social_worker)
            right = role in decision.roles and (social_worker or not decision.social_worker)
            assert answer.allowed is right, (role, social_worker)
            assert answer.rule == f"decision.{code}"
            if not right and role not in decision.roles:
                assert all(ROLE_IN_WORDS[each] in answer.reason for each in decision.roles)


@pytest.mark.parametrize("role", Role.values)
def test_every_role_has_words_for_who_decides(role: str) -> None:
    assert ROLE_IN_WORDS[role]


@pytest.mark.parametrize("area", AREAS)
def test_each_day_has_one_edition_of_guidance_and_the_next_begins_when_one_ends(area: str) -> None:
    here = model(area)
    editions = sorted(here.document.editions.values(), key=lambda each: each.starts)
    for one, following in pairwise(editions):
        assert one.ends == following.starts
        assert here.edition_on(following.starts - timedelta(days=1)) == one
        assert here.edition_on(following.starts) == following


@pytest.mark.parametrize("area", AREAS)
def test_a_threshold_is_named_with_the_decision_that_used_it(area: str) -> None:
    here = model(area)
    assert here.document.thresholds[here.threshold_id_on(TODAY)] is here.threshold_on(TODAY)
