"""The whole-family assessment."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from kith.family_help import queries, services
from kith.family_help.queries import rows
from kith.family_help.web.forms.assessment import (
    AnalysisForm,
    ChildWordsForm,
    ConfirmForm,
    LeaveOutForm,
    MemberForm,
    NeedForm,
    NoteForm,
    ReadersForm,
    ReasonForm,
    SectionForm,
    SeenForm,
)
from kith.family_help.web.pages import back_to
from kith.family_help.web.taking_over import pressed
from kith.kernel.terms import area_words
from kith.kernel.time import london_date
from kith.workbench.pages import ask, page, sent, show


@page()
def assessment(request: Any, family_id: UUID) -> HttpResponse:
    """The assessment with all its parts, and what is still missing; before the first, the button that starts it."""
    shown = queries.assessment_overview(family_id, now=request.kith_now)
    if request.method == "POST":
        services.start_assessment(episode=shown.episode, now=request.kith_now)
        messages.success(request, "The assessment has begun. It opens with what is already known.")
        return redirect(back_to("assessment", family_id))
    return show(request, "family_help/assessment.html", {"shown": shown, "wide": True}, family_id=family_id)


@page()
def update(request: Any, family_id: UUID) -> HttpResponse:
    """Begin an update of an assessment that has been signed off."""
    shown = queries.assessment_overview(family_id, now=request.kith_now)
    return ask(
        request,
        ReasonForm(sent(request), label="What has changed?"),
        lambda said: services.start_update(episode=shown.episode, purpose=said["reason"], now=request.kith_now),
        family_id=family_id,
        title="Update the assessment",
        intro="The update opens with the text that was signed off.",
        button="Start the update",
        done=back_to("assessment", family_id),
    )


@page()
def section(request: Any, family_id: UUID, section_id: UUID) -> HttpResponse:
    """Write one part of the assessment."""
    part = rows.section(family_id, section_id)
    offered = queries.offers_of(part)
    press = pressed(request, offered)
    return ask(
        request,
        SectionForm(press.data, initial={"words": part.words, "empty_reason": part.empty_reason, "read_version": part.version}),
        lambda said: services.write_section(section=part, settles=press.settles, now=request.kith_now, **said),
        family_id=family_id,
        title=part.title,
        said=press.said,
        done=request.path if press.settles else back_to("assessment", family_id),
        back=back_to("assessment", family_id),
        autosave=True,
        template="family_help/write.html",
        more={"prompts": part.prompts, "known": queries.known_in(part.assessment), "offered": offered},
    )


@page()
def member(request: Any, family_id: UUID, member_id: UUID) -> HttpResponse:
    """Write one member's strengths and needs."""
    part = rows.assessed_member(family_id, member_id)
    offered = queries.offers_of(part)
    press = pressed(request, offered)
    first = {
        "strengths": part.strengths,
        "needs": part.needs,
        "daily_life": part.daily_life,
        "not_seen_reason": part.not_seen_reason,
        "see_by": part.see_by,
        "read_version": part.version,
    }
    return ask(
        request,
        MemberForm(press.data, initial=first, is_child=part.role in {"child", "unborn"}),
        lambda said: services.write_member(member=part, settles=press.settles, now=request.kith_now, **said),
        family_id=family_id,
        title=part.person.name,
        said=press.said,
        done=request.path if press.settles else back_to("assessment", family_id),
        back=back_to("assessment", family_id),
        autosave=True,
        template="family_help/write.html",
        more={
            "known": queries.known_in(part.assessment, part.person),
            "homes": queries.homes_of(part.person, london_date(request.kith_now)),
            "offered": offered,
        },
    )


