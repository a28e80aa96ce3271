"""What must be noticed in a request: cues for the person who decides. Pure; a cue never decides anything.

Each cue has an id, says what was seen and what it asks of the worker, and names its source. Some are computed from the fields,
some from words; a cue from words quotes them, so that a reader sees at once whether it is right.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from kith.calendars.rules import OpeningHours, is_working_day
from kith.design.words import the_date
from kith.front_door.keys import addresses_in, telephones_in
from kith.kernel.time import LONDON, london_date
from kith.people.matching.spelling import fold


class Level(StrEnum):
    """How a cue is shown: read now, must not leak, check before deciding."""

    NOW = "now"
    PROTECT = "protect"
    CHECK = "check"


@dataclass(frozen=True)
class Cue:
    """One thing to notice. ``quote`` holds the sender's own words when the cue comes from words."""

    id: str
    level: Level
    title: str
    words: str
    source: str
    quote: str = ""


@dataclass(frozen=True)
class Seen:
    """A request as the cues read it. ``relationships`` are ``(from_key, kind, to_key, parental_responsibility)``."""

    kind: str
    received_at: datetime
    worries: str
    sender: Any
    people: Sequence[Any]
    relationships: Sequence[tuple[str, str, str, bool | None]] = ()
    immediate_danger: str = ""
    strengths: str = ""
    tried: str = ""
    wanted: str = ""
    family_views: str = ""
    child_views: str = ""
    agreement_service: str = "not_asked"
    agreement_sharing: str = "not_asked"
    agreement_by: str = ""
    agreement_reason: str = ""
    hazards: str = ""
    protect: Sequence[dict[str, str]] = ()
    earlier: Sequence[Any] = ()
    opening: OpeningHours | None = None
    texts: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", "\n".join(texts_of(self)).replace("’", "'"))

    @property
    def children(self) -> list[Any]:
        return [each for each in self.people if each.role in ("child", "unborn")]

    @property
    def adults(self) -> list[Any]:
        return [each for each in self.people if each.role not in ("child", "unborn")]

    def age_of(self, person: Any) -> int | None:
        """Return the age in whole years on the day of receipt, as far as it is known."""
        if person.date_of_birth:
            day, born = london_date(self.received_at), person.date_of_birth
            years: int = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
            return max(0, years)
        age: int | None = person.age
        return age

    def responsible(self) -> set[str]:
        """Return the keys of people whom the sender says have parental responsibility."""
        return {who for who, _, _, responsibility in self.relationships if responsibility}


def texts_of(seen: Any) -> list[str]:
    """Return everything the sender wrote that may mean danger, from a request as it is sent or as it is kept."""
    return [
        seen.worries,
        seen.tried,
        seen.wanted,
        seen.family_views,
        seen.child_views,
        seen.hazards,
        seen.agreement_by,
        seen.agreement_reason,
        seen.sender.told_family_reason,
        *(each.notes for each in seen.people),
    ]


@dataclass(frozen=True)
class WordRule:
    """A cue from words: any of the patterns, when the condition holds."""

    id: str
    level: Level
    title: str
    words: str
    source: str
    patterns: str
    when: Callable[[Seen], bool] = lambda _: True


WT = "Working Together to Safeguard Children"
CA = "Children Act 1989"
GDPR = "UK GDPR and Data Protection Act 2018"
ISA = "Information sharing advice for safeguarding practitioners (DfE, 2024)"

URGENT_WORDS = (
    r"strangl\w*|squash(?:ed)? \w+ neck|chok(?:ed|ing)|knife|stabb\w*|gun\b|weapon|petrol|on fire|not breathing|unconscious|"
    r"overdos\w*|suicid\w*|kill (?:my|her|him|them)\w*|end (?:it|my life)|hang(?:ing)? (?:my|him|her)self|bleeding|broken (?:arm|leg|bone|rib)\w*|"
    r"bruis\w*|burn(?:s|t|ed)? (?:to|on|mark)\w*|a burn\b|hit(?:ting)? (?:him|her|me|them|the)|beaten|beats? (?:me|him|her|them)|punch\w*|kick(?:ed|s|ing)\b|thr[eo]w\w* (?:a|the|him|her)|"
    r"raped?|sexual\w*|touch(?:es|ed|ing) (?:me|her|him)|on their own|left alone|home alone|all alone|locked (?:in|out|her|him|them)|"
    r"missing\b|run away|ran away|put (?:him|her|them) out|slept (?:in|rough)|tonight|right now|happening now|"
    r"conviction|no unsupervised contact|"
    r"don'?t (?:show|tell) your m[ua]m|strapped in|petechiae|shak(?:en|ing) (?:the )?baby|cut(?:ting|s) (?:my|her|him)?self|been cutting|self[- ]harm\w*"
)
"""Words that may mean that somebody is in danger. They never decide; they put *may be urgent: read now* on the request."""

_URGENT = re.compile(rf"(?i)\b(?:{URGENT_WORDS})")


def may_be_urgent(text: str) -> bool:
    """Say whether a text holds words that may mean danger now."""
    return bool(_URGENT.search(text.replace("’", "'"))) or bool(
        re.search(r'"immediate_danger"\s*:\s*"?(?:true|yes|1|not_sure|unsure)', text)
    )


LONGEST_RAISED = 300


def raised_by_words(texts: Iterable[str]) -> str:
    """Return the sender's own words that may mean danger now, each once and in their order, or an empty text (practice P-22).

    Whatever the sender answered: words raise a request, and nothing but a worker lowers it.
    """
    text = "\n".join(texts).replace("’", "'")
    found = list(dict.fromkeys(word.group(0) for word in _URGENT.finditer(text)))
    return " … ".join(found)[:LONGEST_RAISED]


def _has_baby(seen: Seen) -> bool:
    return any(seen.age_of(child) == 0 and child.role == "child" for child in seen.children)


def _young_child(seen: Seen) -> bool:
    return any((age := seen.age_of(child)) is not None and age < 6 for child in seen.children)


def _not_family(seen: Seen) -> bool:
    return any(adult.role == "adult" for adult in seen.adults)


