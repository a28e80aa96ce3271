"""What a decision for one child must have, and what its sender hears. Pure: no database, no clock.

Who may decide what is in the practice model. Each rule says where it comes from.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kith.front_door.refusals import DecisionRefused, NotFirstSeen
from kith.kernel.rules import Rule, allows, gives, refuses, rule
from kith.practice_model.rules import Answer
from kith.practice_model.sample import OUTCOME
from kith.practice_model.schema import Outcome

NO_DECISION = "no_decision"
"""Nothing was decided about a child who is only named: such a child is not referred (practice P-6)."""

NEEDS_WORDS_FOR_SENDER = frozenset({"advice", "signposted", "return_for_agreement", "nfa", "declined", "another_area"})
"""Outcomes whose reason a professional must hear, because the threshold was not met (practice P-4)."""

NEEDS_STRENGTHS = frozenset({"early_help", "family_help", "section_17", "initial_social_work_assessment"})
"""Outcomes after which help begins: both strengths and needs are asked for (ledger B-07)."""


@dataclass(frozen=True)
class ChildDecision:
    """What somebody decides for one child of a request, by the child's key.

    ``outcome`` is a code of the area's model, or ``no_decision`` for a child who is only named. ``lead_kind`` names the kind of
    lead practitioner and ``lead_reason`` why (B-08). ``passed_to`` is another area or service and whom there. ``agreement`` says
    who agreed to a service, for help by agreement, when the request does not say it.
    """

    key: str
    outcome: str
    reason: str
    strengths: str = ""
    needs: str = ""
    alleges_harm: bool = False
    lead_kind: str = ""
    lead_reason: str = ""
    primary_need: str = ""
    passed_to: str = ""
    family_said: str = ""
    agreement: str = ""


@dataclass(frozen=True)
class ToldByTelephone:
    """Child protection: who was rung, and when."""

    who: str
    at: datetime


@dataclass(frozen=True)
class Choice:
    """A decision for one child, with what its rules must know of the child, the request and the area's model.

    * ``may``: what the area's model says of whoever decides. ``agreed``: somebody agreed to help.
    * ``urgent``: danger was said or raised, so what is missing is owed afterwards (practice P-2, P-12).
    * ``seen``: a worker has said who the child is. ``helped``: the child is the subject of an open episode.
    * ``help_is_open``: for the child, or for the family that the request is about. ``linking``: what the area calls a link to it.
    """

    decision: ChildDecision
    child: str
    outcome: Outcome
    may: Answer
    urgent: bool
    agreed: bool
    seen: bool
    helped: bool
    help_is_open: bool
    linking: str


_CHOICE = Choice(
    decision=ChildDecision("c", "advice", "Read and weighed."),
    child="Ella",
    outcome=OUTCOME,
    may=Answer(True, "", "outcome.advice"),
    urgent=False,
    agreed=True,
    seen=True,
    helped=False,
    help_is_open=False,
    linking="Link",
)
_LED = OUTCOME.model_copy(update={"needs_lead": True})
_LINK = OUTCOME.model_copy(update={"opens": "pointer"})
_OPENS = OUTCOME.model_copy(update={"opens": "episode"})


def _with(**said: Any) -> Choice:
    """Return a choice whose decision says something else, for examples."""
    return replace(_CHOICE, decision=replace(_CHOICE.decision, **said))


@rule(
    "front_door.decided_by_who_may",
    source="practice P-4, P-6; ledger B-11, B-20, B-21",
    edition="2026",
    examples=(
        allows(_CHOICE),
        refuses(replace(_CHOICE, may=Answer(False, "A manager decides.", "outcome.nfa.manager"))),
    ),
)
def decided_by_who_may(choice: Choice) -> None:
    """Refuse whoever may not give this outcome here, in the words of the area's model. P-4, P-6; B-11, B-20, B-21."""
    if choice.may.no:
        raise choice.may.refusal(choice.may.no, field="outcome")


@rule(
    "front_door.harm_is_not_returned",
    source="practice P-5, P-6",
    edition="2026",
    examples=(
        allows(_with(outcome="return_for_agreement")),
        allows(_with(outcome="advice", alleges_harm=True)),
        refuses(_with(outcome="return_for_agreement", alleges_harm=True)),
        refuses(replace(_with(outcome="return_for_agreement"), urgent=True)),
    ),
)
def harm_is_not_returned(choice: Choice) -> None:
    """Refuse to send a request back to ask for agreement while it says that a child may be harmed. P-5, P-6."""
    if choice.decision.outcome == "return_for_agreement" and (choice.urgent or choice.decision.alleges_harm):
        raise DecisionRefused(
            "This request says that a child may be harmed, so it is not returned to ask for agreement. Decide what keeps the "
            "child safe; who is told, and how, is part of that.",
            field="outcome",
        )


