from django.apps import AppConfig


class FamilyPortalConfig(AppConfig):
    name = "kith.family_portal"
    label = "family_portal"