WORD_RULES: tuple[WordRule, ...] = (
    WordRule(
        "bruise_in_baby",
        Level.NOW,
        "A mark on a baby who cannot move about",
        "Bruising in an infant who does not yet crawl or roll always goes to a strategy discussion and a paediatrician, whatever the "
        "explanation. Nobody takes the baby home before that.",
        f"{WT}; NICE guideline NG76",
        r"bruis\w*|mark (?:on|to)|black eye|petechiae",
        _has_baby,
    ),
    WordRule(
        "burn_in_child",
        Level.NOW,
        "A burn to a child",
        "Ask the sender today for each date, place on the body, who was there and what was said. More than one burn in a young child "
        "is considered for a strategy discussion at once.",
        f"NICE guideline NG76; {WT}",
        r"(?:burn|scald)(?:s|t|ed)? (?:to|on)\b[^.]{0,30}|with burns?[^.]{0,30}|a burn\b[^.]{0,20}",
    ),
    WordRule(
        "injury",
        Level.NOW,
        "A mark or injury, and what a child said about it",
        "Ask for photographs, dates and the child's exact words. A strategy discussion and a medical are considered today, by a "
        "qualified social worker.",
        f"{CA}, section 47; {WT}",
        r"bruis\w* [^.]{0,40}|hand ?print[^.]{0,20}|grabbed me[^.]{0,30}",
        lambda seen: not _has_baby(seen),
    ),
    WordRule(
        "strangulation",
        Level.NOW,
        "Strangulation",
        "Non-fatal strangulation is a sign of the highest risk to life. Safety tonight comes first.",
        "Domestic Abuse Act 2021, section 70",
        r"strangl\w*|squash\w* \w+ neck|hands? (?:a)?round (?:her|his|my) (?:neck|throat)",
    ),
    WordRule(
        "suspect_at_large",
        Level.NOW,
        "The suspect has not been found",
        "Ask the police where the suspect is and what keeps the children safe tonight before anything is written or anybody visits.",
        f"{WT}",
        r"not traced|outstanding\b|at large|left on foot[^.]{0,30}|\bo/s\b",
    ),
    WordRule(
        "children_alone",
        Level.NOW,
        "Children may be alone",
        "If it is now, ask the police for a welfare check before anything else.",
        f"{CA}, sections 17 and 46",
        r"on their own[^.]{0,40}|left alone|home alone|(?:mummy|mum|dad|daddy)'?s at work[^.]{0,40}|no(?:body| ?one) (?:comes|there)",
    ),
    WordRule(
        "happening_now",
        Level.NOW,
        "It may be happening now",
        "Ask the police for a welfare check before looking anything else up.",
        f"{CA}, section 46; {WT}",
        r"tonight it stopped[^.]{0,20}|stopped suddenly|right now\b|as we speak|then a crash[^.]{0,40}|is being (?:hit|hurt|beaten)",
        lambda seen: not re.search(r"(?i)not in danger like right now", seen.texts),
    ),
    WordRule(
        "deadline",
        Level.NOW,
        "There is a time by which something happens",
        "Decide before it, and tell the sender what to do about it.",
        f"{WT}",
        r"(?:due|back to|return\w*|until|by|before|about) [^.]{0,25}\b(?:\d{1,2} ?(?:am|pm)\b|\d{1,2}[.:]\d{2}\b|\w+ o'clock)(?: today| tonight)?|"
        r"on site today until \d+|next (?:\w+[ -]?){1,2} minutes|(?:someone|somebody|find (?:her|him)) tonight|going out (?:on )?\w+day\b|review \w+day|"
        r"cannot keep (?:him|her|them) here|please call\b|(?:with)?in \d+ (?:hrs|hours)|homeless from[^.]{0,15}",
    ),
    WordRule(
        "missing",
        Level.NOW,
        "Missing, or has been missing",
        "Ring the police for what they hold. Every return is followed by an independent return interview within 72 hours. How the "
        "police grade the risk does not settle what the child needs.",
        "Statutory guidance on children who run away or go missing (DfE, 2014)",
        r"(?<!a )missing\b(?! his| her| the| out)[^.]{0,40}|last seen[^.]{0,20}|left by the fire door[^.]{0,30}|run(?:s|ning)? away|find her tonight",
    ),
    WordRule(
        "exploitation",
        Level.NOW,
        "Signs of criminal or sexual exploitation",
        "A child who is exploited is a victim, not an offender. Consider a strategy discussion today and the national referral "
        "mechanism. Take care over who is told: the person who exploits must not learn of it; a parent may be a different matter.",
        "Modern Slavery Act 2015, section 52; " + WT,
        r"two phones|new trainers|train tickets|working off a debt|county lines|cuckoo\w*|in a white van|older lads|adult males",
    ),
    WordRule(
        "trafficking",
        Level.NOW,
        "Signs of trafficking",
        "Consider the national referral mechanism and a strategy discussion. Do not let anybody with the child speak for them, and "
        "have numbers they carry checked before anybody rings one.",
        "Modern Slavery Act 2015, sections 48 and 52",
        r"speak for (?:him|her)|rear of (?:an? )?hgv|back of a lorry|number on (?:a|his|her) sleeve|took their (?:cards|passports)",
    ),
    WordRule(
        "unaccompanied",
        Level.NOW,
        "A child alone in this country",
        "Accommodate tonight as a child. The age is what was said and has not been assessed: record no guess as a date of birth.",
        f"{CA}, section 20; Care of unaccompanied migrant children (DfE, 2017)",
        r"no family in country|unaccompanied|rear of (?:an? )?hgv|asylum",
    ),
    WordRule(
        "labour_exploitation",
        Level.CHECK,
        "Signs of labour exploitation, or a child at work",
        "Speak to the lead for modern slavery. The family are victims; ask how they can be seen without whoever controls them.",
        "Modern Slavery Act 2015; Children and Young Persons Act 1933, section 18",
        r"landlord took[^.]{0,20}|pack leeks[^.]{0,20}|nine people in[^.]{0,20}|holds? their (?:cards|passports)|gangmaster",
    ),
    WordRule(
        "out_of_home",
        Level.NOW,
        "A young person put out of their home",
        "This is harm, homelessness or both. Where do they sleep tonight? Assess, and make a same-day plan for somewhere to stay.",
        f"{CA}, sections 17 and 20; Prevention of homelessness and provision of accommodation for 16 and 17 year olds (2018)",
        r"put (?:him|her|them) out[^.]{0,30}|slept in (?:a|the) (?:hay )?barn|locked her out|sofa.surf\w*|slept in the car[^.]{0,20}|you have her|homeless\w*[^.]{0,20}",
    ),
    WordRule(
        "registered_offender",
        Level.NOW,
        "Somebody who may be a danger to children",
        "Consider a strategy discussion today. Whether and how the other parent is told is decided with the police under the child "
        "sex offender disclosure scheme. Name every child this person lives with or sees.",
        "Criminal Justice Act 2003, section 327A",
        r"registered; conviction[^.]{0,40}|sex(?:ual)? offen\w*|no unsupervised contact[^.;]{0,20}|mappa[^.]{0,20}",
    ),
    WordRule(
        "position_of_trust",
        Level.NOW,
        "An allegation against somebody who works with children",
        "Tell the designated officer (LADO) within one working day, and the police. Do not ask the adult or the child questions first. "
        "What is said about the adult goes to the designated officer's own record, not into a family's. Ask which other children are "
        "affected.",
        f"{WT}; Keeping children safe in education, part four",
        r"(?:maths |class |pe |music )?teacher, employed[^.;]*|private account|messages between[^.]{0,60}|(?:coach|teacher|youth leader|carer) (?:has )?messag\w*",
        _not_family,
    ),
    WordRule(
        "fabricated_illness",
        Level.NOW,
        "Illness may be made up or brought about",
        "Say nothing of this to the parents, and write nothing to the home. Ring the GP and the paediatrician first.",
        "RCPCH guidance on perplexing presentations and fabricated or induced illness (2021)",
        r"\?? ?\bfii\b|fabricated|induced illness|perplexing",
    ),
    WordRule(
        "self_harm",
        Level.NOW,
        "Self-harm",
        "Ask about tonight, plainly. Offer the mental health gateway today. Agree with the young person who may be told.",
        "NICE guideline NG225",
        r"(?:been )?cutting(?: myself| since[^.]{0,15})?|self[- ]harm\w*|dont eat lunch|overdos\w*",
    ),
    WordRule(
        "parents_own_state",
        Level.CHECK,
        "A parent who may be at the end of their strength",
        "Ask about the parent's own state, and ask directly about suicidal thought.",
        "NICE guideline NG225",
        r"(?:do anything|anything) silly|before i fall over|couldn'?t go back in[^.]{0,30}|can'?t go on|end of my tether|feels like a machine|i had to lie on him",
    ),
    WordRule(
        "domestic_abuse",
        Level.CHECK,
        "Domestic abuse",
        "A child who sees, hears or feels the effects is a victim too. Nothing goes to the home; each parent's record stays apart "
        "from the other's copy. Ask whether the other parent is there before ringing.",
        "Domestic Abuse Act 2021, section 3",
        r"\bda (?:high|medium|standard)|\bdash\b|domestic|refuge\b|marac|abuse\b|years of control|takes her phone[^.]{0,20}|pushed her|"
        r"husband arrested|shouting at home|some nasty|he has a temper|a man roars",
    ),
    WordRule(
        "coercive_control",
        Level.CHECK,
        "Signs of controlling behaviour",
        "Plan how to see the child and the adult alone and safely. Do not tell the person who may be controlling.",
        "Serious Crime Act 2015, section 76",
        r"takes her phone[^.]{0,20}|she goes stiff|(?:is|looks|got) so thin|would stop me seeing[^.]{0,10}|years of control|pretending to be[^.]{0,15}",
    ),
    WordRule(
        "bail",
        Level.CHECK,
        "Arrested: ask about bail before release",
        "Ask the police for the bail conditions, and check that the family is safe before the person is released.",
        f"{WT}",
        r"bail conds?[^.]{0,10}|detained\b(?!\.? (?:under|in hosp))|male arr\b|in custody|husband arrested",
    ),
    WordRule(
        "child_protects_sibling",
        Level.CHECK,
        "A child who acts to protect another child",
        "This says how afraid the child is. Hear the child alone, with an interpreter where needed.",
        f"{CA}, section 31(9): harm includes seeing or hearing the ill-treatment of another",
        r"hides brother[^.]{0,20}|'?so \w+ wouldn'?t|made toast for[^.]{0,12}|hides? (?:her|his) (?:brother|sister)",
    ),
    WordRule(
        "child_interprets",
        Level.CHECK,
        "A child has been used as interpreter",
        "Book an interpreter who is not a family member. What was said or agreed through the child is checked again.",
        f"{WT}",
        r"ch\d used to interpret|(?:daughter|son|child) (?:translating|interpreting)|without her daughter translating",
    ),
    WordRule(
        "young_carer",
        Level.CHECK,
        "May be a young carer",
        "A young carer has a right to an assessment of their own. Join it with the adult's.",
        f"{CA}, sections 17ZA to 17ZC; Care Act 2014",
        r"young carer\w*|does too much for him|looks after them all|is raising the little ones|gives his mum her tablets|cooks, lifts[^.]{0,10}|made toast for",
    ),
    WordRule(
        "cumulative_neglect",
        Level.CHECK,
        "It has been said before",
        "Read the earlier contacts in order of time. Ask what changed each time and for how long; decide on the whole, not on the day.",
        f"{WT}",
        r"(?:my )?(?:second|third|fourth|fifth|2nd|3rd|4th) (?:note|time|call|episode|saturday)[^.]{0,30}|earlier ones were[^.]{0,25}|has rung twice[^.]{0,20}|third time this week|"
        r"2nd call[^.]{0,25}|nobody did anything|not the first time|police 2x|second saturday running|whole three years|missed twice",
    ),
    WordRule(
        "growth_or_neglect",
        Level.CHECK,
        "Signs of neglect",
        "Ask health for weights, appointments and immunisations over time, not only the last.",
        "NICE guideline NG76",
        r"\d(?:\.\d)?(?:st|nd|rd|th) centile, was[^.]{0,8}|faeces in[^.]{0,8}|no gas, no electric[^.]{0,10}|strapped in pushchair[^.]{0,40}|eats fruit from the bin|"
        r"rotten teeth|missed his general[^.]{0,25}|head lice for[^.]{0,20}|dog bowl|starving|cooker condemned|not thriving",
    ),
    WordRule(
        "waiting_for_answer",
        Level.CHECK,
        "Somebody waits for an answer from us",
        "Tell the lead and the manager: an agency or the family believes that work is under way and has heard nothing.",
        f"{WT}",
        r"nobody has been in touch[^.]{0,10}|has heard nothing|understood an assessment[^.]{0,20}|was assigned but[^.]{0,20}|whether police have told you",
    ),
    WordRule(
        "out_of_school",
        Level.CHECK,
        "Out of sight of a school",
        "Ask the education service when the child was last seen, and about attendance and a school attendance order. Set a date by "
        "which somebody has seen the child.",
        "Education Act 1996, sections 436A and 437",
        r"taken off roll[^.]{0,30}|educate at home|out of school since[^.]{0,5}|seen nothing since|has anyone seen him",
    ),
    WordRule(
        "private_fostering",
        Level.CHECK,
        "May be private fostering",
        "Under 16, over 28 days, with somebody who is neither parent nor close relative: the council is told, visits, sees the home "
        "and sees the child alone, with an interpreter who is neither host nor school. The carer's agreement is not the parents'.",
        "Children (Private Arrangements for Fostering) Regulations 2005",
        r"host family|hosts since[^.]{0,15}|past 28 days|private(?:ly)? foster\w*",
    ),
    WordRule(
        "card_taken",
        Level.CHECK,
        "Somebody holds what belongs to the child",
        "Ask why, and have it given back.",
        "Modern Slavery Act 2015 (possible indicator)",
        r"taken her bank card[^.]{0,15}|took (?:his|her|their) (?:passport|card|phone)s?",
    ),
    WordRule(
        "letter_for_court",
        Level.CHECK,
        "There is a private law case between the parents",
        "A dispute does not make it untrue, nor true: weigh what is new apart from the motive. Do not write a letter for a parent's "
        "case; say that the court asks for a report itself.",
        f"{CA}, sections 7 and 8",
        r"letter (?:before then|for court)[^.]{0,20}|going to court[^.]{0,40}|court hearing[^.]{0,15}|my solicitor|live with me",
        lambda seen: seen.kind in ("relative", "self", "public", "anonymous"),
    ),
    WordRule(
        "tone",
        Level.CHECK,
        "The tone proves nothing either way",
        "Check whether there are children and what is held. Matters of benefit are not ours. If nothing follows, a manager writes why.",
        "A rule of this front door",
        r"benefits? cheats?|you lot never|wants reporting|poisonous|she has men round",
    ),
    WordRule(
        "hoarding_or_fire",
        Level.NOW,
        "The home may not be safe to sleep in",
        "Ask where they sleep tonight. Work with adult social care and the fire service.",
        "Care Act 2014; " + CA + ", section 17",
        r"chimney fire[^.]{0,10}|house full to[^.]{0,30}|no working alarm|slept in the car since[^.]{0,8}|hoard\w*|no gas, no electric",
    ),
    WordRule(
        "eviction",
        Level.CHECK,
        "The family may lose their home",
        "Join with the housing authority; ask whether the notice can wait.",
        "Homelessness Reduction Act 2017",
        r"notice seeking possession[^.]{0,30}|evict\w*|homeless from[^.]{0,12}|so they'?re not moved",
    ),
    WordRule(
        "child_hits_parent",
        Level.CHECK,
        "A child hurts people at home",
        "Make a plan for tonight that keeps every child safe. Ask the parent what they did to hold the child, without blame.",
        f"{CA}, section 17(10)",
        r"broke two doors[^.]{0,40}|threw a plate[^.]{0,40}|had to lie on him|child.to.parent",
    ),
    WordRule(
        "alcohol_in_pregnancy",
        Level.CHECK,
        "Alcohol in pregnancy",
        "Work with the midwife and the alcohol service; she has said it herself. Praise what has changed.",
        "UK Chief Medical Officers' low risk drinking guidelines",
        r"drinks most days[^.]{0,30}|bottle of wine[^.]{0,20}|smelt of alcohol|units a day",
    ),
    WordRule(
        "care_leaver",
        Level.CHECK,
        "Somebody here grew up in care",
        "Their own file exists and is theirs: do not read it as evidence without need. Ask their personal adviser to join.",
        "Children and Social Work Act 2017, section 3",
        r"grew up in care[^.]{0,20}|personal adviser|care leaver",
    ),
    WordRule(
        "spoken_contact",
        Level.CHECK,
        "Needs to be spoken to, not written to",
        "Ring or visit. Nothing important is sent on paper alone.",
        "Equality Act 2010, section 20",
        r"can'?t read[^.]{0,15}|please ring\b",
    ),
    WordRule(
        "do_not_write",
        Level.PROTECT,
        "Do not write or ring without care",
        "Follow the sender's words before any letter, call or message.",
        "Practice: receipts and letters can endanger",
        r"(?:letter|letters) not to be sent|not (?:to )?write to the (?:house\w*|home)|do not send letters|ring not write|dont ring my house|do not ring from[^.]{0,30}|"
        r"not to be contacted|text before ringing[^.]{0,35}|tau/9[^.]{0,20}|no lone visit|visit in pairs[^.]{0,30}|do not write",
    ),
    WordRule(
        "old_area",
        Level.CHECK,
        "Moved from, or lives in, another area",
        "Another council may hold a record or be responsible. Pass on the same day what belongs there and tell the sender; ask for "
        "their record without saying where the family is now, where that is protected. Lose nothing that was said.",
        f"{CA}, section 17; {WT}",
        r"out of county[^.]{0,20}|old county[^.]{0,20}|live over in[^.]{0,15}|from \w+ way\b|at the thames site|she moved to[^.]{0,18}|hull\b|leeds\b|in another country|\bmoved, think[^.]{0,20}",
    ),
    WordRule(
        "traveller",
        Level.CHECK,
        "A Traveller family",
        "Living at the roadside is not neglect. See to the doctor and the school first.",
        "Equality Act 2010; Planning policy for traveller sites",
        r"pulled on to roadside[^.]{0,20}|clean trailer|traveller",
    ),
    WordRule(
        "sealed_information",
        Level.PROTECT,
        "Information that its owner has sealed",
        "Police markers, intelligence, MAPPA and MARAC papers and convictions stay in the hub: shown to no other adult of the family "
        "and in no letter, plan or report, unless their owner agrees.",
        f"{GDPR}, Schedule 1; Code of practice on police information",
        r"not for (?:onward )?disclosure[^.]{0,40}|live intel[^.]{0,20}|warning markers?[^.]{0,20}|\bwm: [^.]{0,20}|pnc checked|\bvi marker[^.]{0,15}|mappa[^.]{0,10}|marac[^.]{0,15}|conviction[^.]{0,10}|knife intel",
    ),
    WordRule(
        "adult_health",
        Level.PROTECT,
        "An adult's own health information",
        "It belongs to that adult. It is in no copy for the other parent, nor for anybody in the network.",
        f"{GDPR}, article 9",
        r"epds \d+|depression|low mood score[^.]{0,6}|mental health[^.]{0,15}|medication\b|\bs\.?3\b|multiple sclerosis|mum v anxious\W*|drinks most days|two previous losses|in hospital, [^.]{0,20}",
    ),
    WordRule(
        "not_for_other_parent",
        Level.PROTECT,
        "Something one parent must not be given",
        "The parents are two readers. What the sender says is not for one of them is in no copy for that one.",
        f"{GDPR}",
        r"do not give [mf]\b[^.]{0,12}|neither is told of the other|he does not know[^.]{0,60}|i don'?t want him to know[^.]{0,30}|before i am ready",
    ),
    WordRule(
        "pictures",
        Level.CHECK,
        "Pictures or papers are mentioned",
        "Ask for them safely, and say where they are kept.",
        "A rule of this front door",
        r"photos? attached[^.]{0,5}|photographed it[^.]{0,15}|screenshots|a printout of[^.]{0,12}",
    ),
    WordRule(
        "other_children",
        Level.CHECK,
        "Other children are mentioned who are not listed",
        "Find out who they are, and decide about each.",
        f"{WT}",
        r"(?:four|three|two|five|other) other (?:girls|boys|children)[^.]{0,20}|three brothers|has \d kids|deal with the others|the little ones",
    ),
    WordRule(
        "told_not_clear",
        Level.CHECK,
        "Whether the parents know is not clear",
        "The sender says the family has been told and also asks not to write, or says so in other words. Ring and check.",
        ISA,
        r"ring not write|not write|don'?t tell",
        lambda seen: seen.sender.told_family == "yes",
    ),
    WordRule(
        "wants_picture_only",
        Level.CHECK,
        "We are asked what we hold",
        "Asking agencies about a family needs the parents' agreement or reasonable cause to suspect significant harm. Without either "
        "nothing is asked; help the sender to speak with the parents.",
        f"{GDPR}; {ISA}",
        r"what you and police and health hold|just like a picture|has anyone seen him|can you check what[^.]{0,20}",
    ),
    WordRule(
        "sender_conflict",
        Level.CHECK,
        "The sender has a reason to be afraid at work",
        "Explain the limits of confidence, and whistleblowing: to the employer, the council or the NSPCC line. Screen what was said "
        "meanwhile; nothing is thrown away.",
        "Public Interest Disclosure Act 1998",
        r"my manager's friend[^.]{0,20}|prefer not to say|i want to stay anonymous|don'?t want my name",
        lambda seen: seen.kind == "professional",
    ),
)

