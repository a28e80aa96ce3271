"""Addresses under ``/lending/``."""

from django.urls import path

from kith.lending.web import views

app_name = "lending"

urlpatterns = [path("<uuid:family_id>/", views.family, name="family")]
