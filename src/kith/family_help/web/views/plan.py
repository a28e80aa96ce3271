"""The family's plan, and each reader's own copy of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from kith.access.withholding import About, without_names
from kith.audit.services import record_look
from kith.family_help import queries, services
from kith.family_help.paper import plan_paper
from kith.family_help.queries import rows
from kith.family_help.web.forms.assessment import ConfirmForm
from kith.family_help.web.forms.plan import (
    ActionForm,
    AgreeForm,
    ChangeActionForm,
    ChangeGoalForm,
    GoalForm,
    PlanChildForm,
    PlanForm,
    ProposalForm,
    ReviewForm,
    ShareForm,
)
from kith.family_help.web.pages import back_to
from kith.kernel.terms import area_words
from kith.kernel.time import london_date
from kith.papers.typeset import pdf_of, unshown_in
from kith.workbench.pages import ask, page, sent, show


@page()
def plan(request: Any, family_id: UUID) -> HttpResponse:
    """The plan with goals, actions, shares, needs it does not answer; before the first, the button that starts it."""
    shown = queries.plan_overview(family_id, now=request.kith_now)
    if request.method == "POST" and shown.plan is None:
        return ask(
            request,
            ConfirmForm(request.POST),
            lambda said: services.start_plan(episode=shown.episode, now=request.kith_now),
            family_id=family_id,
            title=area_words("Start the {family_help_plan}"),
            said="The plan has begun. Ask the family for their own proposal first.",
            done=back_to("plan", family_id),
        )
    return show(request, "family_help/plan.html", {"shown": shown, "wide": True}, family_id=family_id)


@page()
def proposal(request: Any, family_id: UUID) -> HttpResponse:
    """The family's own proposal."""
    held = queries.active_plan(family_id)
    first = {
        "words": held.family_proposal,
        "by": held.proposal_by,
        "no_proposal_reason": held.no_proposal_reason,
        "read_version": held.version,
    }
    return ask(
        request,
        ProposalForm(sent(request), initial=first, parts=queries.parts_of(held, now=request.kith_now)),
        lambda said: services.set_family_proposal(plan=held, now=request.kith_now, **said),
        family_id=family_id,
        title="The family's own proposal",
        done=back_to("plan", family_id),
        autosave=True,
    )


@page()
def details(request: Any, family_id: UUID) -> HttpResponse:
    """What to do if things get harder, contact, moving on, next review."""
    held = queries.active_plan(family_id)
    first = queries.plan_first(held, now=request.kith_now) | {"read_version": held.version}
    return ask(
        request,
        PlanForm(sent(request), initial=first, parts=queries.parts_of(held, now=request.kith_now)),
        lambda said: services.write_plan(plan=held, now=request.kith_now, **said),
        family_id=family_id,
        title="How we work together",
        done=back_to("plan", family_id),
        autosave=True,
    )


@page()
def child_part(request: Any, family_id: UUID, part_id: UUID) -> HttpResponse:
    """One child's part of the plan."""
    part = rows.part_for_child(family_id, part_id)
    return ask(
        request,
        PlanChildForm(
            sent(request),
            initial={"words": part.words, "read_version": part.version},
            parts=queries.parts_of(part.plan, now=request.kith_now),
        ),
        lambda said: services.write_plan_child(part=part, now=request.kith_now, **said),
        family_id=family_id,
        title=f"The part for {part.person.name}",
        done=back_to("plan", family_id),
        autosave=True,
    )


@page()
def goal(request: Any, family_id: UUID) -> HttpResponse:
    """Add a goal."""
    held = queries.active_plan(family_id)
    need = queries.need(family_id, request.GET.get("need", ""))
    form = GoalForm(
        sent(request),
        needs=queries.needs_to_choose(held.episode_id),
        people=queries.members_to_choose(family_id),
        initial=queries.goal_first(need),
        parts=queries.parts_of(held, now=request.kith_now),
    )
    return ask(
        request,
        form,
        lambda said: services.add_goal(plan=held, now=request.kith_now, **_goal_fields(family_id, said)),
        family_id=family_id,
        title="Add a goal",
        intro=f"The need it answers: {need.words}" if need is not None else "",
        done=back_to("plan", family_id),
        autosave=True,
    )


@page()
def change_goal(request: Any, family_id: UUID, goal_id: UUID) -> HttpResponse:
    """Change a goal."""
    held = rows.goal(family_id, goal_id)
    first = {name: getattr(held, name) for name in ("words", "worded_by", "outcome", "by_when", "state")}
    first |= {"need": held.need_id or "", "person": held.person_id or "", "read_version": held.version}
    form = ChangeGoalForm(
        sent(request),
        needs=queries.needs_to_choose(held.plan.episode_id),
        people=queries.members_to_choose(family_id),
        initial=first,
        parts=queries.parts_of(held.plan, now=request.kith_now),
    )
    return ask(
        request,
        form,
        lambda said: services.change_goal(
            goal=held,
            read_version=said["read_version"],
            state=said["state"],
            now=request.kith_now,
            **_goal_fields(family_id, said),
        ),
        family_id=family_id,
        title="Change a goal",
        done=back_to("plan", family_id),
        autosave=True,
    )


