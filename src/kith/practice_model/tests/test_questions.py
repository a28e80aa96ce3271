"""What each area's draft answers: who may lead, who may decide, which words, which limits."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from kith.practice_model.reading import drafts, read_draft
from kith.practice_model.rules import Model, NotInTheModel

TODAY = date(2026, 3, 4)
AREAS = ["dorset", "lincolnshire", "wolverhampton", "thurrock"]
STAFF = ("front_door", "out_of_hours", "duty_worker", "senior_social_worker", "team_manager")


def model(area: str, on: date = TODAY) -> Model:
    return read_draft(area, on=on)


@pytest.mark.parametrize(
    ("area", "basis", "tier", "social_worker", "risk", "accredited", "allowed", "overseer"),
    [
        ("dorset", "by_agreement", "", False, None, False, True, "named_social_worker"),
        ("dorset", "section_17", "", False, None, False, True, "named_social_worker"),
        ("dorset", "section_17", "", True, None, False, True, "named_social_worker"),
        ("dorset", "by_agreement", "early_help", False, None, False, False, None),
        ("lincolnshire", "by_agreement", "early_help", False, None, False, True, None),
        ("lincolnshire", "by_agreement", "child_in_need", False, None, False, False, None),
        ("lincolnshire", "section_17", "child_in_need", False, None, False, False, None),
        ("lincolnshire", "section_17", "early_help", False, None, False, False, None),
        ("lincolnshire", "section_17", "child_in_need", True, None, False, True, None),
        ("lincolnshire", "by_agreement", "family_help", False, None, False, False, None),
        ("wolverhampton", "section_17", "", False, "low", True, True, "senior_social_worker"),
        ("wolverhampton", "section_17", "", False, "medium", True, False, None),
        ("wolverhampton", "section_17", "", False, "high", True, False, None),
        ("wolverhampton", "section_17", "", False, None, True, False, None),
        ("wolverhampton", "by_agreement", "", False, "low", False, False, None),
        ("wolverhampton", "section_17", "", True, "high", True, True, None),
        ("wolverhampton", "section_17", "", True, "high", False, False, None),
        ("thurrock", "by_agreement", "", False, None, False, True, None),
        ("thurrock", "section_17", "", False, None, False, True, "named_social_worker"),
        ("thurrock", "section_17", "", True, None, False, True, None),
    ],
)
def test_who_may_lead(
    area: str,
    basis: str,
    tier: str,
    social_worker: bool,
    risk: str | None,
    accredited: bool,
    allowed: bool,
    overseer: str | None,
) -> None:
    answer = model(area).may_lead(
        basis=basis,
        tier=tier,
        profession="social_worker" if social_worker else "school_nurse",
        is_social_worker=social_worker,
        agency_kind="childrens_services" if social_worker else "health",
        risk_level=risk,
        accredited=accredited,
    )
    assert (answer.allowed, answer.needs_overseer) == (allowed, overseer)
    assert answer.reason
    assert answer.rule


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("basis", ["section_47", "child_protection_plan", "looked_after"])
@pytest.mark.parametrize("risk", ["low", "medium", "high", None])
def test_from_section_47_on_only_a_social_worker_leads(area: str, basis: str, risk: str | None) -> None:
    here = model(area)
    assert not here.may_lead(basis=basis, is_social_worker=False, risk_level=risk, accredited=True).allowed
    assert here.may_lead(basis=basis, is_social_worker=True, risk_level=risk, accredited=True).allowed
    assert here.needs_social_worker(basis=basis, risk_level=risk)


def test_section_17_was_for_social_workers_until_the_guidance_of_december_2023() -> None:
    assert not model("thurrock", date(2023, 12, 14)).may_lead(basis="section_17", is_social_worker=False).allowed
    assert not model("dorset", date(2023, 12, 14)).may_lead(basis="section_17", is_social_worker=False).allowed
    assert model("thurrock", date(2023, 12, 15)).may_lead(basis="section_17", is_social_worker=False).allowed


def test_a_refusal_names_the_area_and_its_rule() -> None:
    answer = model("lincolnshire").may_lead(basis="section_17", is_social_worker=False)
    assert answer.rule == "C-05 lincolnshire_section_17"
    assert "Lincolnshire" in answer.reason


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize(
    ("outcome", "roles", "social_worker", "harm", "sender", "allowed"),
    [
        ("advice", ["front_door"], False, False, "professional", True),
        ("advice", ["front_door"], False, True, "professional", False),
        ("advice", ["front_door"], True, True, "professional", True),
        ("section_17", ["front_door"], False, False, "professional", False),
        ("section_17", ["front_door"], True, False, "professional", True),
        ("child_protection", ["out_of_hours"], True, True, "anonymous", True),
        ("nfa", ["front_door"], True, False, "professional", True),
        ("nfa", ["front_door"], True, False, "relative", False),
        ("nfa", ["front_door"], True, False, "public", False),
        ("nfa", ["out_of_hours"], True, False, "anonymous", False),
        ("nfa", ["team_manager"], True, False, "anonymous", True),
        ("family_help", ["finance_officer"], True, False, "professional", False),
        ("family_help", [], True, False, "professional", False),
    ],
)
def test_who_may_decide_a_request(
    area: str, outcome: str, roles: list[str], social_worker: bool, harm: bool, sender: str, allowed: bool
) -> None:
    answer = model(area).may_decide(outcome, roles, social_worker, alleges_harm=harm, sender_kind=sender)
    assert answer.allowed is allowed
    assert answer.reason


def test_the_initial_social_work_assessment_is_wolverhamptons() -> None:
    wanted = "initial_social_work_assessment"
    assert model("wolverhampton").may_decide(wanted, ["front_door"], True).allowed
    assert not model("wolverhampton").may_decide(wanted, ["front_door"], False).allowed
    with pytest.raises(NotInTheModel, match="Dorset"):
        model("dorset").outcome(wanted)


def test_what_an_outcome_opens_follows_the_areas_levels() -> None:
    assert model("dorset").outcome("early_help").tier == "family_help"
    assert model("lincolnshire").outcome("early_help").tier == "early_help"
    assert model("lincolnshire").outcome("section_17").tier == "child_in_need"
    for area in AREAS:
        here = model(area)
        assert {outcome.tier for outcome in here.outcomes.values() if outcome.opens == "episode"} <= set(here.tiers)
        assert all(here.tier_for(basis) in here.tiers for basis in ("by_agreement", "section_17", "section_47"))


def test_limits_that_are_law_are_everywhere_and_the_others_are_not_set() -> None:
    for area in AREAS:
        here = model(area)
        decision, assessment = here.limit("decision"), here.limit("assessment")
        assert decision is not None
        assert (decision.amount, decision.unit) == (1, "working_days")
        assert assessment is not None
        assert (assessment.amount, assessment.unit) == (45, "working_days")
        assert here.limit("assessment_by_agreement") is None
        assert here.limit("oversight") is None
        assert here.out_of_hours_number is None
    with pytest.raises(NotInTheModel):
        model("dorset").limit("no_such_limit")


def test_one_queue_that_nothing_bypasses() -> None:
    here = model("wolverhampton")
    assert here.single_queue == "mash24_cat"
    assert {here.queue_of(slug) for slug in here.channels(TODAY)} == {"mash24_cat"}
    assert model("dorset").single_queue is None
    assert model("dorset").queue_of("family_help_hub") == "family_help_hub"


def test_a_channel_without_a_go_live_date_is_not_offered() -> None:
    here = model("dorset")
    assert here.channel_in_force("education_advice_line", TODAY) is None
    assert here.channel_in_force("camhs_gateway", TODAY) is None
    assert {"chad", "mash", "family_help_hub"} <= set(here.channels(TODAY))
    assert here.channel_in_force("chad", date(2018, 7, 3)) is None


@pytest.mark.parametrize("area", AREAS)
def test_the_default_channel_is_always_in_force(area: str) -> None:
    here = model(area)
    assert here.default_channel in here.channels(TODAY)


def test_mash24_is_open_at_two_on_a_sunday_and_other_hours_are_not_stated() -> None:
    opening = model("wolverhampton").channels(TODAY)["mash24"].opening
    assert opening is not None
    assert opening.is_open(datetime(2026, 3, 1, 2, 10, tzinfo=UTC))
    assert model("dorset").channels(TODAY)["chad"].opening is None


def test_the_hub_of_wolverhampton_has_nine_groups_and_eleven_bodies() -> None:
    here = model("wolverhampton")
    groups = Counter(each.group for each in here.hub_bodies.values())
    assert (len(groups), len(here.hub_bodies)) == (9, 11)
    assert groups["Health"] == 3
    assert not model("dorset").hub_bodies


def test_words_on_the_screen() -> None:
    assert model("wolverhampton").term("family_help_plan") == "Family Help Plan"
    assert model("wolverhampton").term("family_help_assessment") == "Family Plan"
    assert model("thurrock").term("family_help") == "Think Family"
    assert model("dorset").term("family_help") == "Family Help"
    with pytest.raises(NotInTheModel):
        model("dorset").term("no_such_term")


def test_wolverhampton_never_says_part_1_or_part_2() -> None:
    said = model("wolverhampton").document.model_dump_json().lower()
    assert "part 1" not in said
    assert "part 2" not in said


@pytest.mark.parametrize(
    ("on", "year"),
    [
        (date(2023, 12, 14), "2018"),
        (date(2023, 12, 15), "2023"),
        (date(2026, 3, 18), "2023"),
        (date(2026, 3, 19), "2026"),
    ],
)
def test_the_edition_in_force(on: date, year: str) -> None:
    assert model("dorset").edition_on(on).name.endswith(year)


def test_a_decision_keeps_the_threshold_version_of_its_day() -> None:
    here = model("dorset")
    assert here.threshold_id_on(TODAY) == "national-tests"
    assert [level.code for level in here.threshold_on(TODAY).levels][-1] == "section_47"


def test_who_may_take_a_step() -> None:
    here = model("dorset")
    assert here.may("authorise_assessment", ["team_manager"], True).allowed
    assert not here.may("authorise_assessment", ["team_manager"], False).allowed
    assert not here.may("authorise_assessment", ["lead_practitioner"], True).allowed
    assert here.may("raise_danger", ["business_support"], False).allowed
    with pytest.raises(NotInTheModel):
        here.may("fly", ["team_manager"], True)


@pytest.mark.parametrize("area", AREAS)
def test_assessment_and_plan_have_their_parts_in_order(area: str) -> None:
    here = model(area)
    assert next(iter(here.assessment_domains)) == "family_story"
    assert list(here.assessment_domains)[-1] == "analysis"
    assert next(iter(here.plan_parts)) == "family_proposal"
    assert all(part.prompts for part in here.assessment_domains.values())


def test_every_code_that_a_model_points_to_exists() -> None:
    for name in drafts():
        document = model(name).document
        for outcome in document.outcomes.values():
            assert set(outcome.starts) <= set(document.limits)
        for meeting in document.meetings.values():
            assert set(meeting.limits) <= set(document.limits)
        for rule in document.lead_rules.values():
            assert set(rule.tiers) <= set(document.tiers)
