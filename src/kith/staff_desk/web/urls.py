"""Addresses of the desk."""

from django.urls import path

from kith.staff_desk.web.views import (
    areas,
    desk,
    drafts,
    health,
    looks,
    personas,
    pretend_time,
    search,
    teams,
    unsent,
)

app_name = "staff_desk"

urlpatterns = [
    path("", desk.my_day, name="my_day"),
    path("search/", search.search, name="search"),
    path("looks/", looks.looks, name="looks"),
    path("teams/", teams.teams, name="teams"),
    path("teams/<slug:slug>/", teams.team, name="team"),
    path("areas/", areas.areas, name="areas"),
    path("no-membership/", areas.no_membership, name="no_membership"),
    path("personas/", personas.personas, name="personas"),
    path("time/", pretend_time.pretend_time, name="pretend_time"),
    path("drafts/save/", drafts.save, name="save_draft"),
    path("drafts/<uuid:draft_id>/", drafts.draft, name="draft"),
    path("drafts/<uuid:draft_id>/discard/", drafts.discard, name="discard_draft"),
    path("keep-alive/", health.keep_alive, name="keep_alive"),
    path("too-large/", unsent.too_large, name="too_large"),
]
