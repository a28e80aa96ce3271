"""Who leads, basis, steps, closing, danger."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from kith.family_help import queries, services
from kith.family_help.queries import rows
from kith.family_help.web.forms.assessment import ConfirmForm, ReasonForm
from kith.family_help.web.forms.episode import (
    AddChildForm,
    AnswerForm,
    BasisForm,
    CensusForm,
    ChildWorkerForm,
    CloseForm,
    DangerForm,
    FamiliesForm,
    HandoverForm,
    LeadForm,
    MoveForm,
    OverseerForm,
    ReopenForm,
    elsewhere_of,
)
from kith.family_help.web.pages import back_to
from kith.kernel.paging import Place
from kith.workbench.my_day import MANAGERS
from kith.workbench.pages import ask, page, sent, show


@page()
def add(request: Any, family_id: UUID) -> HttpResponse:
    """What can be added to this family's record."""
    return show(
        request,
        "family_help/add.html",
        {"picture": queries.family_page(family_id, now=request.kith_now)},
        family_id=family_id,
    )


@page()
def said(request: Any, family_id: UUID) -> HttpResponse:
    """What was said when help was asked for."""
    return show(request, "family_help/said.html", {"page": queries.said_page(family_id)}, family_id=family_id)


@page()
def allocate(request: Any, family_id: UUID) -> HttpResponse:
    """Who leads and oversees; ask somebody to lead."""
    shown = queries.allocation_page(family_id, now=request.kith_now)
    return ask(
        request,
        LeadForm(sent(request), people=shown.leads, initial=queries.lead_first(shown.episode)),
        lambda said: services.propose_lead(
            episode=shown.episode,
            practitioner=queries.practitioner(said["practitioner"]),
            reason_best_placed=said["reason_best_placed"],
            family_preference=said["family_preference"],
            children_preference=said["children_preference"],
            risk_level=said["risk_level"] or None,
            now=request.kith_now,
        ),
        family_id=family_id,
        title="Who leads this family's help",
        said="They have been asked. Nothing changes until they accept.",
        button="Ask them to lead",
        done=back_to("allocate", family_id),
        template="family_help/allocate.html",
        more={"shown": shown},
    )


@page()
def handover(request: Any, family_id: UUID, lead_id: UUID) -> HttpResponse:
    """Write the handover to a lead who has been asked."""
    lead = rows.lead(family_id, lead_id)
    first = {
        "change_reason": lead.change_reason,
        "summary": lead.handover_summary,
        "outstanding": lead.handover_outstanding,
        "family_told": lead.family_told,
        "introduced_on": lead.introduced_on,
    }
    return ask(
        request,
        HandoverForm(sent(request), initial=first),
        lambda said: services.write_handover(assignment=lead, now=request.kith_now, **said),
        family_id=family_id,
        title="Handover to the new lead",
        done=back_to("allocate", family_id),
        autosave=True,
    )


@page()
def answer_lead(request: Any, family_id: UUID, lead_id: UUID, answer: str) -> HttpResponse:
    """Accept or decline to lead, or withdraw the question."""
    lead = rows.lead(family_id, lead_id)
    done = back_to("allocate", family_id)
    if answer == "accept":
        return ask(
            request,
            ConfirmForm(sent(request)),
            lambda said: services.accept_lead(assignment=lead, now=request.kith_now),
            family_id=family_id,
            title="Lead this family's help",
            intro="From today you are this family's lead practitioner. Your name and telephone number stand on their page.",
            button="Accept",
            said="You lead this family from today.",
            done=done,
        )
    verb = services.decline_lead if answer == "decline" else services.withdraw_lead
    return ask(
        request,
        ReasonForm(sent(request), label="Why?"),
        lambda said: verb(assignment=lead, reason=said["reason"], now=request.kith_now),
        family_id=family_id,
        title="Say no to leading" if answer == "decline" else "Take back the question",
        button="Say no" if answer == "decline" else "Take it back",
        done=done,
    )


@page()
def end_lead(request: Any, family_id: UUID) -> HttpResponse:
    """Record that the lead has left."""
    shown = queries.allocation_page(family_id, now=request.kith_now)
    return ask(
        request,
        ReasonForm(sent(request), label="Why does nobody lead from today?"),
        lambda said: services.end_lead(episode=shown.episode, reason=said["reason"], now=request.kith_now),
        family_id=family_id,
        title="The lead has left",
        done=back_to("allocate", family_id),
    )


