"""Addresses under ``/due/``."""

from django.urls import path

from kith.tasks.web.views import clock

app_name = "tasks"

urlpatterns = [path("<uuid:clock_id>/", clock.clock, name="clock")]