_WORD_PATTERNS = [(rule, re.compile(rf"(?i)(?<!\w)(?:{rule.patterns})")) for rule in WORD_RULES]


def cues_of(seen: Seen) -> list[Cue]:
    """Return everything to notice in a request: what may be urgent first, then what must not leak, then what to check."""
    found = [*_from_fields(seen), *_from_words(seen)]
    first_of = {cue.id: cue for cue in reversed(found)}
    order = list(Level)
    return sorted((cue for cue in found if first_of[cue.id] is cue), key=lambda cue: order.index(cue.level))


def _from_words(seen: Seen) -> Iterator[Cue]:
    for rule, pattern in _WORD_PATTERNS:
        if not rule.when(seen):
            continue
        quotes = list(dict.fromkeys(found.group(0).strip() for found in pattern.finditer(seen.texts)))
        if quotes:
            yield Cue(rule.id, rule.level, rule.title, rule.words, rule.source, " … ".join(quotes[:3]))
    if seen.immediate_danger != "yes":
        urgent = list(dict.fromkeys(found.group(0) for found in _URGENT.finditer(seen.texts)))
        if urgent:
            yield Cue(
                "may_be_urgent",
                Level.NOW,
                "May be urgent: read now",
                "The sender did not say that somebody may be hurt now, but uses words that can mean it. Read it, then decide.",
                "A rule of this front door",
                " … ".join(urgent[:5]),
            )


