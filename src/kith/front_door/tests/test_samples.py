"""The forty requests as they really arrive: each ends where a competent worker would take it, and what must be noticed is seen."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kith.front_door import queries
from kith.front_door.models import Decision, Request, RequestPerson
from kith.front_door.services import ChildDecision, choose_family, confirm_match, decide, mark_listed_twice
from kith.front_door.tests.conftest import sample_lines, truth
from tests.fixtures import Acting

NOTICED: dict[str, set[str]] = {
    "PPN/26/001847": {
        "domestic_abuse",
        "child_protects_sibling",
        "child_interprets",
        "cumulative_neglect",
        "sealed_information",
        "out_of_hours",
        "interpreter",
        "bail",
    },
    "DSL-WR-0093": {"agreed_without_interpreter", "earlier_contacts", "written_otherwise"},
    "MW-4471": {
        "unborn",
        "protected_0",
        "protected_1",
        "father_of_unborn",
        "interpreter",
        "earlier_contacts",
    },
    "WEB-D-20260208-0011": {"letter_for_court", "relative_may_be_named"},
    "WEB-D-20260510-0004": {"earlier_contacts", "young_carer", "letter_for_court"},
    "TEL-D-88310": {
        "earlier_contacts",
        "injury",
        "out_of_hours",
        "deadline",
        "written_otherwise",
        "name_incomplete",
    },
    "SELF-RSP-0302": {"disabled_child", "parents_own_state", "young_carer", "safe_contact"},
    "REF-0617-A": {"protected_0", "protected_1", "protected_2", "old_area"},
    "GP-7781": {"burn_in_child", "may_be_urgent", "parents_not_told", "agreement_not_asked"},
    "TEL-D-88402": {"must_not_be_named", "coercive_control", "safe_contact"},
    "PF-LS-19": {"private_fostering", "interpreter", "agreed_by_carer", "card_taken"},
    "DSL-BM-221": {"young_carer"},
    "TEL-D-88455": {
        "anonymous",
        "child_without_name",
        "address_only_in_text",
        "children_alone",
        "out_of_hours",
    },
    "LADO-26-05": {"position_of_trust", "other_children", "deadline"},
    "HV-3120": {"adult_health"},
    "CHD-WEB-0917": {"child_asks", "safe_contact", "self_harm", "child_without_name"},
    "EDU-ADV-40": {"out_of_school", "agreement_refused", "wants_picture_only"},
    "BCS-OUT-11": {"old_area", "growth_or_neglect"},
    "PROB-SL-88": {"sealed_information", "registered_offender", "parents_not_told"},
    "MW-4902": {"several_unborn", "possible_fathers", "care_leaver", "alcohol_in_pregnancy", "unborn"},
    "LPV-26-40912": {
        "strangulation",
        "suspect_at_large",
        "out_of_hours",
        "sealed_information",
        "do_not_write",
    },
    "LNC-HV-0210": {"cumulative_neglect", "growth_or_neglect", "agreed_reluctantly"},
    "STM-2026-51": {"written_otherwise", "earlier_contacts", "waiting_for_answer"},
    "HOU-77120": {"earlier_contacts", "growth_or_neglect", "eviction", "parents_not_told"},
    "LEA-6-1102": {"two_households", "out_of_home", "agreement_refused", "child_wish_about_parents"},
    "GP-LN-404": {"two_households", "not_for_other_parent", "holder_not_asked", "earlier_contacts"},
    "GRT-LN-31": {"old_area", "young_carer", "out_of_school", "spoken_contact", "traveller"},
    "UASC-LN-03": {"unaccompanied", "no_date_of_birth", "trafficking", "interpreter", "out_of_hours"},
    "WEB-LN-5521": {"must_not_be_named", "happening_now", "address_only_in_text", "out_of_hours"},
    "DSL-NOR-9": {"exploitation", "parents_not_told", "missing"},
    "PPU-MIS-7781": {"written_otherwise", "missing", "out_of_home", "earlier_contacts"},
    "SUR-190": {"fabricated_illness", "told_not_clear", "do_not_write"},
    "SCH-LN-780": {"wants_picture_only", "leap_day", "agreement_not_asked"},
    "NUR-LN-21": {"professional_unnamed", "sender_conflict"},
    "ROM-LN-12": {"listed_twice_b2", "labour_exploitation", "interpreter", "agreement_parts"},
    "SELF-LN-8": {"child_hits_parent", "disabled_child", "out_of_hours"},
    "AMB-LN-9931": {"bruise_in_baby", "out_of_hours", "name_incomplete"},
    "FRS-440": {"hoarding_or_fire", "out_of_hours"},
    "KIN-LN-2": {"kinship", "adult_health", "agreement_refused"},
    "ANON-LN-61": {"anonymous", "tone"},
}


DECIDED_FOR = {"LEA-6-1102": {"k"}, "GP-LN-404": {"1"}, "WEB-D-20260510-0004": {"f", "o"}}
"""Children decided about, where others are only named: a sibling is not referred on another child's basis."""