@page()
def oversee(request: Any, family_id: UUID) -> HttpResponse:
    """Name the social worker who oversees."""
    shown = queries.allocation_page(family_id, now=request.kith_now)
    return ask(
        request,
        OverseerForm(sent(request), people=shown.social_workers),
        lambda said: services.name_overseer(
            episode=shown.episode,
            practitioner=queries.practitioner(said["practitioner"]),
            reason=said["reason"],
            now=request.kith_now,
        ),
        family_id=family_id,
        title="Name who oversees",
        done=back_to("allocate", family_id),
    )


@page()
def child_worker(request: Any, family_id: UUID, child_id: UUID) -> HttpResponse:
    """Name a key worker or social worker for one child."""
    shown = queries.allocation_page(family_id, now=request.kith_now)
    child = rows.child(family_id, child_id)
    return ask(
        request,
        ChildWorkerForm(sent(request), people=shown.leads),
        lambda said: services.name_child_worker(
            episode_child=child,
            practitioner=queries.practitioner(said["practitioner"]),
            kind=said["kind"],
            what_for=said["what_for"],
            now=request.kith_now,
        ),
        family_id=family_id,
        title="Name a worker for this child",
        intro="A key worker is not a second lead: the family still has one.",
        done=back_to("allocate", family_id),
    )


@page()
def basis(request: Any, family_id: UUID, child_id: UUID) -> HttpResponse:
    """Decide on which basis one child is helped."""
    child = rows.child(family_id, child_id)
    form = BasisForm(sent(request))
    return ask(
        request,
        form,
        lambda said: services.set_basis(episode_child=child, now=request.kith_now, **form.decided()),
        family_id=family_id,
        title=f"Basis of help for {child.person.name}",
        intro=queries.recorded_elsewhere(child),
        done=back_to("family", family_id),
    )


@page()
def census(request: Any, family_id: UUID, child_id: UUID) -> HttpResponse:
    """What the children in need census asks about one child's referral."""
    child = rows.child(family_id, child_id)
    first = {
        "read_version": child.version,
        "primary_need": child.primary_need,
        "referral_source": child.referral_source,
        "upn_unknown": child.upn_unknown,
    }
    return ask(
        request,
        CensusForm(sent(request), initial=first),
        lambda said: services.set_census_details(episode_child=child, now=request.kith_now, **said),
        family_id=family_id,
        title=f"Census details of {child.person.name}",
        done=back_to("family", family_id),
    )


@page()
def add_child(request: Any, family_id: UUID) -> HttpResponse:
    """Add a child to the open episode."""
    shown = queries.step_page(family_id, now=request.kith_now)
    return ask(
        request,
        AddChildForm(sent(request), people=shown.other_children),
        lambda said: services.add_child(
            episode=shown.episode,
            child=services.ChildBasis(
                UUID(said["person"]),
                said["basis"],
                primary_need=said["primary_need"],
                agreed=said["agreed"],
                elsewhere=elsewhere_of(said),
            ),
            referral_date=said["referral_date"],
            threshold_version=shown.threshold,
            reason=said["reason"],
            now=request.kith_now,
        ),
        family_id=family_id,
        title="Help another child of this family",
        button="Add this child",
        done=back_to("family", family_id),
    )


@page()
def step(request: Any, family_id: UUID) -> HttpResponse:
    """Step up or down."""
    shown = queries.step_page(family_id, now=request.kith_now)
    form = MoveForm(sent(request), children=shown.children, grants=shown.grants, tiers=shown.tiers, people=shown.leads)

    def decide(said: dict[str, Any]) -> object:
        receiving = None
        if said["receiving"]:
            receiving = services.Receiving(
                queries.practitioner(said["receiving"]),
                said["receiving_why"],
                said["receiving_why"],
                handover_summary=said["handover_summary"],
                family_told=said["family_said"],
            )
        asked = {
            "episode": shown.episode,
            "children": form.changes(),
            "grants": form.sights(),
            "receiving": receiving,
            "now": request.kith_now,
            **{name: said[name] for name in ("reason", "evidence", "family_said", "agreed", "risk_level", "to_tier")},
        }
        if said["kind"] == "up":
            return services.step_up(**asked)
        return services.step_down(**asked, moving_on_plan=said["moving_on_plan"])

    return ask(
        request,
        form,
        decide,
        family_id=family_id,
        title="Step help up or down",
        intro="The assessment and the plan stay as they are. This decision says why, on what evidence, and who may see "
        "what from now on.",
        button="Record the decision",
        said="The decision is recorded.",
        done=back_to("family", family_id),
        autosave=True,
        template="family_help/step.html",
        more={"threshold": shown.threshold_name},
    )