def _from_fields(seen: Seen) -> Iterator[Cue]:
    yield from _urgency(seen)
    yield from _who_asks(seen)
    yield from _names_and_ages(seen)
    yield from _birth(seen)
    yield from _households(seen)
    yield from _agreement(seen)
    yield from _protected(seen)
    yield from _earlier(seen)


def _urgency(seen: Seen) -> Iterator[Cue]:
    if seen.immediate_danger == "not_sure":
        yield Cue(
            "danger_not_sure",
            Level.NOW,
            "The sender is not sure whether someone is being hurt now",
            "Not sure is an answer. Call the sender back, or ask whoever can see the child today, before you decide.",
            WT,
        )
    if seen.immediate_danger == "yes":
        yield Cue(
            "immediate_danger",
            Level.NOW,
            "The sender says that somebody may be hurt now",
            "Act first: police welfare check or visit. Strengths, forms and consent are owed afterwards.",
            f"{CA}, section 47; {WT}",
        )
    at = seen.received_at.astimezone(LONDON)
    closed = seen.opening is not None and not seen.opening.is_open(seen.received_at)
    if at.hour < 7 or at.hour >= 20 or not is_working_day(at.date()) or closed:
        yield Cue(
            "out_of_hours",
            Level.NOW if seen.immediate_danger == "yes" else Level.CHECK,
            f"Came on {at:%A} at {at:%H:%M}",
            "Came at night or on a day that is not a working day: who is on duty, and what must happen before the next working day?",
            WT,
        )


