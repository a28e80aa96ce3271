"""Addresses of the administrator's pages."""

from django.urls import path

from kith.administration.web.views import agencies, area, duty, hub, people, staff, teams

app_name = "administration"

urlpatterns = [
    path("", area.home, name="home"),
    path("live/", area.live, name="live"),
    path("not-live/", area.not_live, name="not_live"),
    path("history/", area.history, name="history"),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/add/", agencies.add, name="add_agency"),
    path("agencies/join/", agencies.join, name="join_agency"),
    path("agencies/<uuid:agency_id>/change/", agencies.change, name="change_agency"),
    path("agencies/<uuid:agency_id>/end/", agencies.end, name="end_agency"),
    path("teams/", teams.teams, name="teams"),
    path("teams/add/", teams.add, name="add_team"),
    path("teams/<uuid:team_id>/change/", teams.change, name="change_team"),
    path("teams/<uuid:team_id>/end/", teams.end, name="end_team"),
    path("staff/", staff.staff, name="staff"),
    path("staff/add/", staff.add, name="add_staff"),
    path("staff/file/", staff.file, name="staff_file"),
    path("staff/<uuid:practitioner_id>/", people.member, name="member"),
    path("staff/<uuid:practitioner_id>/change/", people.change, name="change_member"),
    path("staff/<uuid:practitioner_id>/place/", people.place, name="add_place"),
    path("staff/<uuid:practitioner_id>/capability/", people.capability, name="add_capability"),
    path("staff/<uuid:practitioner_id>/invite/", people.invite, name="invite"),
    path("staff/<uuid:practitioner_id>/leave/", people.leave, name="leave"),
    path("places/<uuid:place_id>/team/", people.move, name="move_place"),
    path("places/<uuid:place_id>/end/", people.end_a_place, name="end_place"),
    path("capabilities/<uuid:capability_id>/end/", people.end_a_capability, name="end_capability"),
    path("duty/", duty.duty, name="duty"),
    path("duty/add/", duty.add, name="add_duty"),
    path("duty/file/", duty.file, name="duty_file"),
    path("duty/<uuid:turn_id>/end/", duty.end, name="end_duty"),
    path("hub/", hub.hub, name="hub"),
    path("hub/add/", hub.add, name="add_body"),
    path("hub/listed/<str:key>/", hub.listed, name="name_body"),
    path("hub/<uuid:body_id>/change/", hub.change, name="change_body"),
    path("hub/<uuid:body_id>/end/", hub.end, name="end_body"),
]
