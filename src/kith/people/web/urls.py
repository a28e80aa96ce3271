"""Addresses under ``/people/``."""

from django.urls import path

from kith.people.web.views import family, person

app_name = "people"

FAMILY = "families/<uuid:family_id>/"
PERSON = f"{FAMILY}people/<uuid:person_id>/"

urlpatterns = [
    path(FAMILY, family.family, name="family"),
    path(f"{FAMILY}name/", family.name, name="name"),
    path(f"{FAMILY}add/", person.add, name="add"),
    path(f"{FAMILY}relate/", family.relate, name="relate"),
    path(f"{FAMILY}restrict/", family.restrict, name="restrict"),
    path(f"{FAMILY}lift/", family.lift, name="lift"),
    path(f"{FAMILY}protections/<uuid:protection_id>/end/", family.end_protection, name="end_protection"),
    path(f"{FAMILY}hazards/<uuid:hazard_id>/end/", family.end_hazard, name="end_hazard"),
    path(PERSON, person.edit, name="edit"),
    path(f"{PERSON}born/", person.born, name="born"),
    path(f"{PERSON}move/", person.move, name="move"),
    path(f"{PERSON}contact/", person.contact, name="contact"),
    path(f"{PERSON}number/", person.number, name="number"),
    path(f"{PERSON}protect/", family.protect, name="protect"),
    path(f"{PERSON}hazard/", family.hazard, name="hazard"),
    path(f"{PERSON}leave/", person.leave, name="leave"),
]