@rule(
    "front_door.other_area_is_named",
    source="practice P-6",
    edition="2026",
    examples=(
        allows(_CHOICE),
        allows(_with(outcome="another_area", passed_to="Dorset, Ada Lead, today")),
        refuses(_with(outcome="another_area")),
        refuses(_with(outcome="another_area", passed_to=" ")),
    ),
)
def other_area_is_named(choice: Choice) -> None:
    """Refuse to pass a child on without saying where to and to whom. P-6."""
    if choice.decision.outcome == "another_area" and not choice.decision.passed_to.strip():
        raise DecisionRefused("Say which area it was passed to, whom you spoke to, and when.", field="passed_to")


@rule(
    "front_door.declined_in_their_words",
    source="practice P-6",
    edition="2026",
    examples=(
        allows(_CHOICE),
        allows(_with(outcome="declined", family_said="Not now")),
        refuses(_with(outcome="declined", family_said=" ")),
    ),
)
def declined_in_their_words(choice: Choice) -> None:
    """Refuse *declined* without what the family said. P-6."""
    if choice.decision.outcome == "declined" and not choice.decision.family_said.strip():
        raise DecisionRefused("Write what the family said when they declined.", field="family_said")


@rule(
    "front_door.help_is_agreed",
    source="practice P-5, P-6; ledger C-03",
    edition="2026",
    examples=(
        allows(_with(outcome="family_help")),
        allows(replace(_with(outcome="section_17"), agreed=False)),
        refuses(replace(_with(outcome="family_help"), agreed=False)),
    ),
)
def help_is_agreed(choice: Choice) -> None:
    """Refuse help by agreement that nobody agreed to. P-5, P-6; C-03."""
    if choice.decision.outcome == "family_help" and not choice.agreed:
        raise DecisionRefused(
            "Help by agreement needs the family's agreement: write who agreed and when, or return the request to ask for it.",
            field="agreement",
        )


@rule(
    "front_door.strengths_and_needs",
    source="ledger B-07; practice P-2",
    edition="2026",
    examples=(
        allows(_with(outcome="advice")),
        allows(_with(outcome="section_17", strengths="Gran", needs="Sleep")),
        allows(replace(_with(outcome="section_17"), urgent=True)),
        refuses(_with(outcome="section_17", strengths="Gran")),
        refuses(_with(outcome="early_help", needs="Sleep", strengths=" ")),
        refuses(_with(outcome="nfa", needs="Sleep", strengths="")),
        allows(_with(outcome="nfa", needs="Sleep", strengths="Gran")),
        allows(replace(_with(outcome="nfa", needs="Sleep"), urgent=True)),
    ),
)
def strengths_and_needs(choice: Choice) -> None:
    """Refuse to begin help without both, and to decide otherwise on needs without a strength. B-07; P-2.

    In danger they are owed afterwards, and what goes to child protection or to an open episode's lead never waits for them.
    """
    if choice.urgent:
        return
    both = choice.decision.strengths.strip() and choice.decision.needs.strip()
    if choice.decision.outcome in NEEDS_STRENGTHS and not both:
        raise DecisionRefused(f"Write both the strengths and the needs, for {choice.child}.", field="strengths")
    waits = not choice.outcome.hand_over and choice.outcome.opens != "pointer"
    if waits and choice.decision.needs.strip() and not choice.decision.strengths.strip():
        raise DecisionRefused(
            f"You wrote what {choice.child} needs. Write the strengths too, or leave the needs empty.", field="strengths"
        )


@rule(
    "front_door.kind_of_lead",
    source="ledger B-08; practice P-2",
    edition="2026",
    examples=(
        allows(_CHOICE),
        allows(replace(_with(lead_kind="social worker", lead_reason="Harm"), outcome=_LED)),
        allows(replace(_CHOICE, outcome=_LED, urgent=True)),
        refuses(replace(_CHOICE, outcome=_LED)),
        refuses(replace(_with(lead_kind="social worker"), outcome=_LED)),
    ),
)
def kind_of_lead(choice: Choice) -> None:
    """Refuse to begin help without the kind of lead and why; in danger both are owed afterwards. B-08; P-2."""
    said = choice.decision.lead_kind.strip() and choice.decision.lead_reason.strip()
    if choice.outcome.needs_lead and not choice.urgent and not said:
        raise DecisionRefused(f"Say which kind of lead practitioner {choice.child}'s family needs, and why.", field="lead_kind")


