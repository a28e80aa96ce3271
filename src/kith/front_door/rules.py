"""Rules of the front door that hold everywhere. Pure: no database, no clock. Who decides what is in the practice model.

Each rule says where it comes from. Those of a decision stand in ``decision_rules``.
"""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from kith.design.words import the_date
from kith.front_door.refusals import BypassesTheQueue, ChannelNotOpen
from kith.kernel.rules import gives, refuses, rule
from kith.people.matching.spelling import fold
from kith.practice_model.rules import Model
from kith.practice_model.sample import NATIONAL, ON
from kith.practice_model.schema import Channel, Setting

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


_NUMBER = re.compile(r"(?<!\w)(?:\+44[\s()-]*|0)\d(?:[\s()-]*\d){8,9}(?!\w)")

NOT_NAMED = "a person who is not named here"
"""What the record of a family says of a sender who has not said that they may be named."""


@rule(
    "front_door.source_of",
    source="practice P-4: professionals are never anonymous, and everybody else is named only where they said so",
    edition="2026",
    examples=(
        gives("Ada Reed, Teacher, Elm School", "professional", "Ada Reed, Teacher, Elm School", "not_asked"),
        gives("Pat Hart, Grandmother", "relative", "Pat Hart, Grandmother", "yes"),
        gives(NOT_NAMED, "relative", "Pat Hart, Grandmother", "no"),
        gives(NOT_NAMED, "public", "Lee Ash", "not_asked"),
        gives("Ana Hart", "self", "Ana Hart", "not_asked"),
        gives(NOT_NAMED, "self", "Ana Hart", "no"),
        gives(NOT_NAMED, "child", "Ella", "not_asked"),
        gives(NOT_NAMED, "anonymous", "Not given", "yes"),
    ),
)
def source_of(kind: str, said: str, may_be_named: str) -> str:
    """Return who said what a request says, as the record of the family may say it."""
    for_themselves = kind == "self" and may_be_named != "no"
    if kind == "professional" or for_themselves or (may_be_named == "yes" and kind != "anonymous"):
        return said
    return NOT_NAMED


@rule(
    "front_door.without_sender",
    source="practice P-4: their name, their number and words that give them away stay out of every page of the family",
    edition="2026",
    examples=(
        gives("[not named] here. Ring [not named].", "Pat Hart here. Ring 07700 900123.", ("Pat Hart", "07700 900123"), ()),
        gives("I am [not named], his gran.", "I am pat, his gran.", ("Pat Hart",), ()),
        gives("Milo Hart is tired.", "Milo Hart is tired.", ("Pat Hart",), ("Milo Hart",)),
        gives("Pat cries.", "Pat cries.", ("Pat Ash",), ("Pat Hart",)),
        gives("He is tired.", "He is tired.", ("", ""), ()),
        gives("Ring [not named], not 01632 960111.", "Ring 01632 960123, not 01632 960111.", ("",), ("01632960111",)),
        gives("Born 04 05 2016, 19 mornings.", "Born 04 05 2016, 19 mornings.", ("",), ()),
    ),
)
def without_sender(words: str, given: tuple[str, ...], family: tuple[str, ...]) -> str:
    """Return words without what names or reaches a sender: ``given``, their name first, and any telephone number.

    ``family``: names and numbers of the family, which stay.
    """
    theirs = {part.casefold() for name in family for part in name.split()}
    names = [*given, *(part for part in given[0].split() if len(part) > 2 and part.casefold() not in theirs)]
    kept = {re.sub(r"\D", "", each) for each in family}
    words = _NUMBER.sub(lambda found: found[0] if re.sub(r"\D", "", found[0]) in kept else "[not named]", words)
    for each in filter(str.strip, names):
        words = re.sub(rf"(?<!\w){re.escape(each.strip())}(?!\w)", "[not named]", words, flags=re.IGNORECASE)
    return words


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
