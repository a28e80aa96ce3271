"""Addresses of the front door's pages."""

from django.urls import path

from kith.front_door.web.views import deciding, hub, queue, receiving, request, unsearched

app_name = "front_door"

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("new/", receiving.new, name="new"),
    path("new/<str:kind>/", receiving.new_kind, name="new_kind"),
    path("conversations/", receiving.conversations, name="conversations"),
    path("conversations/new/", receiving.conversation, name="conversation"),
    path("reconciliation/", queue.reconciliation, name="reconciliation"),
    path("not-searched/", unsearched.not_searched, name="not_searched"),
    path("unreadable/<uuid:line_id>/", queue.unreadable, name="unreadable"),
    path("bursts/<uuid:burst_id>/", queue.burst, name="burst"),
    path("notices/<uuid:notice_id>/", queue.see_notice, name="see_notice"),
    path("hub/", hub.hub, name="hub"),
    path("hub/<uuid:question_id>/", hub.answer, name="hub_answer"),
    path("<uuid:request_id>/", request.show_request, name="request"),
    path("<uuid:request_id>/search/", request.search_again, name="search_again"),
    path("<uuid:request_id>/who/<uuid:person_id>/", request.who, name="who"),
    path("<uuid:request_id>/family/", request.family, name="choose_family"),
    path("<uuid:request_id>/danger/", request.danger, name="danger"),
    path("<uuid:request_id>/not-in-danger/", request.not_in_danger, name="not_in_danger"),
    path("<uuid:request_id>/decide/", deciding.decide, name="decide"),
    path("<uuid:request_id>/confirm/<uuid:decision_id>/", deciding.confirm, name="confirm"),
    path("<uuid:request_id>/hand-over/<uuid:hand_over_id>/", deciding.hand_over, name="hand_over"),
    path("<uuid:request_id>/told/", deciding.told, name="told"),
    path("<uuid:request_id>/take-up/<uuid:decision_id>/", deciding.take_up, name="take_up"),
    path("<uuid:request_id>/ask-hub/", hub.ask, name="ask_hub"),
    path("<uuid:request_id>/consult/", hub.consult, name="consult"),
    path(
        "<uuid:request_id>/consult/<uuid:consultation_id>/",
        hub.consultation_outcome,
        name="consultation_outcome",
    ),
]
