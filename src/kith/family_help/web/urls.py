"""Addresses under ``/families/``."""

from django.urls import path

from kith.family_help.web.views import assessment, episode, move, plan, safety

app_name = "family_help"

FAMILY = "<uuid:family_id>/"
ASSESSMENT = f"{FAMILY}assessment/"
WRITTEN = f"{ASSESSMENT}<uuid:assessment_id>/"
PLAN = f"{FAMILY}plan/"

urlpatterns = [
    path("", episode.home, name="home"),
    path(f"{FAMILY}add/", episode.add, name="add"),
    path(f"{FAMILY}said/", episode.said, name="said"),
    path(f"{FAMILY}allocate/", episode.allocate, name="allocate"),
    path(f"{FAMILY}allocate/ended/", episode.end_lead, name="end_lead"),
    path(f"{FAMILY}allocate/overseer/", episode.oversee, name="oversee"),
    path(f"{FAMILY}allocate/<uuid:lead_id>/handover/", episode.handover, name="handover"),
    path(
        f"{FAMILY}allocate/<uuid:lead_id>/accept/",
        episode.answer_lead,
        {"answer": "accept"},
        name="accept_lead",
    ),
    path(
        f"{FAMILY}allocate/<uuid:lead_id>/decline/",
        episode.answer_lead,
        {"answer": "decline"},
        name="decline_lead",
    ),
    path(
        f"{FAMILY}allocate/<uuid:lead_id>/withdraw/",
        episode.answer_lead,
        {"answer": "withdraw"},
        name="withdraw_lead",
    ),
    path(f"{FAMILY}children/add/", episode.add_child, name="add_child"),
    path(f"{FAMILY}children/<uuid:child_id>/basis/", episode.basis, name="basis"),
    path(f"{FAMILY}children/<uuid:child_id>/census/", episode.census, name="census"),
    path(f"{FAMILY}children/<uuid:child_id>/worker/", episode.child_worker, name="child_worker"),
    path(f"{FAMILY}step/", episode.step, name="step"),
    path(f"{FAMILY}step/<uuid:step_id>/withdraw/", episode.withdraw_step, name="withdraw_step"),
    path(f"{FAMILY}close/", episode.close, name="close"),
    path(f"{FAMILY}reopen/", episode.reopen, name="reopen"),
    path(f"{FAMILY}danger/", episode.danger, name="danger"),
    path(f"{FAMILY}danger/<uuid:alert_id>/", episode.answer_danger, name="answer_danger"),
    path(f"{FAMILY}safety/", safety.safety, name="safety"),
    path(f"{FAMILY}safety/<uuid:plan_id>/end/", safety.end, name="end_safety"),
    path(f"{FAMILY}move/<slug:kind>/<uuid:step_id>/", move.move, name="move"),
    path(ASSESSMENT, assessment.assessment, name="assessment"),
    path(f"{ASSESSMENT}update/", assessment.update, name="update_assessment"),
    path(f"{ASSESSMENT}part/<uuid:section_id>/", assessment.section, name="section"),
    path(f"{ASSESSMENT}member/<uuid:member_id>/", assessment.member, name="member"),
    path(f"{ASSESSMENT}need/<uuid:need_id>/", assessment.leave_out, name="leave_out"),
    path(f"{ASSESSMENT}words/<uuid:words_id>/", assessment.readers, name="readers"),
    path(f"{ASSESSMENT}version/<uuid:version_id>/", assessment.version, name="assessment_version"),
    path(f"{WRITTEN}analysis/", assessment.analysis, name="analysis"),
    path(f"{WRITTEN}need/", assessment.need, name="need"),
    path(f"{WRITTEN}seen/", assessment.seen, name="seen"),
    path(f"{WRITTEN}words/", assessment.child_words, name="child_words"),
    path(f"{WRITTEN}submit/", assessment.submit, name="submit_assessment"),
    path(f"{WRITTEN}sign-off/", assessment.authorise, name="authorise_assessment"),
    path(f"{WRITTEN}send-back/", assessment.send_back, name="send_back"),
    path(PLAN, plan.plan, name="plan"),
    path(f"{PLAN}proposal/", plan.proposal, name="proposal"),
    path(f"{PLAN}together/", plan.details, name="plan_details"),
    path(f"{PLAN}child/<uuid:part_id>/", plan.child_part, name="plan_child"),
    path(f"{PLAN}goal/", plan.goal, name="goal"),
    path(f"{PLAN}goal/<uuid:goal_id>/", plan.change_goal, name="change_goal"),
    path(f"{PLAN}goal/<uuid:goal_id>/action/", plan.action, name="action"),
    path(f"{PLAN}action/<uuid:action_id>/", plan.change_action, name="change_action"),
    path(f"{PLAN}agree/", plan.agree, name="agree_plan"),
    path(f"{PLAN}approve/", plan.approve, name="approve_plan"),
    path(f"{PLAN}review/", plan.review, name="review"),
    path(f"{PLAN}copy/<uuid:person_id>/", plan.copy, name="plan_copy"),
    path(f"{PLAN}copy/<uuid:person_id>/pdf/", plan.plan_pdf, name="plan_pdf"),
]