@pytest.mark.slow
@pytest.mark.parametrize("area", ["dorset", "lincolnshire"])
def test_each_request_ends_where_a_competent_worker_takes_it(area: str, receive: Callable[..., Request], acting: Acting) -> None:
    expected = truth()
    for line in sorted(sample_lines(area), key=lambda each: each["received_at"]):
        reference = line["reference"]
        request = receive(line, area=area)
        now = request.received_at + timedelta(minutes=20)
        outcome = expected[reference]["expected_decision"]
        role = "team_manager" if outcome in {"nfa", "advice"} else "front_door"
        with acting(role=role, area=area, now=now):
            page = queries.request_page(request.id, now=now)
            missing = NOTICED[reference] - {cue.id for cue in page.cues}
            assert not missing, (reference, missing)
            _say_who_they_are(page, now)
            request = Request.objects.select_related("sender").get(pk=request.id)
            linked = page.earlier and outcome == "linked_open"
            if linked and request.family_id is None:
                choose_family(request=request, family_id=_family_of(page), now=now)
            rows = decide(
                request=request,
                decisions=[
                    _decision(card.person, outcome)
                    for card in page.children
                    if card.person.key in DECIDED_FOR.get(reference, {card.person.key})
                ],
                words_for_sender="Thank you. What we decided and why is written here.",
                now=now,
            )
            assert {row.outcome for row in rows} == {outcome}, reference
            assert all(row.threshold_version for row in rows)
            if outcome in {"section_17", "family_help", "child_protection", "early_help", "linked_open"}:
                assert all(row.episode_id for row in rows), reference


def _say_who_they_are(page: queries.RequestPage, now: Any) -> None:
    for card in page.cards:
        if card.person.forename == "Sara" and card.person.key == "b2":
            same = next(each.person for each in page.cards if each.person.key == "b")
            mark_listed_twice(request_person=card.person, same_as=same, now=now)
            card.person.same_as = same
            continue
        strong = [match for match in card.matches if match.confidence == "strong" or match.score >= 8]
        confirm_match(request_person=card.person, person_id=strong[0].person_id if strong else None, now=now)


def _family_of(page: queries.RequestPage) -> Any:
    return next(each.request.family_id for each in page.earlier if each.request.family_id)


def _decision(child: RequestPerson, outcome: str) -> ChildDecision:
    return ChildDecision(
        key=child.key,
        outcome=outcome,
        reason="Written by a worker who has read the whole request.",
        strengths="What goes well was asked.",
        needs="What is needed was asked.",
        lead_kind="social worker",
        lead_reason="Best placed for what is needed first.",
        passed_to="Wiltshire's front door, by telephone today",
        agreement="As the request says" if outcome == "family_help" else "",
    )


@pytest.mark.slow
@pytest.mark.parametrize("searched", [True, False], ids=["searched", "not searched yet"])
def test_people_who_are_the_same_are_found_again(searched: bool, receive: Callable[..., Request], acting: Acting) -> None:
    """Every pair of the truth within one area is shown as an earlier contact, though names and dates are written otherwise, and
    though no job has searched for any of them yet."""
    expected = truth()
    for area in ("dorset", "lincolnshire"):
        requests = {line["reference"]: receive(line, area=area, look=searched) for line in sample_lines(area)}
        with acting(role="front_door", area=area):
            for reference, request in requests.items():
                people = list(request.people.order_by("position"))
                shown = {each.request.reference for each in queries.earlier_contacts(request, people).contacts}
                wanted = {each for each in expected[reference]["same_family_as"].split(";") if each in requests}
                assert wanted <= shown, (reference, wanted - shown)


def test_a_later_decision_replaces_an_earlier_one_and_keeps_it(receive: Callable[..., Request], acting: Acting) -> None:
    line = next(each for each in sample_lines("dorset") if each["reference"] == "HV-3120")
    request = receive(line)
    with acting(role="front_door", now=request.received_at + timedelta(hours=1)):
        child = request.people.get(key="b")
        first = ChildDecision(key="b", outcome="advice", reason="Advice for now.")
        decide(request=request, decisions=[first], words_for_sender="Advice was given.", now=request.received_at)
        decide(
            request=request,
            decisions=[ChildDecision(key="b", outcome="signposted", reason="On reflection.")],
            words_for_sender="We pointed to the hub.",
            now=request.received_at,
        )
        rows = Decision.objects.filter(request_person=child).order_by("in_force")
        assert [row.outcome for row in rows] == ["advice", "signposted"]
        assert [row.in_force for row in rows] == [False, True]