def _who_asks(seen: Seen) -> Iterator[Cue]:
    sender = seen.sender
    if seen.kind == "anonymous":
        yield Cue(
            "anonymous",
            Level.CHECK,
            "The caller gave no name",
            "The same screening as for anybody. Nobody is invented: keep what was said. Look for earlier contacts on the child, the "
            "address and the number. No further action needs a manager's recorded reason.",
            "A rule of this front door",
        )
    if seen.kind == "professional" and (sender.may_be_named == "no" or not sender.name):
        yield Cue(
            "professional_unnamed",
            Level.CHECK,
            "A professional cannot be anonymous",
            "Ring back for name, employer and facts, and explain why. What was said is screened meanwhile.",
            "Safeguarding partnership procedures; " + ISA,
        )
    elif sender.may_be_named == "no" and seen.kind in ("relative", "public", "child", "self"):
        quotes = sorted(_giveaway_words(seen))
        yield Cue(
            "must_not_be_named",
            Level.PROTECT,
            "The person who told us must not be named",
            "Their name, number and any words that give them away stay out of every page, plan, letter and record that the family may "
            "see. How we approach the family must not point at them either.",
            "Local Government and Social Care Ombudsman, 23 013 577",
            " … ".join(quotes),
        )
    elif seen.kind in ("relative", "public") and sender.may_be_named == "not_asked":
        yield Cue(
            "naming_not_asked",
            Level.PROTECT,
            "Nobody has asked whether the person may be named",
            "Until they are asked, they must not be named.",
            "Local Government and Social Care Ombudsman, 23 013 577",
        )
    elif seen.kind == "relative":
        yield Cue(
            "relative_may_be_named",
            Level.PROTECT,
            "A relative told us",
            "They may be named if it is needed, but nobody in the family is told by whom as a matter of course. No further action "
            "needs a manager's recorded reason.",
            "A rule of this front door",
        )
    if sender.safe_to_contact:
        yield Cue(
            "safe_contact",
            Level.PROTECT,
            "How it is safe to reach the sender",
            "Use only what they said. A message names no child, no reason and no service.",
            "Practice: receipts and letters can endanger",
            sender.safe_to_contact,
        )
    elif seen.kind in ("relative", "self", "child", "public"):
        yield Cue(
            "safe_contact_not_asked",
            Level.PROTECT,
            "Nobody has asked how it is safe to reach the sender",
            "Ask before anything is sent.",
            "Practice: receipts and letters can endanger",
        )
    if seen.kind == "child":
        yield Cue(
            "child_asks",
            Level.PROTECT,
            "A child asks alone",
            "Their words are for professionals only until they say who may read them. Agree with them who is told, and be honest if "
            "that has to change. Answer only in the way they asked for.",
            f"{CA}, section 1; Gillick v West Norfolk [1986]",
        )
    if seen.kind == "professional":
        yield from _told_family(seen)


