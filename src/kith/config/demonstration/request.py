"""A request for support of the demonstration, and what it says, as whoever sent it would say it."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from kith.family_help.demonstration.courses import Course
from kith.people.demonstration.places import PRIMARY_SCHOOLS
from kith.people.demonstration.plans import FamilyPlan

SENDERS = {
    "police": ("Public protection desk", "Public protection officer", "Police public protection unit"),
    "school": ("Helen Ashby", "Designated safeguarding lead", ""),
    "education welfare service": ("Martin Oke", "Education welfare officer", "Education welfare service"),
    "health visitor": ("Sade Brennan", "Health visitor", "Community health trust"),
    "surgery": ("Dr P. Wren", "Doctor in general practice", "Riverside Surgery"),
    "school nurse": ("Jo Tamblyn", "School nurse", "Community health trust"),
    "emergency department": ("Sister M. Quill", "Senior nurse", "Emergency department"),
    "midwife": ("Ruth Holloway", "Community midwife", "Maternity service"),
    "adult social care": ("Dev Marlow", "Social worker, adults", "Adult social care"),
    "early help": ("Carla Finch", "Early help worker", "Early help service"),
    "voluntary organisation": ("Ayo Lennox", "Family support worker", "Families project"),
    "probation": ("Gareth Pell", "Probation officer", "Probation service"),
    "housing": ("Lesley Tarn", "Housing officer", "Housing service"),
}


@dataclass(frozen=True)
class RequestPlan:
    """One request for support, and what was decided about it."""

    number: int
    received_at: datetime
    source: str
    source_group: str
    voice: str
    family: FamilyPlan
    outcome: str | None
    outcome_group: str
    course: Course | None = None
    waiting: str = ""
    urgent: bool = False
    about_open: bool = False
    body: dict[str, Any] = field(default_factory=dict)


def body_of(request: RequestPlan, area: str, seed: int, number: int, chance: Random) -> dict[str, Any]:
    """Return what a request says, in the form in which a front door receives one."""
    family, theme, voice = request.family, request.family.theme, request.voice
    people = [person.in_body() for person in family.people]
    body: dict[str, Any] = {
        "reference": f"{area[:3].upper()}{seed}-{request.received_at:%y%m%d}-{number:04d}",
        "kind": {"relative": "relative", "self": "self", "neighbour": "public", "anonymous": "anonymous"}.get(
            voice, "professional"
        ),
        "people": people,
        "relationships": [
            {"from": one, "to": two, "kind": kind} | ({} if responsible is None else {"parental_responsibility": responsible})
            for one, two, kind, responsible in family.relationships
        ],
        "worries": family.say(theme.police if voice == "police" else chance.choice(theme.worries)),
    }
    sender = _sender(request, area, number)
    if sender:
        body["sender"] = sender
    if voice != "police":
        body["strengths"] = family.say(chance.choice(theme.strengths))
        body["wanted"] = family.say(chance.choice(theme.wanted))
        tried = chance.choice(theme.tried)
        if tried:
            body["tried"] = tried
        if chance.random() < 0.6 and family.spoken_of().age(request.received_at.date()) >= 4:
            body["child_views"] = family.say(chance.choice(theme.child_words))
    agreed = voice in SENDERS and voice != "police" and not request.urgent
    body["agreement"] = (
        {"service": "yes", "sharing": "yes", "by": f"{family.adult.forename} {family.adult.surname}, in person"}
        if agreed or voice == "self"
        else {"service": "not_asked", "sharing": "not_asked", "reason_if_not": "Not discussed"}
    )
    if request.urgent:
        body["immediate_danger"] = True
    if family.special == "separated":
        body["protect"] = [{"what": "address and telephone", "from": f"{family.other.forename} {family.other.surname}"}]
    if family.special == "danger":
        body["hazards"] = "A large dog, loose in the hall. Ring first and ask for it to be shut in the kitchen."
    return body


def _sender(request: RequestPlan, area: str, number: int) -> dict[str, Any]:
    family, voice = request.family, request.voice
    if voice in SENDERS:
        name, role, organisation = SENDERS[voice]
        told = "no" if voice == "police" or request.urgent else "yes"
        sender = {
            "name": name,
            "role": role,
            "organisation": organisation or family.spoken_of().school or PRIMARY_SCHOOLS[number % 8],
            "telephone": f"01632 960{900 + number % 100}",
            "email": f"sender{number}.{area}@example.org",
            "told_family": told,
        }
        if told == "no":
            sender["told_family_reason"] = "A notice sent after every call." if voice == "police" else "It may not be safe."
        return sender
    if voice == "relative":
        return {
            "name": f"{family.adult.surname} relative",
            "role": "Grandmother",
            "telephone": f"07700 900{900 + number % 100}",
            "may_be_named": "no" if request.waiting or number % 2 else "yes",
            "safe_to_contact": "Ring between 10 and 12, not on Sundays",
        }
    if voice == "self":
        return {
            "name": f"{family.adult.forename} {family.adult.surname}",
            "telephone": family.adult.telephone,
            "may_be_named": "yes",
            "safe_to_contact": "Text first, please",
        }
    return {}
