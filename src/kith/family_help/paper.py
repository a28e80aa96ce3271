"""A reader's copy as a paper: the same words, names and dates as on the page, in the same order."""

from collections.abc import Iterator

from kith.family_help.queries import ActionCopy, GoalCopy, PlanCopy
from kith.papers.typeset import Block, Facts, Heading, Paper, Quotation, Table, Words
from kith.workbench.readers import Curtain, ReaderText

say = Curtain.say
Blocks = Iterator[Block[ReaderText]]


def plan_paper(copy: PlanCopy) -> Paper[ReaderText]:
    """Return the paper of a reader's copy."""
    blocks = [*_how_it_stands(copy), *_what_the_family_said(copy), *_goals(copy), *_children(copy), *_what_comes(copy)]
    return Paper(title=copy.title, author=copy.given_by, foot=copy.title, blocks=blocks)


def _how_it_stands(copy: PlanCopy) -> Blocks:
    yield Words(say("This copy is for {}. {}.", copy.reader, copy.state_words))
    facts = []
    if copy.lead:
        worker = say("{}, {}", copy.lead, copy.lead_job)
        facts.append((copy.lead_called, say("{}, {}", worker, copy.lead_telephone) if copy.lead_telephone else worker))
    if copy.contact:
        facts.append((say("How we meet"), copy.contact))
    if copy.next_review_on:
        facts.append((say("We look at the plan again"), say("{}", copy.next_review_on)))
    if facts:
        yield Facts(facts)


def _what_the_family_said(copy: PlanCopy) -> Blocks:
    if copy.family_proposal:
        yield Heading(say("What your family proposed"))
        yield Quotation(copy.family_proposal, copy.proposal_by)
    for name, words in copy.children:
        yield Heading(say("For {}", name))
        yield Words(words)


def _goals(copy: PlanCopy) -> Blocks:
    for number, goal in enumerate(copy.goals, start=1):
        yield from _goal(number, goal)
    if copy.my_actions:
        yield Heading(say("What you do"))
        yield _table(copy.my_actions)


def _goal(number: int, goal: GoalCopy) -> Blocks:
    yield Heading(say("Goal {}: {}", number, goal.about))
    yield Quotation(goal.words, goal.worded_by)
    if goal.outcome:
        yield Words(goal.outcome)
    yield Words(say("By {}. {}.", goal.by_when, goal.state) if goal.by_when else say("{}.", goal.state))
    if goal.actions:
        yield _table(goal.actions)


def _children(copy: PlanCopy) -> Blocks:
    for name, day, words in copy.child_words:
        yield Heading(say("In {}'s own words", name))
        yield Quotation(words, say("{}, {}", name, day))


def _what_comes(copy: PlanCopy) -> Blocks:
    if copy.if_things_get_harder:
        yield Heading(say("If things get harder"))
        yield Words(copy.if_things_get_harder)
    if copy.reviews:
        yield Heading(say("When we looked at the plan"))
        yield from (Words(say("{}: {}", day, words)) for day, words in copy.reviews)
    if copy.moving_on:
        yield Heading(say("Moving on"))
        yield Words(copy.moving_on)
    for part in copy.of_rooms:
        yield Heading(part.title)
        yield from (Words(line) for line in part.lines)
    if copy.what_next:
        yield Heading(say("What happens next"))
        yield Facts([(say("{}", day), words) for day, words in copy.what_next])
    if copy.who_is_who:
        yield Heading(say("Who is who"))
        yield Table([say("Name"), say("What they do"), say("Telephone")], [list(row) for row in copy.who_is_who])


def _table(actions: list[ActionCopy]) -> Table[ReaderText]:
    rows = [[action.words, action.who, say("{}", action.by_when), action.state] for action in actions]
    return Table([say("What"), say("Who"), say("By when"), say("Where it stands")], rows)
