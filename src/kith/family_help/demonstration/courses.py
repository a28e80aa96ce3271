"""What became of the families that were helped, decided before anything is recorded. Pure."""

from dataclasses import dataclass
from datetime import date
from random import Random

from kith.people.demonstration import shapes
from kith.people.demonstration.plans import FamilyPlan


@dataclass(frozen=True)
class Course:
    """What became of a family that was helped. Times are days after the request, working days where the name says so."""

    outcome: str
    bases: dict[str, str]
    tier: str
    assessed_in_working_days: int | None = None
    with_plan: bool = False
    step: str = "Neither"
    ended_after: int | None = None
    lead: int = 0


def courses_of(families: list[FamilyPlan], *, area: str, chance: Random, today: date) -> list[tuple[Course, int]]:
    """Return for each family what became of it, and how many days ago it was asked about."""
    kinds = _kinds(families, chance)
    closed = [index for index, kind in enumerate(kinds) if kind == "closed"]
    short = dict(zip(closed, shapes.deal(shapes.ENDED_WITHIN, len(closed), chance), strict=True))
    ages, ended = {}, {}
    for index, kind in enumerate(kinds):
        if kind == "closed":
            ended[index] = chance.randrange(56, 90) if short[index].startswith("3") else chance.randrange(110, 230)
            ages[index] = min(358, ended[index] + chance.randrange(8, 130))
        else:
            low, high = {"plan": (105, 320), "assessment": (6, 34), "new": (1, 3)}[kind]
            ages[index] = chance.randrange(low, high)
        special = families[index].special
        if special in ("overdue", "sign_off", "sent_back", "lead_waiting", "no_lead", "young_mothers_baby", "unborn"):
            ages[index] = {
                "overdue": 82,
                "sign_off": 58,
                "sent_back": 55,
                "lead_waiting": 2,
                "no_lead": 4,
                "young_mothers_baby": 75,
                "unborn": 70,
            }[special]
    days = _assessment_days(kinds, ages, ended, chance)
    referrals = _referrals(families, chance)
    steps = _steps(families, kinds, referrals, chance)
    courses = []
    for index, family in enumerate(families):
        outcome = referrals[index]
        basis = {"section_17": "section_17", "child_protection": "section_17"}.get(outcome, "by_agreement")
        bases = {child.key: basis for child in family.children}
        if family.special == "different_bases":
            bases = dict(zip((child.key for child in family.children), ("section_17", "by_agreement", "section_17"), strict=True))
        courses.append(
            (
                Course(
                    outcome=outcome,
                    bases=bases,
                    tier={"section_17": "child_in_need", "child_protection": "child_in_need"}.get(outcome, outcome),
                    assessed_in_working_days=days.get(index),
                    with_plan=kinds[index] in ("plan", "closed"),
                    step=steps.get(index, "Neither"),
                    ended_after=ended.get(index),
                    lead=index,
                ),
                ages[index],
            )
        )
    return courses


def _kinds(families: list[FamilyPlan], chance: Random) -> list[str]:
    fixed = {
        "separated": "plan",
        "different_bases": "plan",
        "young_mother": "plan",
        "young_mothers_baby": "assessment",
        "restricted": "plan",
        "unborn": "assessment",
        "interpreter": "plan",
        "twins": "plan",
        "nurse_lead": "plan",
        "sign_off": "assessment",
        "stepped_up": "plan",
        "stepped_down": "plan",
        "overdue": "assessment",
        "sent_back": "assessment",
        "danger": "plan",
        "lead_waiting": "new",
        "no_lead": "new",
    }
    free = [family for family in families if family.special not in fixed]
    rest = shapes.deal({"closed": 70, "plan": 20, "assessment": 10}, len(free), chance)
    return [fixed.get(family.special) or rest.pop() for family in families]


def _assessment_days(kinds: list[str], ages: dict[int, int], ended: dict[int, int], chance: Random) -> dict[int, int]:
    """Deal how long assessments took, the longest first to families for whom that was possible."""
    room = {
        index: int(((ended[index] - 12) if kind == "closed" else (ages[index] - 20)) * 5 / 7) - 2
        for index, kind in enumerate(kinds)
        if kind in ("closed", "plan")
    }
    bands = shapes.deal(shapes.ASSESSMENT_DAYS, len(room), chance)
    wanted = sorted((chance.randint(*shapes.DAYS_RANGE[band]) for band in bands), reverse=True)
    days: dict[int, int] = {}
    for length in wanted:
        fitting = [index for index in room if index not in days and room[index] >= length]
        chosen = chance.choice(fitting) if fitting else max((i for i in room if i not in days), key=lambda i: room[i])
        days[chosen] = min(length, room[chosen])
    return days


def _steps(families: list[FamilyPlan], kinds: list[str], outcomes: list[str], chance: Random) -> dict[int, str]:
    """Deal the steps: up from help by agreement, down from section 17, and only once there is a plan."""
    dealt = shapes.deal(shapes.STEPS, len(families), chance)
    steps: dict[int, str] = {}
    free = {"", "interpreter", "twins"}
    for word, special, outcome in (
        ("Stepped up", "stepped_up", "family_help"),
        ("Stepped down", "stepped_down", "section_17"),
    ):
        wanted = dealt.count(word)
        first = [index for index, family in enumerate(families) if family.special == special]
        others = [
            index
            for index, kind in enumerate(kinds)
            if kind in ("plan", "closed") and outcomes[index] == outcome and families[index].special in free
        ]
        chance.shuffle(others)
        for index in [*first, *(i for i in others if i not in steps)][:wanted]:
            steps[index] = word
    return steps


def _referrals(families: list[FamilyPlan], chance: Random) -> list[str]:
    """Return each family's outcome: referrals and help by agreement in the shares of contacts."""
    by_agreement = {"nurse_lead", "stepped_up", "interpreter", "young_mother"}
    statutory = {
        "different_bases",
        "restricted",
        "unborn",
        "stepped_down",
        "overdue",
        "young_mothers_baby",
        "danger",
        "separated",
    }
    hand = shapes.deal({"Referral": 22, "Early or family help": 14}, len(families), chance)
    outcomes = ["" for _ in families]
    order = sorted(range(len(families)), key=lambda index: families[index].special not in by_agreement | statutory)
    for index in order:
        special = families[index].special
        wish = "Early or family help" if special in by_agreement else "Referral" if special in statutory else hand[-1]
        if wish in hand:
            hand.remove(wish)
        else:
            hand.pop()
        outcomes[index] = "section_17" if wish == "Referral" else "family_help"
    return outcomes
