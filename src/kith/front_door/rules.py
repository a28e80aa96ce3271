"""Rules of the front door that hold everywhere. Pure: no database, no clock. Who decides what is in the practice model.

Each rule says where it comes from; the words that a person reads stand at the refusal.
"""

import re

from kith.kernel.rules import gives, rule
from kith.people.matching.spelling import fold

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
    (r"accident and emergency|emergency department|\ba&e\b", "3E"),
    (r"midwi|maternity|ambulance|paramedic|dental|dentist|community health|0 19 service|camhs|therap", "3D"),
    (r"hospital|ward|hospice", "3F"),
    (r"probation|court|cafcass|prison|immigration|youth justice", "7"),
    (r"adult social care|social care", "5A"),
    (r"early help|family hub", "5D"),
    (r"education (?:inclusion|welfare)|inclusion service|attendance officer|education service|ehe\b", "2B"),
    (r"school|academy|primary|college|\bdsl\b|nursery class|headteacher|infant|junior", "2A"),
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
        gives(["pregnancy", "address"], "He does not know about the baby, nor the refuge."),
    ),
    note="Words that name nothing protect the address: the safer reading.",
)
def what_is_protected(words: str) -> list[str]:
    """Return the kinds of thing that a sender asks to keep from somebody. An address when the words name none (practice P-9)."""
    found = [kind for pattern, kind in HIDDEN_THINGS if re.search(pattern, words.lower())]
    return found or ["address"]


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
