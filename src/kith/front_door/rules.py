"""Rules of the front door that hold everywhere. Pure: no database, no clock. Who decides what is in the practice model.

Each rule says where it comes from; the words that a person reads stand at the refusal.
"""

import re

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


def what_is_protected(words: str) -> list[str]:
    """Return the kinds of thing that a sender asks to keep from somebody. An address when the words name none (practice P-9)."""
    found = [kind for pattern, kind in HIDDEN_THINGS if re.search(pattern, words.lower())]
    return found or ["address"]


def named_in(words: str, forename: str, surname: str) -> bool:
    """Say whether a text such as *Dean Hallam and anyone in his family* names somebody."""
    given = set(fold(words).split())
    first = fold(forename).split()
    last = fold(surname).split()
    return bool(first) and first[0] in given and (not last or bool(set(last) & given) or len(given) == 1)


def may_ask_hub(*, sharing_agreed: bool, suspicion: bool) -> bool:
    """Say whether other agencies may be asked: the parents agreed, or there is reasonable cause to suspect significant harm.

    Source: UK GDPR, article 6; Children Act 1989, section 47; practice P-5.
    """
    return sharing_agreed or suspicion


def urgent_owed(*, strengths: str, needs: str, lead_kind: str, agreement: str) -> list[str]:
    """Return what an urgent decision leaves to be done afterwards (practice P-2, P-12)."""
    missing = {"strengths": strengths, "needs": needs, "lead": lead_kind, "agreement": agreement}
    return [name for name, words in missing.items() if not words.strip()]
