from django.apps import AppConfig


class FamilyHelpConfig(AppConfig):
    name = "kith.family_help"
    label = "family_help"