def _told_family(seen: Seen) -> Iterator[Cue]:
    sender = seen.sender
    if sender.told_family == "no":
        reason = sender.told_family_reason.strip()
        yield Cue(
            "parents_not_told",
            Level.PROTECT,
            "The parents have not been told",
            "Nothing is said or sent to the home until somebody has decided that it is safe."
            + ("" if reason else " No reason is given: ask for it.")
            + (" Is the reason about a danger? If not, the sender speaks with the parents." if reason else ""),
            ISA,
            reason,
        )
    elif sender.told_family == "":
        yield Cue(
            "told_not_said",
            Level.CHECK,
            "Whether the parents know is not said",
            "Ask the sender before anybody contacts the family.",
            ISA,
        )


_KIN_WORDS = {
    "grandmother": r"nana?|nan|gran|granny|grandma",
    "grandfather": r"grandad|grandpa",
    "aunt": r"aunt\w*",
    "uncle": r"uncle",
}


def _giveaway_words(seen: Seen) -> set[str]:
    role = fold(seen.sender.role)
    pattern = next((words for kin, words in _KIN_WORDS.items() if kin in role), "")
    found = set()
    if pattern:
        found |= set(re.findall(rf"(?i)[^.]*\b(?:{pattern})\b[^.]*", seen.texts))
    found |= set(
        re.findall(
            r"(?i)(?:when i (?:bath|collect|mind|have) \w+[^.]*|i knocked[^.]*|i'?ve got my own kids[^.]*|i'?m \d{2}\b[^.]*)",
            seen.texts,
        )
    )
    return {each.strip() for each in found if each.strip()}


