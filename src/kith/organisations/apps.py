from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "kith.organisations"
    label = "organisations"