def _goal_fields(family_id: UUID, said: dict[str, Any]) -> dict[str, Any]:
    return {
        "words": said["words"],
        "worded_by": said["worded_by"],
        "outcome": said["outcome"],
        "by_when": said["by_when"],
        "need": queries.need(family_id, said["need"]),
        "person": queries.member_person(family_id, said["person"]),
    }


@page()
def action(request: Any, family_id: UUID, goal_id: UUID) -> HttpResponse:
    """Add who does what by when."""
    held = rows.goal(family_id, goal_id)
    return ask(
        request,
        ActionForm(
            sent(request),
            owners=queries.owners_to_choose(held.plan, london_date(request.kith_now)),
            parts=queries.parts_of(held.plan, now=request.kith_now),
            initial=queries.action_first(held),
        ),
        lambda said: services.add_action(
            goal=held,
            words=said["words"],
            author=said["author"],
            author_side=said["author_side"],
            owner_side=said["owner_side"],
            owner_words=said["owner_words"],
            by_when=said["by_when"],
            now=request.kith_now,
            **queries.owner(family_id, said["owner"]),
        ),
        family_id=family_id,
        title="Add an action",
        intro=held.words,
        done=back_to("plan", family_id),
        autosave=True,
    )


@page()
def change_action(request: Any, family_id: UUID, action_id: UUID) -> HttpResponse:
    """Change an action, or say that it is done."""
    held = rows.action(family_id, action_id)
    first = {name: getattr(held, name) for name in ("words", "by_when", "state", "done_on")} | {"read_version": held.version}

    def change(said: dict[str, Any]) -> object:
        done_on = {"done_on": said["done_on"]} if said["done_on"] else {}
        return services.change_action(
            action=held,
            read_version=said["read_version"],
            words=said["words"],
            by_when=said["by_when"],
            state=said["state"],
            now=request.kith_now,
            **done_on,
        )

    return ask(
        request,
        ChangeActionForm(sent(request), initial=first),
        change,
        family_id=family_id,
        title="Change an action",
        done=back_to("plan", family_id),
    )


@page()
def agree(request: Any, family_id: UUID) -> HttpResponse:
    """Record that the plan is agreed."""
    held = queries.active_plan(family_id)
    return ask(
        request,
        AgreeForm(sent(request)),
        lambda said: services.agree_plan(plan=held, now=request.kith_now, **said),
        family_id=family_id,
        title=area_words("Agree the {family_help_plan}"),
        button="The plan is agreed",
        said="The plan is agreed.",
        done=back_to("plan", family_id),
    )


@page()
def approve(request: Any, family_id: UUID) -> HttpResponse:
    """A manager's approval."""
    held = queries.active_plan(family_id)
    return ask(
        request,
        ConfirmForm(sent(request)),
        lambda said: services.approve_plan(plan=held, now=request.kith_now),
        family_id=family_id,
        title="Approve the plan",
        button="Approve",
        said="The plan is approved.",
        done=back_to("plan", family_id),
    )


@page()
def review(request: Any, family_id: UUID) -> HttpResponse:
    """Record a review."""
    held = queries.active_plan(family_id)
    form = ReviewForm(sent(request), goals=queries.open_goals(held), initial=queries.review_first(held, now=request.kith_now))
    return ask(
        request,
        form,
        lambda said: services.record_review(
            plan=held,
            held_on=said["held_on"],
            present=said["present"],
            words=said["words"],
            family_said=said["family_said"],
            progress=form.progress(),
            next_review_on=said["next_review_on"],
            now=request.kith_now,
        ),
        family_id=family_id,
        title="Record a review",
        said="The review is recorded.",
        done=back_to("plan", family_id),
        autosave=True,
    )


@page()
def copy(request: Any, family_id: UUID, person_id: UUID) -> HttpResponse:
    """One reader's own copy, as they will read it; and giving it to them."""
    shown = queries.copy_page(family_id, person_id)
    return ask(
        request,
        ShareForm(sent(request), given=shown.given),
        lambda said: services.share_plan(plan=shown.plan, reader_person_id=person_id, now=request.kith_now, **said),
        family_id=family_id,
        title="A copy for one reader",
        button="They have been given this copy",
        said="It is recorded that they have their copy.",
        done=back_to("plan", family_id),
        template="family_help/copy.html",
        more={
            "shown": shown,
            "copy": shown.copy,
            "person_id": person_id,
            "not_all_shown": unshown_in(plan_paper(shown.copy)),
        },
    )


@page()
def plan_pdf(request: Any, family_id: UUID, person_id: UUID) -> HttpResponse:
    """The same copy as a tagged PDF. The file's name says nothing about anybody. When anything is kept from the
    reader, there is none before it is confirmed that the copy was read for them."""
    shown = queries.copy_page(family_id, person_id)
    if not shown.given.is_read:
        messages.error(request, "Confirm first that this copy was read for them. Then it can be printed as PDF.")
        return redirect("family_help:plan_copy", family_id=family_id, person_id=person_id)
    record_look("print", now=request.kith_now, page="family_help:plan_pdf", family_id=family_id, person_id=person_id)
    about = About(families=(family_id,))
    paper = pdf_of(plan_paper(shown.copy), withhold=lambda words: without_names(words, about))
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="plan.pdf"'
    return answer