def _names_and_ages(seen: Seen) -> Iterator[Cue]:
    unnamed = [child for child in seen.children if child.role == "child" and not (child.forename and child.surname)]
    if unnamed:
        yield Cue(
            "child_without_name",
            Level.CHECK,
            f"{len(unnamed)} {'child' if len(unnamed) == 1 else 'children'} without a full name",
            "Find out who they are from the address, the school and earlier contacts. Nobody is invented.",
            "A rule of this front door",
        )
    without_birth = [child for child in seen.children if child.role == "child" and not child.date_of_birth]
    if without_birth:
        yield Cue(
            "no_date_of_birth",
            Level.CHECK,
            "No date of birth for " + _and(child.forename or child.surname or "a child" for child in without_birth),
            "Keep what was said about the age. No guess is recorded as a date of birth.",
            "Children in need census, date of birth",
        )
    for child in seen.people:
        if child.date_of_birth and (child.date_of_birth.month, child.date_of_birth.day) == (2, 29):
            yield Cue(
                "leap_day",
                Level.CHECK,
                f"{the_date(child.date_of_birth)} is a real date",
                "A leap year: the date of birth is possible and is not changed.",
                "Calendar",
            )
    for first, second in _listed_twice(seen.people):
        yield Cue(
            f"listed_twice_{second.key}",
            Level.CHECK,
            f"{first.forename} {first.surname} is listed twice",
            f"“{first.forename} {first.surname}” and “{second.forename} {second.surname}” look like one person: one record.",
            "A rule of this front door",
        )
    without_surname = [
        f"{adult.forename or adult.surname} ({adult.role})"
        for adult in seen.adults
        if bool(adult.forename) != bool(adult.surname)
    ]
    if without_surname:
        yield Cue(
            "name_incomplete",
            Level.CHECK,
            "Somebody's name is incomplete: " + _and(without_surname),
            "Identify them: ask for the full name and date of birth.",
            f"{WT}",
        )
    if not any(person.address or person.postcode for person in seen.people):
        addresses = sorted(addresses_in(seen.worries))
        yield Cue(
            "address_only_in_text" if addresses else "no_address",
            Level.CHECK,
            "The address stands only in the text" if addresses else "No address is given",
            "Earlier contacts at this address were looked for." if addresses else "Ask the sender, or look the family up.",
            "A rule of this front door",
            "; ".join(addresses),
        )
    if telephones_in(seen.worries):
        yield Cue(
            "number_in_text",
            Level.CHECK,
            "A telephone number stands in the text",
            "It was looked for too.",
            "A rule of this front door",
        )
    speaking = [
        (person, person.interpreter or person.language)
        for person in seen.people
        if person.interpreter or (person.language and fold(person.language) != "english")
    ]
    if speaking:
        yield Cue(
            "interpreter",
            Level.CHECK,
            "Interpreter needed: " + _and(dict.fromkeys(words for _, words in speaking)),
            "Book an interpreter who is not family, host or school. For: "
            + _and(_called(person) for person, _ in speaking)
            + ".",
            "Equality Act 2010; " + WT,
        )
    disabled = [child for child in seen.children if child.disability]
    if disabled:
        yield Cue(
            "disabled_child",
            Level.CHECK,
            "A disabled child is a child in need by definition: " + _and(_called(child) for child in disabled),
            "No further test is needed for section 17. Ask about short breaks and a carer's assessment, and about each brother and "
            "sister's own needs.",
            f"{CA}, section 17(10)(c); Chronically Sick and Disabled Persons Act 1970",
        )


