"""Addresses of the public forms. Nobody signs in here."""

from django.urls import path

from kith.public_site.web import views

app_name = "public_site"

urlpatterns = [
    path("", views.start, name="start"),
    path("<slug:area>/", views.who, name="who"),
    path("<slug:area>/<str:kind>/", views.begin, name="begin"),
    path("<slug:area>/<str:kind>/<uuid:form_id>/", views.ask, name="ask"),
]
