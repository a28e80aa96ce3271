"""Every refusal of opening help, setting a basis, leading, stepping and closing: its name, its field and its words."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from kith.access.services import grant_sight
from kith.family_help import refusals, services
from kith.family_help.models import BasisOfHelp, Episode, EpisodeChild, LeadAssignment, StepDecision
from kith.family_help.services import ChildBasis, ChildChange, SightDecision
from kith.family_help.tests.conftest import ELSEWHERE, NOON, Told, given_up
from kith.kernel.refusals import Refusal
from kith.people.models import Person

TODAY = NOON.date()
DAY = timedelta(days=1)


def opening(w: Told, **change: Any) -> Episode:
    """Open help for the other family, with a change."""
    said: dict[str, Any] = {
        "family": w.other, "children": [ChildBasis(w.zoe.pk, "by_agreement", agreed=True)], "tier": "family_help", "origin": "R-2",
        "referral_date": TODAY, "threshold_version": "t", "reason": "Zoe asked", "now": NOON,
    }  # fmt: skip
    return services.open_episode(**{**said, **change})


def basis(w: Told, child: EpisodeChild | None = None, **change: Any) -> BasisOfHelp:
    """Raise Ella to section 17, with a change."""
    said: dict[str, Any] = {
        "basis": "section_17", "reason": "r", "evidence": "e", "family_said": "f", "agreed": None, "now": NOON,
    }  # fmt: skip
    return services.set_basis(episode_child=child or w.ella, **{**said, **change})


def step(w: Told, up: bool = True, **change: Any) -> StepDecision:
    """Step Ella up to section 17, or Sam down to agreement, with a change."""
    who = (w.story.ella.pk, "section_17") if up else (w.story.sam.pk, "by_agreement")
    said: dict[str, Any] = {
        "episode": w.episode, "children": [ChildChange(*who, child_said="Fine")], "reason": "r", "evidence": "e",
        "family_said": "f", "agreed": True, "now": NOON,
    }  # fmt: skip
    if not up:
        said["moving_on_plan"] = "m"
    return (services.step_up if up else services.step_down)(**{**said, **change})


def closing(w: Told, **change: Any) -> StepDecision:
    """End help for Ella, with a change."""
    said: dict[str, Any] = {
        "episode": w.episode, "children": [ChildChange(w.story.ella.pk, child_said="Fine", closure_reason="RC7")], "reason": "r",
        "evidence": "e", "family_said": "f", "moving_on_plan": "m", "now": NOON,
    }  # fmt: skip
    said["actions"] = given_up(w.episode)
    return services.close_episode(**{**said, **change})


def asking(w: Told, **change: Any) -> LeadAssignment:
    """Ask a senior social worker to lead, with a change."""
    said: dict[str, Any] = {
        "episode": w.episode, "practitioner": w.story.practitioner("senior_social_worker"), "reason_best_placed": "b",
        "family_preference": "f", "now": NOON,
    }  # fmt: skip
    return services.propose_lead(**{**said, **change})


def on_plan(w: Told) -> EpisodeChild:
    """Put Sam on a child protection plan."""
    sam = w.sam
    basis(w, sam, basis="child_protection_plan", elsewhere=ELSEWHERE)
    return sam


def closed(w: Told) -> Told:
    """End help for both children."""
    closing(
        w,
        children=[ChildChange(each.person_id, child_said="Fine", closure_reason="RC7") for each in w.episode.children.all()],
    )
    return w.fresh()


def change(w: Told, **said: Any) -> list[ChildChange]:
    return [ChildChange(**{"person_id": w.story.ella.pk, "child_said": "Fine", **said})]


def grown(w: Told, on: date) -> Told:
    Person.objects.filter(pk=w.zoe.pk).update(date_of_birth=on)
    return w


def with_grant(w: Told) -> Any:
    """Give a partner sight of the plan. Returns the partner."""
    partner = w.story.practitioner("partner_practitioner", profession="teacher", agency_kind="school")
    grant_sight(family_id=w.story.family.pk, practitioner_id=partner.pk, parts=["episode", "plan"], reason="r", now=NOON)
    return partner


def sight(w: Told, decision: str, parts: tuple[str, ...] = ()) -> list[SightDecision]:
    return [SightDecision(with_grant(w).pk, decision, list(parts))]


def asked_twice(w: Told) -> Any:
    asking(w)
    return asking(w)


MISSING, CODE, DATES = refusals.WordsMissing, refusals.WrongCode, refusals.DatesWrong
Case = tuple[str, Callable[[Told], Any], type[Refusal], str | None, str]

CASES: list[Case] = [
    ("no reason", lambda w: opening(w, reason=" "), MISSING, "reason", "Say why."),
    ("no children", lambda w: opening(w, children=[]), MISSING, "children", "which children"),
    ("a second episode", lambda w: opening(w, family=w.story.family), refusals.SecondEpisode, None, "since 4 March 2026"),
    ("asked for tomorrow", lambda w: opening(w, referral_date=TODAY + DAY), DATES, "referral_date", "in the future"),
    ("a tier of another area", lambda w: opening(w, tier="early_help"), refusals.TierNotUsed, "tier", "Use Family Help"),
    ("no such tier", lambda w: opening(w, tier="tier 4"), CODE, "tier", "from the list"),
    ("no such need", lambda w: opening(w, primary_need="N99"), CODE, "primary_need", "'N99' is not one of DfE's codes"),
    ("no such source", lambda w: opening(w, referral_source="9Z"), CODE, "referral_source", "'9Z' is not one of"),
    (
        "a child of another family",
        lambda w: opening(w, children=[ChildBasis(w.story.gran.pk, "by_agreement")]),
        refusals.NotInFamily, "children", "Add the child to the family first",
    ),
    (
        "18 today",
        lambda w: opening(grown(w, date(2008, 3, 4))),
        refusals.NotAChild, None, "Zoe Other is 18 or older",
    ),
    (
        "no agreement",
        lambda w: opening(w, children=[ChildBasis(w.zoe.pk, "by_agreement", agreed=False)]),
        refusals.NotAgreed, "agreed", "They said no",
    ),
    (
        "no such basis",
        lambda w: opening(w, children=[ChildBasis(w.zoe.pk, "section 17")]),
        CODE, "basis", "from the list",
    ),
    ("added to closed help", lambda w: services.add_child(
        episode=closed(w).episode, child=ChildBasis(w.story.ella.pk, "section_17"), referral_date=TODAY, threshold_version="t",
        reason="r", now=NOON), refusals.EpisodeClosed, None, "Open a new one"),
    ("added without a reason", lambda w: services.add_child(
        episode=w.episode, child=ChildBasis(w.zoe.pk, "section_17"), referral_date=TODAY, threshold_version="t", reason="", now=NOON),
     MISSING, "reason", "Say why."),
    ("added from tomorrow", lambda w: services.add_child(
        episode=w.episode, child=ChildBasis(w.zoe.pk, "section_17"), referral_date=TODAY + DAY, threshold_version="t", reason="r",
        now=NOON), DATES, "referral_date", "in the future"),
    ("a basis without evidence", lambda w: basis(w, evidence=""), MISSING, "evidence", "what this rests on"),
    ("a basis without the family", lambda w: basis(w, family_said=" "), MISSING, "family_said", "what the family said"),
    ("a basis that is none", lambda w: basis(w, basis="section_99"), CODE, "basis", "from the list"),
    ("a basis without consent", lambda w: basis(w, basis="by_agreement", agreed=False), refusals.NotAgreed, "agreed", "They said no"),
    ("a basis in closed help", lambda w: basis(w, closed(w).ella), refusals.EpisodeClosed, None, "has closed"),
    ("a plan that just ends", lambda w: basis(w, on_plan(w)), refusals.PlanEndsOnlyByConference, "ended_by", "Say which"),
    (
        "a plan that ends by nothing known",
        lambda w: basis(w, on_plan(w), ended_by="phone call"),
        refusals.PlanEndsOnlyByConference, "ended_by", "Say which",
    ),
    (
        "a census code that is none",
        lambda w: services.set_census_details(
            episode_child=w.ella, read_version=w.ella.version, primary_need="N4", referral_source="2A", upn_unknown="UN99", now=NOON),
        CODE, "upn_unknown", "'UN99' is not one of DfE's codes",
    ),
    ("asked without a reason", lambda w: asking(w, reason_best_placed=""), MISSING, "reason_best_placed", "best placed to lead"),
    ("asked past the family", lambda w: asking(w, family_preference=" "), MISSING, "family_preference", "the family would like"),
    ("asked twice", asked_twice, refusals.LeadAlreadyProposed, "practitioner", "Wait for their answer"),
    ("asked in closed help", lambda w: asking(closed(w)), refusals.EpisodeClosed, None, "has closed"),
    (
        "answered by another",
        lambda w: services.accept_lead(assignment=asking(w), now=NOON),
        refusals.MayNotDecide, None, "can answer this",
    ),
    (
        "declined by another",
        lambda w: services.decline_lead(assignment=asking(w), reason="r", now=NOON),
        refusals.MayNotDecide, None, "can answer this",
    ),
    (
        "withdrawn without a reason",
        lambda w: services.withdraw_lead(assignment=asking(w), reason="", now=NOON),
        MISSING, "reason", "Say why.",
    ),
    ("left without a reason", lambda w: services.end_lead(episode=w.episode, reason=" ", now=NOON), MISSING, "reason", "Say why."),
    (
        "overseen by a teacher",
        lambda w: services.name_overseer(
            episode=w.episode, practitioner=w.story.practitioner("lead_practitioner", profession="teacher"), reason="r", now=NOON),
        refusals.OverseerNotQualified, "practitioner", "not a registered social worker",
    ),
    (
        "a social worker who is none",
        lambda w: services.name_child_worker(
            episode_child=w.ella, practitioner=w.story.practitioner("lead_practitioner", profession="teacher"),
            kind="social_worker", what_for="w", now=NOON),
        refusals.OverseerNotQualified, "practitioner", "not a registered social worker",
    ),
    (
        "a key worker for nothing",
        lambda w: services.name_child_worker(
            episode_child=w.ella, practitioner=w.story.practitioner("lead_practitioner"), kind="key_worker", what_for="", now=NOON),
        MISSING, "what_for", "what this worker is named for",
    ),
    ("a step for nobody", lambda w: step(w, children=[]), MISSING, "children", "for which children"),
    ("a step without evidence", lambda w: step(w, evidence=""), MISSING, "evidence", "rests on"),
    ("a step without the child", lambda w: step(w, children=change(w, to_basis="section_17", child_said=" ")),
     MISSING, "child_said", "Say what Ella Example said, or why you could not ask"),
    ("a step to nothing", lambda w: step(w, children=change(w)), MISSING, "to_basis", "on which basis"),
    ("a step to no basis", lambda w: step(w, children=change(w, to_basis="help")), CODE, "to_basis", "from the list"),
    ("a step for a stranger", lambda w: step(w, children=change(w, person_id=w.zoe.pk, to_basis="section_17")),
     refusals.NotInFamily, "children", "Load the page again"),
    ("a step to another tier", lambda w: step(w, to_tier="early_help"), refusals.TierNotUsed, "to_tier", "'Early help' apart"),
    ("a step in closed help", lambda w: step(closed(w)), refusals.EpisodeClosed, None, "has closed"),
    ("down without a plan", lambda w: step(w, up=False, moving_on_plan=" "), MISSING, "moving_on_plan", "moving-on plan"),
    ("down unasked", lambda w: step(w, up=False, agreed=None), refusals.NotAgreed, "agreed", "Ask them"),
    ("down against their will", lambda w: step(w, up=False, agreed=False), refusals.NotAgreed, "agreed", "Ask them"),
    ("a partner forgotten", lambda w: (with_grant(w), step(w)), refusals.GrantsUndecided, "grants", "may see from now on"),
    ("a partner shown more", lambda w: step(w, grants=sight(w, "narrow", ("episode", "notes"))),
     refusals.GrantWidened, "grants", "less, never more"),
    ("a partner shown child protection", lambda w: step(w, grants=sight(w, "narrow", ("child_protection",))),
     refusals.GrantWidened, "grants", "less, never more"),
    ("a partner shown something", lambda w: step(w, grants=sight(w, "maybe")), CODE, "grants", "keep, show less, or end"),
    ("a stranger decided about", lambda w: step(w, grants=[SightDecision(w.zoe.pk, "end")]), CODE, "grants", "keep, show less"),
    ("closed without a plan for after", lambda w: closing(w, moving_on_plan=""), MISSING, "moving_on_plan", "moving-on plan"),
    ("closed to a basis", lambda w: closing(w, children=change(w, to_basis="section_17", closure_reason="RC7")),
     CODE, "to_basis", "no basis to move to"),
    ("closed for no reason of DfE", lambda w: closing(w, children=change(w, closure_reason="RC99")),
     CODE, "closure_reason", "reason for closure"),
    ("closed without a code", lambda w: closing(w, children=change(w)), CODE, "closure_reason", "reason for closure"),
    (
        "RC9 after a plan",
        lambda w: (
            basis(w, on_plan(w), ended_by="review_conference", elsewhere=ELSEWHERE),
            closing(w, children=change(w, person_id=w.story.sam.pk, closure_reason="RC9")),
        ),
        refusals.ClosureReasonRefused, "closure_reason", "a child protection plan or a conference. Choose another reason",
    ),
    (
        "RC8 after a plan",
        lambda w: (
            basis(w, on_plan(w), ended_by="review_conference", elsewhere=ELSEWHERE),
            closing(w, children=change(w, person_id=w.story.sam.pk, closure_reason="RC8")),
        ),
        refusals.ClosureReasonRefused, "closure_reason", "RC8 cannot be used for a child who has had a plan as a child in need",
    ),
    (
        "RC8 after a plan as a child in need",
        lambda w: closing(w, children=change(w, person_id=w.story.sam.pk, closure_reason="RC8")),
        refusals.ClosureReasonRefused, "closure_reason", "RC8 cannot be used for a child who has had a plan as a child in need",
    ),
    (
        "closed on a plan that nothing ended",
        lambda w: (on_plan(w), closing(w, children=change(w, person_id=w.story.sam.pk, closure_reason="RC7"))),
        refusals.PlanEndsOnlyByConference, "ended_by", "Say which",
    ),
    ("withdrawn without words", lambda w: services.withdraw_step(step=step(w), reason="", now=NOON), MISSING, "reason", "Say why."),
    (
        "withdrawn when in effect",
        lambda w: services.withdraw_step(step=step(w), reason="r", now=NOON),
        refusals.AlreadyAnswered, None, "This step is in effect already",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("act", "refusal", "field", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_manager_is_refused(
    told: Told, act: Callable[[Told], Any], refusal: type[Refusal], field: str | None, words: str
) -> None:
    with told.story.as_("team_manager"):
        with pytest.raises(refusal) as refused, transaction.atomic():
            act(told.fresh())
        assert type(refused.value) is refusal
        assert refused.value.code == refusal.code
        assert refused.value.field == field
        assert words in refused.value.message
        assert refused.value.message[-1] in ".?"
        transaction.set_rollback(True)


ROLES = "front_door out_of_hours duty_worker senior_social_worker team_manager lead_practitioner lead_child_protection".split()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("act", "may"),
    [
        (asking, {"front_door", "duty_worker", "senior_social_worker", "team_manager"}),
        (basis, set(ROLES) - {"lead_practitioner"}),
        (step, {"out_of_hours", "duty_worker", "senior_social_worker", "team_manager", "lead_child_protection"}),
        (lambda w: step(w, up=False), {"senior_social_worker", "team_manager"}),
        (closing, {"senior_social_worker", "team_manager"}),
        (
            lambda w: services.name_overseer(
                episode=w.episode, practitioner=w.story.practitioner("team_manager"), reason="r", now=NOON
            ),
            {"senior_social_worker", "team_manager"},
        ),
    ],
    ids=["ask to lead", "set a basis", "step up", "step down", "close", "name an overseer"],
)
def test_whoever_may_decide_does_and_all_others_are_told_who_may(
    told: Told, act: Callable[[Told], Any], may: set[str], role: str
) -> None:
    told.story.practitioner(role)
    with told.story.as_(role):
        if role in may:
            act(told.fresh())
        else:
            with pytest.raises(refusals.MayNotDecide) as refused, transaction.atomic():
                act(told.fresh())
            assert refused.value.code == "may_not_decide"
        transaction.set_rollback(True)


@pytest.mark.parametrize("act", [basis, step], ids=["set a basis", "step up"])
def test_a_manager_who_is_no_social_worker_decides_nothing_of_the_law(told: Told, act: Callable[[Told], Any]) -> None:
    with told.story.as_("team_manager", profession="teacher"):
        with pytest.raises(refusals.MayNotDecide, match="social worker"), transaction.atomic():
            act(told.fresh())
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("born", "child"),
    [
        (date(2008, 3, 3), False),
        (date(2008, 3, 4), False),
        (date(2008, 3, 5), True),
        (date(2026, 3, 4), True),
        (None, True),
    ],
)
def test_help_is_for_a_child_up_to_the_day_before_the_eighteenth_birthday(told: Told, born: Any, child: bool) -> None:
    with told.story.as_("team_manager"):
        grown(told, born)
        if child:
            assert opening(told).children.get().person_id == told.zoe.pk
        else:
            with pytest.raises(refusals.NotAChild), transaction.atomic():
                opening(told)
        transaction.set_rollback(True)


@pytest.mark.parametrize("reason", ["RC7", "RC8", "RC9"])
def test_help_by_agreement_after_an_assessment_may_end_for_any_reason(told: Told, reason: str) -> None:
    with told.story.as_("team_manager"):
        closing(told.fresh(), children=change(told, closure_reason=reason))
        assert told.ella.closure_reason == reason
        transaction.set_rollback(True)
