"""Addresses of the family's own pages."""

from django.urls import path

from kith.family_portal.web.views import reading, sharing

app_name = "family_portal"

urlpatterns = [
    path("", reading.enter, name="enter"),
    path("plan/", reading.copy, name="copy"),
    path("leave/", reading.leave, name="leave"),
    path("links/<uuid:family_id>/", sharing.links, name="links"),
    path("<slug:area>/", reading.link, name="link"),
]
