"""Rules of the front door that hold everywhere. Pure: no database, no clock. Who decides what is in the practice model.

Each rule says where it comes from; the words that a person reads stand at the refusal.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from kith.design.words import the_date
from kith.front_door.refusals import BypassesTheQueue, ChannelNotOpen, DecisionRefused, NotFirstSeen
from kith.kernel.rules import Rule, allows, gives, refuses, rule
from kith.people.matching.spelling import fold
from kith.practice_model.rules import Answer, Model
from kith.practice_model.sample import NATIONAL, ON, OUTCOME
from kith.practice_model.schema import Channel, Outcome, Setting

NO_DECISION = "no_decision"
"""Nothing was decided about a child who is only named: such a child is not referred (practice P-6)."""

NEEDS_WORDS_FOR_SENDER = frozenset({"advice", "signposted", "return_for_agreement", "nfa", "declined", "another_area"})
"""Outcomes whose reason a professional must hear, because the threshold was not met (practice P-4)."""

NEEDS_STRENGTHS = frozenset({"early_help", "family_help", "section_17", "initial_social_work_assessment"})
"""Outcomes after which help begins: both strengths and needs are asked for (ledger B-07)."""

_ORGANISATIONS: tuple[tuple[str, str], ...] = (
    (r"police|constabulary|ppn|missing from home|sergeant", "6"),
    (r"general practitioner|\bgp\b|surgery|medical practice|wold medical|wolds practice", "3A"),
    (r"health visitor", "3B"),
    (r"school nurse", "3C"),
    (r"accident and emergency|emergency department|\ba e\b", "3E"),
    (r"midwi|maternity|ambulance|paramedic|dental|dentist|community health|0 19 service|camhs|therap", "3D"),
    (r"hospital|\bwards?\b|hospice", "3F"),
    (r"probation|court|cafcass|prison|immigration|youth justice", "7"),
    (r"adult social care|social care", "5A"),
    (r"early help|family hub", "5D"),
    (r"education (?:inclusion|welfare)|inclusion service|attendance officer|education service|ehe\b", "2B"),
    (r"school|academy|primary(?! care)|college|\bdsl\b|nursery class|headteacher|infant|junior", "2A"),
    (r"housing|tenancy", "4"),
    (r"council|local authority|youth offending", "5B"),
)


@rule(
    "front_door.referral_source",
    source="children in need census, referral source (N00152)",
    edition="2026",
    examples=(
        gives("1A", "relative"),
        gives("1A", "self"),
        gives("1B", "public"),
        gives("1C", "child"),
        gives("9", "anonymous"),
        gives("2A", "professional", role="Headteacher"),
        gives("3B", "professional", role="Health visitor", organisation="Wolds Practice"),
        gives("3A", "professional", organisation="Wolds Practice"),
        gives("6", "professional", organisation="Dorset Police"),
        gives("8", "professional", role="Volunteer", organisation="Scouts"),
    ),
    note="A worker can change it.",
)
def referral_source(kind: str, *, role: str = "", organisation: str = "") -> str:
    """Return the DfE referral source code of a sender (children in need census, referral source).

    ``kind`` as in the body of a request. A professional's is read from the role and the organisation, and is *other* when neither
    tells; somebody can change it later.
    """
    fixed = {"relative": "1A", "public": "1B", "self": "1A", "child": "1C", "anonymous": "9"}
    if kind in fixed:
        return fixed[kind]
    for words in (fold(role), fold(organisation)):
        for pattern, code in _ORGANISATIONS:
            if re.search(pattern, words):
                return code
    return "8"


HIDDEN_THINGS: tuple[tuple[str, str], ...] = (
    (r"pregnan|expecting|the baby", "pregnancy"),
    (r"school|nursery|college", "school"),
    (r"telephone|phone|number|mobile", "telephone"),
    (r"work ?place|where \w+ works|employer|\bjob\b", "workplace"),
    (r"routine|when \w+ (?:goes|leaves|collects)|pick ?up|times", "routine"),
    (r"address|refuge|where \w+ (?:lives|live|is|are)|postcode|po box|house|street|flat", "address"),
)


@rule(
    "front_door.what_is_protected",
    source="practice P-9",
    edition="2026",
    examples=(
        gives(["address"], "Please do not tell him."),
        gives(["address"], "He must not know where she lives."),
        gives(["school"], "Keep the nursery from Dean."),
        gives(["telephone"], "Her new mobile"),
        gives(["telephone"], "01632 960 123"),
        gives(["telephone"], "+44 1632 960123, please"),
        gives(["address"], "ZZ99 3WZ"),
        gives(["pregnancy", "address"], "He does not know about the baby, nor the refuge."),
    ),
    note="Words that name nothing protect the address: the safer reading.",
)
def what_is_protected(words: str) -> list[str]:
    """Return the kinds of thing that a sender asks to keep from somebody. An address when the words name none (practice P-9)."""
    found = [kind for pattern, kind in HIDDEN_THINGS if re.search(pattern, words.lower())]
    if "telephone" not in found and A_NUMBER.search(words):
        found.append("telephone")
    return found or ["address"]


A_NUMBER = re.compile(r"(?:\+|\b)\d(?:[ ()-]*\d){8,}")
"""Nine digits and more, as a telephone number is written."""


@rule(
    "front_door.looks_like_what_it_is",
    source="practice P-9",
    edition="2026",
    examples=(
        gives("", "telephone", "01632 960 123"),
        gives("This is not a telephone number.", "telephone", "14 Mill Lane"),
        gives("", "address", "14 Mill Lane, ZZ99 3WZ"),
        gives("", "address", "the refuge"),
        gives("This looks like a telephone number.", "address", "01632 960123"),
        gives("", "school", "Elm School"),
        gives("This looks like a telephone number.", "school", "01632 960123"),
    ),
    note="A number in the box of an address would hide the address and leave the number to be read.",
)
def looks_like_what_it_is(kind: str, words: str) -> str:
    """Return what is wrong with something to be kept from somebody, by its shape, or nothing."""
    number = bool(A_NUMBER.search(words))
    if kind == "telephone":
        return "" if number else "This is not a telephone number."
    letters = re.sub(r"[^a-z]", "", words.lower())
    return "This looks like a telephone number." if number and len(letters) < 3 else ""


@rule(
    "front_door.named_in",
    source="practice P-9",
    edition="2026",
    examples=(
        gives(True, "Dean Hallam and anyone in his family", "Dean", "Hallam"),
        gives(True, "dean", "Dean", "Hallam"),
        gives(True, "Dean", "Dean", ""),
        gives(False, "Dean Hallam", "Ella", "Hallam"),
        gives(False, "Dean Smith", "Dean", "Hallam"),
        gives(False, "", "Dean", "Hallam"),
        gives(False, "Dean", "", ""),
    ),
)
def named_in(words: str, forename: str, surname: str) -> bool:
    """Say whether a text such as *Dean Hallam and anyone in his family* names somebody."""
    given = set(fold(words).split())
    first = fold(forename).split()
    last = fold(surname).split()
    return bool(first) and first[0] in given and (not last or bool(set(last) & given) or len(given) == 1)


@rule(
    "front_door.may_ask_hub",
    source="UK GDPR, article 6; Children Act 1989, section 47; practice P-5",
    edition="2026",
    examples=(
        gives(True, sharing_agreed=True, suspicion=False),
        gives(True, sharing_agreed=False, suspicion=True),
        gives(True, sharing_agreed=True, suspicion=True),
        gives(False, sharing_agreed=False, suspicion=False),
    ),
)
def may_ask_hub(*, sharing_agreed: bool, suspicion: bool) -> bool:
    """Say whether other agencies may be asked: the parents agreed, or there is reasonable cause to suspect significant harm."""
    return sharing_agreed or suspicion


@rule(
    "front_door.urgent_owed",
    source="practice P-2, P-12",
    edition="2026",
    examples=(
        gives([], strengths="Gran helps", needs="Sleep", lead_kind="social_worker", agreement="Told"),
        gives(["strengths", "needs", "lead", "agreement"], strengths="", needs=" ", lead_kind="", agreement=""),
        gives(["agreement"], strengths="Gran helps", needs="Sleep", lead_kind="social_worker", agreement=" "),
    ),
)
def urgent_owed(*, strengths: str, needs: str, lead_kind: str, agreement: str) -> list[str]:
    """Return what an urgent decision leaves to be done afterwards (practice P-2, P-12)."""
    missing = {"strengths": strengths, "needs": needs, "lead": lead_kind, "agreement": agreement}
    return [name for name, words in missing.items() if not words.strip()]


# --- by which way a request comes in


_ELEMENT: dict[str, Any] = {"status": "live", "rows": ("B-05",), "source": "A made-up source", "binding": "local"}


def _way(queue: str, goes_live: date | None = date(2020, 1, 1)) -> Channel:
    """Return a way in, for examples."""
    return Channel(**_ELEMENT, name="A way in", meaning="", hours=None, goes_live=goes_live, queue=queue)


_WAYS = NATIONAL.model_copy(
    update={
        "channels": {"front_door": _way("front_door"), "camhs": _way("camhs", date(2026, 9, 1)), "hub": _way("hub")},
        "settings": {
            "default_channel": Setting(**_ELEMENT, name="The way in", value="front_door"),
            "single_queue": Setting(**_ELEMENT, name="One queue", value=None),
        },
    }
)
_OPEN = Model(_WAYS, ON, "", NATIONAL)
_ONE_QUEUE = replace(
    _OPEN,
    document=_WAYS.model_copy(
        update={"settings": {**_WAYS.settings, "single_queue": Setting(**_ELEMENT, name="One queue", value="front_door")}}
    ),
)


@rule(
    "front_door.channel_for",
    source="ledger B-05, B-06, B-10",
    edition="2026",
    examples=(
        gives("front_door", _OPEN, "", ON),
        gives("hub", _OPEN, "hub", ON),
        gives("camhs", _OPEN, "camhs", date(2026, 9, 1)),
        gives("front_door", _ONE_QUEUE, "front_door", ON),
        gives("front_door", _ONE_QUEUE, "", ON),
        refuses(_OPEN, "camhs", date(2026, 8, 31)),
        refuses(_OPEN, "carrier pigeon", ON),
        refuses(_ONE_QUEUE, "hub", ON),
    ),
)
def channel_for(model: Model, wanted: str, on: date) -> str:
    """Return the way in that a request takes on a London day: the area's own choice where the sender names none.

    Refuses one that passes the area's one queue by (B-10), and one that is not open that day (B-05, B-06).
    """
    open_channels = model.channels(on)
    if not wanted:
        return model.default_channel
    queue = model.single_queue
    if queue and wanted in model.document.channels and model.document.channels[wanted].queue != queue:
        raise BypassesTheQueue(
            f"Everything new in {model.document.name} enters one queue, {queue}, and “{wanted}” would pass it by. "
            f"Use the channel {model.default_channel}, or leave the channel out."
        )
    if wanted not in open_channels:
        raise ChannelNotOpen(
            f"“{wanted}” is not a way into the front door of {model.document.name} on {the_date(on)}. "
            f"Use {', '.join(open_channels) or 'no channel'}, or leave it out."
        )
    return wanted


# --- what a decision for one child must have


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
    ),
)
def strengths_and_needs(choice: Choice) -> None:
    """Refuse to begin help without both; in danger they are owed afterwards. B-07; P-2."""
    both = choice.decision.strengths.strip() and choice.decision.needs.strip()
    if choice.decision.outcome in NEEDS_STRENGTHS and not choice.urgent and not both:
        raise DecisionRefused(f"Write both the strengths and the needs, for {choice.child}.", field="strengths")


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