@rule(
    "front_door.linked_to_open_help",
    source="practice P-6",
    edition="2026",
    examples=(
        allows(_CHOICE),
        allows(replace(_CHOICE, outcome=_LINK, help_is_open=True)),
        refuses(replace(_CHOICE, outcome=_LINK)),
    ),
)
def linked_to_open_help(choice: Choice) -> None:
    """Refuse a link to help that is not open. P-6."""
    if choice.outcome.opens == "pointer" and not choice.help_is_open:
        raise DecisionRefused(
            f"No help is open for {choice.child} or the family chosen. Choose the family first, or another outcome.",
            field="outcome",
        )


@rule(
    "front_door.matches_first",
    source="practice P-1, P-2, P-23",
    edition="2026",
    examples=(
        allows(replace(_CHOICE, outcome=_OPENS)),
        allows(replace(_CHOICE, outcome=_OPENS, seen=False, urgent=True)),
        allows(replace(_CHOICE, seen=False)),
        refuses(replace(_CHOICE, outcome=_OPENS, seen=False)),
    ),
)
def matches_first(choice: Choice) -> None:
    """Refuse to open a record before the possible matches were looked at; in danger that is owed afterwards. P-1, P-2."""
    if choice.outcome.opens == "episode" and not choice.seen and not choice.urgent:
        raise NotFirstSeen(
            f"Look at the possible matches for {choice.child} first, and say whether it is one of them or somebody new.",
            field="key",
        )


@rule(
    "front_door.not_helped_twice",
    source="practice P-1; children in need census guide, 4.1",
    edition="2026",
    examples=(
        allows(replace(_CHOICE, outcome=_OPENS)),
        allows(replace(_CHOICE, helped=True)),
        allows(replace(_CHOICE, outcome=_OPENS.model_copy(update={"hand_over": True}), helped=True)),
        refuses(replace(_CHOICE, outcome=_OPENS, helped=True)),
    ),
)
def not_helped_twice(choice: Choice) -> None:
    """Refuse a second episode for a child who is helped already. Child protection raises the basis in the open one. P-1; CING
    4.1."""
    if choice.outcome.opens == "episode" and choice.helped and not choice.outcome.hand_over:
        raise DecisionRefused(
            f"{choice.child} is already helped. Choose “{choice.linking}”: the news goes to the lead, who can step the help up.",
            field="outcome",
        )


RULES_OF_A_DECISION: tuple[Rule[[Choice], None], ...] = (
    decided_by_who_may,
    harm_is_not_returned,
    other_area_is_named,
    declined_in_their_words,
    help_is_agreed,
    strengths_and_needs,
    kind_of_lead,
    linked_to_open_help,
    matches_first,
    not_helped_twice,
)
"""Asked in this order: the first that refuses is what the worker reads."""


@rule(
    "front_door.sender_hears_why",
    source="practice P-4",
    edition="2026",
    examples=(
        allows(from_professional=True, outcomes=["advice"], words_for_sender="You may help at school."),
        allows(from_professional=False, outcomes=["nfa"], words_for_sender=""),
        allows(from_professional=True, outcomes=["section_17"], words_for_sender=""),
        refuses(from_professional=True, outcomes=["section_17", "nfa"], words_for_sender=" "),
    ),
)
def sender_hears_why(*, from_professional: bool, outcomes: Iterable[str], words_for_sender: str) -> None:
    """Refuse an outcome below the threshold without the reason in words that the professional who asked may read. P-4."""
    if from_professional and not NEEDS_WORDS_FOR_SENDER.isdisjoint(outcomes) and not words_for_sender.strip():
        raise DecisionRefused(
            "Write the reason for the professional who asked, in words they may read. Say nothing about others in the family.",
            field="words_for_sender",
        )


@rule(
    "front_door.expected_of_sender",
    source="practice P-4",
    edition="2026",
    examples=(
        gives(
            "Talk with the family and ask for their agreement, then send the request again under a new reference.",
            "return_for_agreement",
        ),
        gives(
            "The lead practitioner will ask you to be part of the team around the family. Tell us at once if anything changes.",
            "section_17",
        ),
        gives("Go on with what you do for the family, and tell us again if you are worried.", "nfa"),
    ),
)
def expected_of_sender(outcome: str) -> str:
    """Return what a professional is told to do next, when whoever decided wrote nothing else. P-4."""
    if outcome == "return_for_agreement":
        return "Talk with the family and ask for their agreement, then send the request again under a new reference."
    if outcome in NEEDS_STRENGTHS | {"child_protection", "linked_open"}:
        return "The lead practitioner will ask you to be part of the team around the family. Tell us at once if anything changes."
    return "Go on with what you do for the family, and tell us again if you are worried."