@page()
def analysis(request: Any, family_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Write analysis, the family's view, factors."""
    written = rows.assessment(family_id, assessment_id)
    names = (
        "analysis",
        "what_needs_to_change",
        "family_view",
        "disputed",
        "factors",
        "internal_review_on",
        "overrun_reason",
    )
    first = {name: getattr(written, name) for name in names} | {"read_version": written.version}
    offered = queries.offers_of(written)
    press = pressed(request, offered)
    return ask(
        request,
        AnalysisForm(press.data, initial=first),
        lambda said: services.write_analysis(assessment=written, settles=press.settles, now=request.kith_now, **said),
        family_id=family_id,
        title="Analysis",
        said=press.said,
        done=request.path if press.settles else back_to("assessment", family_id),
        back=back_to("assessment", family_id),
        autosave=True,
        template="family_help/write.html",
        more={"offered": offered},
    )


@page()
def need(request: Any, family_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Add a need that was found."""
    written = rows.assessment(family_id, assessment_id)
    return ask(
        request,
        NeedForm(sent(request), people=queries.members_to_choose(family_id), initial=_need_of(family_id, request)),
        lambda said: services.add_need(
            assessment=written,
            words=said["words"],
            person=queries.member_person(family_id, said["person"]),
            now=request.kith_now,
        ),
        family_id=family_id,
        title="Add a need",
        done=back_to("assessment", family_id),
    )


def _need_of(family_id: UUID, request: Any) -> dict[str, Any]:
    """What the assessment says that one member needs, where a link names the member: it is listed, not typed again."""
    try:
        named = UUID(request.GET.get("member", ""))
    except ValueError:
        return {}
    return queries.need_first(rows.assessed_member(family_id, named))


@page()
def leave_out(request: Any, family_id: UUID, need_id: UUID) -> HttpResponse:
    """Say why a need is not in the plan."""
    row = rows.assessed_need(family_id, need_id)
    return ask(
        request,
        LeaveOutForm(sent(request), initial={"read_version": row.version, "reason": row.not_in_plan_reason}),
        lambda said: services.leave_need_out(need=row, now=request.kith_now, **said),
        family_id=family_id,
        title="Leave a need out of the plan for now",
        intro=row.words,
        done=back_to("plan", family_id),
    )


@page()
def seen(request: Any, family_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Record that a child was seen."""
    written = rows.assessment(family_id, assessment_id)
    return ask(
        request,
        SeenForm(
            sent(request),
            people=queries.children_to_choose(written.episode_id),
            initial={"seen_on": queries.day_with_the_children(written)},
        ),
        lambda said: services.record_child_seen(
            assessment=written,
            person=queries.member_person(family_id, said["person"], needed=True),
            seen_on=said["seen_on"],
            alone=bool(said["alone"]),
            words=said["words"],
            now=request.kith_now,
        ),
        family_id=family_id,
        title="A child was seen",
        done=back_to("assessment", family_id),
    )


@page()
def child_words(request: Any, family_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Keep a child's own words and who may read them."""
    written = rows.assessment(family_id, assessment_id)
    told = queries.known_fact(family_id, request.GET.get("known", ""))
    first: dict[str, Any] = {"said_on": queries.day_with_the_children(written)}
    if told:
        first = {"words": told.value, "how": told.source, "said_on": told.known_on, "person": told.person_id or ""}
    form = ChildWordsForm(
        sent(request),
        initial={"readers": "undecided", **first},
        people=queries.children_to_choose(written.episode_id),
        readers=queries.members_to_choose(family_id),
    )
    return ask(
        request,
        form,
        lambda said: services.record_child_words(
            episode=written.episode,
            assessment=written,
            person=queries.member_person(family_id, said["person"], needed=True),
            words=said["words"],
            no_view_reason=said["no_view_reason"],
            how=said["how"],
            said_on=said["said_on"],
            readers=said["readers"],
            may_read=[UUID(each) for each in said["may_read"] or []],
            decided_by=said["decided_by"],
            readers_reason=said["reason"],
            own_copy=said["own_copy"],
            settles=told,
            now=request.kith_now,
        ),
        family_id=family_id,
        title="A child's own words",
        intro="Only professionals read these words until the child, or you with a reason, has said who else may.",
        done=back_to("assessment", family_id),
        autosave=True,
        template="family_help/readers.html",
        more={"at_home": queries.at_home_with(family_id)},
    )


@page()
def readers(request: Any, family_id: UUID, words_id: UUID) -> HttpResponse:
    """Decide who may read a child's words."""
    row = rows.child_words(family_id, words_id)
    first = {
        "readers": row.readers,
        "may_read": [str(each) for each in row.may_read],
        "decided_by": row.readers_decided_by,
        "reason": row.readers_reason,
        "own_copy": row.own_copy,
    }
    return ask(
        request,
        ReadersForm(sent(request), initial=first, readers=queries.members_to_choose(family_id)),
        lambda said: services.decide_readers(
            child_words=row,
            readers=said["readers"],
            may_read=[UUID(each) for each in said["may_read"] or []],
            decided_by=said["decided_by"],
            reason=said["reason"],
            own_copy=said["own_copy"],
            now=request.kith_now,
        ),
        family_id=family_id,
        title=f"Who may read {row.person.name}'s words",
        intro=row.words,
        done=back_to("assessment", family_id),
        template="family_help/readers.html",
        more={"at_home": queries.at_home_with(family_id)},
    )


@page()
def submit(request: Any, family_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Ask for sign-off."""
    written = rows.assessment(family_id, assessment_id)
    return ask(
        request,
        ConfirmForm(sent(request)),
        lambda said: services.submit_assessment(assessment=written, now=request.kith_now),
        family_id=family_id,
        title="Ask for sign-off",
        intro="A manager reads the assessment and signs it off or sends it back. Meanwhile it cannot be changed.",
        button="Ask for sign-off",
        said="The assessment waits for sign-off.",
        done=back_to("assessment", family_id),
    )


@page()
def authorise(request: Any, family_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Sign off."""
    written = rows.assessment(family_id, assessment_id)
    return ask(
        request,
        NoteForm(sent(request)),
        lambda said: services.authorise_assessment(assessment=written, note=said["note"], now=request.kith_now),
        family_id=family_id,
        title=area_words("Sign off the {family_help_assessment}"),
        button="Sign it off",
        said="The assessment is signed off.",
        done=back_to("assessment", family_id),
    )


@page()
def send_back(request: Any, family_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Send back with a reason."""
    written = rows.assessment(family_id, assessment_id)
    return ask(
        request,
        ReasonForm(sent(request), label="What must be added or changed?"),
        lambda said: services.send_back(assessment=written, reason=said["reason"], now=request.kith_now),
        family_id=family_id,
        title="Send the assessment back",
        button="Send it back",
        said="The assessment has been sent back.",
        done=back_to("assessment", family_id),
    )


@page()
def version(request: Any, family_id: UUID, version_id: UUID) -> HttpResponse:
    """An earlier version, beside the text as it is now."""
    kept = rows.assessment_version(family_id, version_id)
    return show(request, "family_help/version.html", {"kept": kept, "rows": queries.compared(kept)}, family_id=family_id)
