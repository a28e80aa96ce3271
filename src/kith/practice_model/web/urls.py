"""Addresses of the model's pages."""

from django.urls import path

from kith.practice_model.web.views import model

app_name = "practice_model"

urlpatterns = [
    path("", model.mine, name="mine"),
    path("<uuid:version_id>/", model.version, name="version"),
]
