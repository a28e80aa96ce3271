"""Addresses under ``/people/``."""

from django.urls import path

from kith.people.web.views import additions, adoption, endings, family, joining, merging, person, pictures, record, risk

app_name = "people"

FAMILY = "families/<uuid:family_id>/"
PERSON = f"{FAMILY}people/<uuid:person_id>/"
ALONE = "persons/<uuid:person_id>/"

urlpatterns = [
    path(FAMILY, family.family, name="family"),
    path(f"{FAMILY}genogram/", pictures.genogram, name="genogram"),
    path(f"{FAMILY}ecomap/", pictures.ecomap, name="ecomap"),
    path(f"{FAMILY}name/", family.name, name="name"),
    path(f"{FAMILY}add/", person.add, name="add"),
    path(f"{FAMILY}relate/", family.relate, name="relate"),
    path(f"{FAMILY}history/", family.history, name="family_history"),
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
    path(f"{PERSON}place/", record.place, name="place"),
    path(f"{FAMILY}risks/add/", risk.state, name="risk"),
    path(f"{FAMILY}risks/<uuid:risk_id>/end/", risk.end, name="end_risk"),
    path(ALONE, record.person, name="person"),
    path(f"{ALONE}history/", record.history, name="history"),
    path(f"{ALONE}change/<str:part>/", record.change, name="change"),
    path(f"{ALONE}add/<str:what>/", additions.add, name="add_to"),
    path(f"{ALONE}<str:what>/<uuid:row_id>/end/", endings.end, name="end"),
    path(f"{ALONE}contact/<uuid:row_id>/safe/", record.safe, name="safe"),
    path(f"{ALONE}relationship/<uuid:row_id>/", record.relationship, name="relationship"),
    path(f"{ALONE}relationship/<uuid:row_id>/mistaken/", record.mistaken, name="mistaken"),
    path(f"{ALONE}pregnancy/", endings.pregnancy, name="pregnancy"),
    path(f"{ALONE}adopted/", adoption.seal, name="seal"),
    path("sealed/<uuid:person_id>/", adoption.sealed, name="sealed"),
    path("duplicates/", merging.review, name="duplicates"),
    path("duplicates/<uuid:pair_id>/", merging.pair, name="duplicate"),
    path("persons/<uuid:person_id>/duplicates/", merging.of_person, name="duplicates_of"),
    path("persons/<uuid:person_id>/merge/<uuid:other_id>/", merging.merge, name="merge"),
    path("persons/<uuid:person_id>/split/", merging.split, name="split"),
    path("merges/<uuid:merge_id>/undo/", merging.undo, name="undo_merge"),
    path("to-join/", joining.work_list, name="to_join"),
    path("to-join/<uuid:imported_id>/", joining.group, name="join"),
    path("to-join/<uuid:imported_id>/leave-out/", joining.leave_out, name="leave_out"),
]
