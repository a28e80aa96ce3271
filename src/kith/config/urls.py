"""Every address of the product."""

from django.conf import settings
from django.urls import include, path

from kith.config import health
from kith.family_help.web import urls as families
from kith.staff_desk.web.views.family import family

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("", include("kith.staff_desk.web.urls")),
    path("model/", include("kith.practice_model.web.urls")),
    *([path("design/", include("kith.design.web.urls"))] if settings.DEMONSTRATION else []),
    # The page of a family is put together from every room, so the desk shows it; it stands among the pages of the record.
    path("families/", include(([path("<uuid:family_id>/", family, name="family"), *families.urlpatterns], families.app_name))),
    path("front-door/", include("kith.front_door.web.urls")),
    path("people/", include("kith.people.web.urls")),
    path("due/", include("kith.tasks.web.urls")),
    path("ask-for-help/", include("kith.public_site.web.urls")),
    path("administration/", include("kith.administration.web.urls")),
    path("my-family/", include("kith.family_portal.web.urls")),
    path("api/", include("kith.partner_api.web.urls")),
    path("accounts/", include("kith.staff_desk.web.account_urls")),
]

handler400 = "kith.staff_desk.web.views.unsent.not_read"
handler500 = "kith.config.unavailable.server_error"
handler404 = "kith.staff_desk.web.views.errors.not_found"