@page()
def withdraw_step(request: Any, family_id: UUID, step_id: UUID) -> HttpResponse:
    """Withdraw a step that waits for its lead."""
    waiting = rows.step(family_id, step_id)
    return ask(
        request,
        ReasonForm(sent(request), label="Why is this step not taken?"),
        lambda said: services.withdraw_step(step=waiting, reason=said["reason"], now=request.kith_now),
        family_id=family_id,
        title="Withdraw the step",
        intro="Help stays as it is, and the lead who was asked is asked no more.",
        button="Withdraw the step",
        said="The step is withdrawn. Help stays as it was.",
        done=back_to("allocate", family_id),
    )


@page()
def close(request: Any, family_id: UUID) -> HttpResponse:
    """End help for one child, or for all: the episode closes after the last."""
    shown = queries.step_page(family_id, now=request.kith_now)
    form = CloseForm(sent(request), children=shown.children, grants=[], closing=True, actions=shown.actions)
    return ask(
        request,
        form,
        lambda said: services.close_episode(
            episode=shown.episode,
            children=form.changes(),
            reason=said["reason"],
            evidence=said["evidence"],
            family_said=said["family_said"],
            moving_on_plan=said["moving_on_plan"],
            actions=form.ends(),
            now=request.kith_now,
        ),
        family_id=family_id,
        title="End help",
        intro="When help ends for the last child, the episode closes, the plan ends, and partners can no longer see this family.",
        button="End help",
        said="The decision is recorded.",
        warning=True,
        done=back_to("family", family_id),
        autosave=True,
    )


@page()
def reopen(request: Any, family_id: UUID) -> HttpResponse:
    """Reopen help that was ended by mistake."""
    shown = queries.ended_help(family_id)
    return ask(
        request,
        ReopenForm(sent(request)),
        lambda said: services.reopen_episode(episode=shown.episode, now=request.kith_now, **said),
        family_id=family_id,
        title="Reopen help",
        intro="Reopen help only if it was ended by mistake. For a new need, record a request for support.",
        button="Reopen help",
        said="Help is open again.",
        warning=True,
        done=back_to("family", family_id),
        autosave=True,
        template="family_help/reopen.html",
        more={"shown": shown},
    )


@page()
def danger(request: Any, family_id: UUID) -> HttpResponse:
    """A child may be in danger now."""
    place = Place.read(request.GET.get("alerts"))
    shown = queries.danger_page(family_id, now=request.kith_now, place=place)
    return ask(
        request,
        DangerForm(sent(request)),
        lambda said: services.raise_danger(family=shown.family, words=said["words"], now=request.kith_now),
        family_id=family_id,
        title="A child may be in danger now",
        button="Tell the duty worker now",
        said="The duty worker has been told. If a child is in danger this minute, ring 999.",
        warning=True,
        done=back_to("danger", family_id),
        template="family_help/danger.html",
        more={"shown": shown},
    )


@page()
def answer_danger(request: Any, family_id: UUID, alert_id: UUID) -> HttpResponse:
    """Write what was done about a danger."""
    alert = rows.alert(family_id, alert_id)
    return ask(
        request,
        AnswerForm(sent(request)),
        lambda said: services.answer_danger(alert=alert, answer=said["answer"], now=request.kith_now),
        family_id=family_id,
        title="What was done",
        intro=alert.words,
        done=back_to("danger", family_id),
    )


@page()
def home(request: Any) -> HttpResponse:
    """The families helped now, for a manager to filter; everybody else starts at their desk."""
    if not request.kith_identity.roles & MANAGERS:
        return redirect("staff_desk:my_day")
    area_id = request.kith_identity.area_id
    form = FamiliesForm(
        request.GET or None,
        leads=queries.leads_to_choose(request.kith_now),
        teams=queries.teams_to_choose(area_id),
    )
    wanted = queries.Wanted(**form.cleaned_data) if form.is_bound and form.is_valid() else queries.Wanted()
    place = Place.read(request.GET.get("families"))
    found = queries.families(area_id, wanted, now=request.kith_now, place=place)
    kept = urlencode({name: value for name, value in request.GET.items() if name in form.fields and value})
    return show(
        request,
        "family_help/families.html",
        {"form": form, "page": found, "kept": kept, "wide": True},
        kind="list",
        shown=[each.family_id for each in found],
        asked={"lead": wanted.lead, "team": wanted.team, "basis": wanted.basis, "overdue": wanted.only_overdue},
    )