def _listed_twice(people: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    for index, first in enumerate(people):
        for second in people[index + 1 :]:
            same_birth = first.date_of_birth and first.date_of_birth == second.date_of_birth
            forename = fold(first.forename)
            if same_birth and forename and forename == fold(second.forename) and first.role == second.role:
                yield first, second


def _birth(seen: Seen) -> Iterator[Cue]:
    unborn = [child for child in seen.children if child.role == "unborn"]
    today = london_date(seen.received_at)
    if len(unborn) > 1:
        yield Cue(
            "several_unborn",
            Level.CHECK,
            f"{len(unborn)} unborn children: {len(unborn)} records",
            "Each is decided and recorded apart.",
            "Children in need census, rule 8606",
        )
    if unborn:
        dates = sorted({child.expected_date for child in unborn if child.expected_date})
        yield Cue(
            "unborn",
            Level.CHECK,
            "Unborn child" + (f", expected {_and(the_date(day) for day in dates)}" if dates else ", expected date not given"),
            "An unborn child is decided in their own right. "
            + (f"The birth is {_weeks_off(dates[0], today)} weeks off. " if dates and dates[0] >= today else "")
            + "Each possible father is recorded and is told nothing by a page. The conference date follows the area's model.",
            "Children in need census, rule 8606; " + WT,
        )
        if any(day > today + timedelta(days=280) for day in dates):
            yield Cue(
                "expected_date_too_far",
                Level.CHECK,
                "The expected date is more than 280 days away",
                "A referral cannot be that early: check the date with the sender.",
                "Children in need census, rule 8606",
            )
        if any(day < today - timedelta(days=21) for day in dates):
            yield Cue(
                "expected_date_past",
                Level.CHECK,
                "The expected date has passed",
                "Ask whether the child has been born.",
                "Children in need census, rule 8606",
            )
    possible = [
        adult for adult in seen.adults if re.search(r"(?i)possible father|also possible|says he is the father", adult.notes)
    ]
    if len(possible) > 1:
        yield Cue(
            "possible_fathers",
            Level.PROTECT,
            f"{len(possible)} possible fathers",
            "Each is recorded as possible and is told nothing of the other.",
            f"{GDPR}",
            _and(_called(adult) for adult in possible),
        )
    elif unborn and any(kind == "father" for _, kind, _, _ in seen.relationships):
        yield Cue(
            "father_of_unborn",
            Level.PROTECT,
            "A father is named for an unborn child",
            "He is recorded and told nothing until the mother and the worker have agreed how.",
            f"{GDPR}",
        )


def _weeks_off(day: date, today: date) -> int:
    return (day - today).days // 7


def _households(seen: Seen) -> Iterator[Cue]:
    homes = {fold(child.lives_with) for child in seen.children if child.lives_with} | {
        fold(child.lives_with) or fold(child.address) for child in seen.children if child.address
    }
    other = any(
        re.search(r"(?i)elsewhere|different school|alternate weekends|lives with", f"{c.notes} {c.lives_with}")
        for c in seen.children
    )
    if len(homes - {""}) > 1 or (other and len(seen.children) > 1):
        yield Cue(
            "two_households",
            Level.CHECK,
            "The children live in more than one household",
            "Decide for each child alone. One child is not referred because of another's need; parents who live apart are two "
            "households and two readers.",
            f"{CA}, section 17",
        )
    kin = [
        who
        for who, kind, _, _ in seen.relationships
        if kind in ("aunt_uncle", "grandparent", "sibling", "step_parent", "half_sibling")
    ]
    carers = [p for p in seen.people if p.key in kin and p.role in ("relative", "carer")]
    if carers and any("me since" in fold(child.lives_with) or "with me" in fold(child.lives_with) for child in seen.children):
        yield Cue(
            "kinship",
            Level.CHECK,
            "The child lives with a close relative",
            "This is not private fostering. Advise on what the relative may sign for and on the kinship offer. Ask who has parental "
            "responsibility, and what the parent wishes when well.",
            f"{CA}, sections 2 to 3 and 105; Kinship care guidance (DfE, 2024)",
        )


def _agreement(seen: Seen) -> Iterator[Cue]:
    service, sharing, by = seen.agreement_service, seen.agreement_sharing, seen.agreement_by
    agreed = "yes" in (service, sharing)
    responsible = seen.responsible()
    if agreed and seen.kind == "professional":
        spoken = any(
            person.interpreter for person in seen.people if person.key in responsible or person.role in ("parent", "carer")
        )
        if spoken and not re.search(r"(?i)(?<!no )interpreter|in (?:slovak|polish|romani|dari|mandarin)", by):
            yield Cue(
                "agreed_without_interpreter",
                Level.CHECK,
                "Agreement was given without an interpreter",
                "Check with an interpreter what was understood and agreed.",
                ISA,
                by,
            )
        by_words = fold(by)
        named = [p for p in seen.adults if p.forename and fold(p.forename).split()[0] in by_words.split()]
        without = [p for p in named if p.key not in responsible and p.role in ("carer", "relative", "adult")]
        if without:
            yield Cue(
                "agreed_by_carer",
                Level.CHECK,
                f"{_called(without[0])} agreed and has no parental responsibility that we know of",
                "A carer's agreement is not the parents'. Ask those who have parental responsibility.",
                f"{CA}, sections 2 and 3",
                by,
            )
        words = set(by_words.split())
        mentions = {
            "mother": {"mother", "mum", "mums", "she", "her"},
            "father": {"father", "dad", "he", "his"},
        }
        kinds = {who: kind for who, kind, _, _ in seen.relationships}
        not_asked = [
            p
            for p in seen.adults
            if p.key in responsible
            and p not in named
            and not words & mentions.get(kinds.get(p.key, ""), set())
            and "both" not in words
        ]
        if not_asked and (named or words & {"mother", "mum", "father", "dad"}):
            yield Cue(
                "holder_not_asked",
                Level.CHECK,
                "Not everybody with parental responsibility has been asked: " + _and(_called(p) for p in not_asked),
                "Service, sharing and telling are three questions, for each of them. Not asking one needs a reason, such as danger.",
                ISA,
            )
        if "relu" in by_words:
            yield Cue(
                "agreed_reluctantly",
                Level.CHECK,
                "Agreement was reluctant",
                "It may not hold: go and listen first.",
                ISA,
                by,
            )
    if agreed and service != sharing:
        yield Cue(
            "agreement_parts",
            Level.CHECK,
            f"A service: {_answer(service)}. Sharing: {_answer(sharing)}",
            "These are two questions. The one not answered yes is asked or left.",
            ISA,
        )
    if "no" in (service, sharing):
        yield Cue(
            "agreement_refused",
            Level.CHECK,
            "Agreement was refused",
            "Without agreement, other agencies are asked only where there is reasonable cause to suspect significant harm. Otherwise "
            "try again with the parent, and set a date.",
            f"{GDPR}; {ISA}",
            by,
        )
    elif not agreed:
        yield Cue(
            "agreement_not_asked",
            Level.CHECK,
            "Nobody has agreed to a service or to sharing",
            "Before other agencies are asked: agreement, or reasonable cause to suspect significant harm.",
            f"{GDPR}; {ISA}",
            seen.agreement_reason,
        )
    children_said = [child for child in seen.children if (seen.age_of(child) or 0) >= 12]
    if children_said and not seen.child_views and seen.kind != "child":
        yield Cue(
            "child_not_heard",
            Level.CHECK,
            "The young person's own view is not given",
            "Ask what they want and who may know: " + _and(_called(child) for child in children_said) + ".",
            f"{CA}, section 17(4A)",
        )
    if seen.kind != "child" and re.search(r"(?i)not ring home|is lying|asked me if", seen.texts):
        yield Cue(
            "child_wish_about_parents",
            Level.PROTECT,
            "The child has a wish about the parents",
            "Weigh it before anybody rings home, and tell the child what is decided.",
            f"{CA}, section 17(4A)",
        )


def _protected(seen: Seen) -> Iterator[Cue]:
    responsible = seen.responsible()
    for index, each in enumerate(seen.protect):
        words = name_parts(each["from"])
        hidden_from = [p for p in seen.people if p.forename and fold(p.forename) in words]
        held = [p for p in hidden_from if p.key in responsible]
        yield Cue(
            f"protected_{index}",
            Level.PROTECT,
            f"Must not be learnt by {each['from']}: {each['what']}",
            "It is in no page, letter, plan or file name for them."
            + (" They have parental responsibility: that does not lift it." if held else ""),
            "Practice: a copy for each reader",
        )
    if seen.hazards:
        yield Cue("hazard", Level.PROTECT, "Before visiting", seen.hazards, "Lone working policy of the area")


def name_parts(text: str) -> set[str]:
    """Return the plain words of a text that may name somebody."""
    return set(fold(text).split())


def _earlier(seen: Seen) -> Iterator[Cue]:
    count = len(seen.earlier)
    if not count:
        return
    yield Cue(
        "earlier_contacts",
        Level.CHECK,
        f"{count} earlier {'contact' if count == 1 else 'contacts'} on the same child, address or number",
        "Read them together. What is new in this one is weighed apart from who sent it"
        + (
            " and apart from the motive; repeated worry is not a reason to dismiss it."
            if seen.kind in ("relative", "public", "anonymous")
            else "."
        ),
        "A rule of this front door",
    )


def _called(person: Any) -> str:
    return f"{person.forename} {person.surname}".strip() or {"unborn": "the unborn child"}.get(person.role, f"a {person.role}")


def _answer(value: str) -> str:
    return {"yes": "yes", "no": "no"}.get(value, "not asked")


def _and(items: Any) -> str:
    listed = [str(item) for item in items]
    return listed[0] if len(listed) == 1 else ", ".join(listed[:-1]) + " and " + listed[-1] if listed else ""
