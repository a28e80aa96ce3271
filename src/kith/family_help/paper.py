"""A reader's own copy of a plan as a paper: the same words, names and dates as on the page."""

from datetime import date

from kith.family_help.queries import ActionCopy, PlanCopy
from kith.papers.typeset import Block, Facts, Heading, Paper, Quotation, Table, Words


def plan_paper(copy: PlanCopy, *, author: str) -> Paper:
    """Return the paper of a reader's copy; ``author`` is the area that gives it out."""
    blocks: list[Block] = [Words(f"This copy is for {copy.reader}. {copy.state_words}.")]
    facts = []
    if copy.lead:
        facts.append(("Your lead worker", f"{copy.lead}, {copy.lead_job.lower()}, {copy.lead_telephone}".rstrip(", ")))
    if copy.contact:
        facts.append(("How we meet", copy.contact))
    if copy.next_review_on:
        facts.append(("We look at the plan again", said(copy.next_review_on)))
    if facts:
        blocks.append(Facts(facts))
    if copy.family_proposal:
        blocks += [Heading("What your family proposed"), Quotation(copy.family_proposal, copy.proposal_by)]
    for name, words in copy.children:
        blocks += [Heading(f"For {name}"), Words(words)]
    for number, goal in enumerate(copy.goals, start=1):
        blocks += [Heading(f"Goal {number}: {goal.about}"), Quotation(goal.words, goal.worded_by)]
        if goal.outcome:
            blocks.append(Words(goal.outcome))
        when = f"By {said(goal.by_when)}. " if goal.by_when else ""
        blocks.append(Words(f"{when}{goal.state}."))
        if goal.actions:
            blocks.append(_table(goal.actions))
    if copy.my_actions:
        blocks += [Heading("What you do"), _table(copy.my_actions)]
    for name, day, words in copy.child_words:
        blocks += [Heading(f"In {name}'s own words"), Quotation(words, f"{name}, {said(day)}")]
    if copy.if_things_get_harder:
        blocks += [Heading("If things get harder"), Words(copy.if_things_get_harder)]
    if copy.reviews:
        blocks.append(Heading("When we looked at the plan"))
        blocks += [Words(f"{said(day)}: {words}") for day, words in copy.reviews]
    if copy.moving_on:
        blocks += [Heading("Moving on"), Words(copy.moving_on)]
    if copy.what_next:
        blocks += [Heading("What happens next"), Facts([(said(day), words) for day, words in copy.what_next])]
    if copy.who_is_who:
        rows = [[name, job, telephone] for name, job, telephone in copy.who_is_who]
        blocks += [Heading("Who is who"), Table(["Name", "What they do", "Telephone"], rows)]
    return Paper(title=copy.title, author=author, foot=copy.title, blocks=blocks)


def said(day: date) -> str:
    """Return a date as people say it."""
    return f"{day.day} {day:%B %Y}"


def _table(actions: list[ActionCopy]) -> Table:
    rows = [[action.words, action.who, said(action.by_when), action.state] for action in actions]
    return Table(["What", "Who", "By when", "Where it stands"], rows)
