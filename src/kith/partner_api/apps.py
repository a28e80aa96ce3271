from django.apps import AppConfig


class PartnerApiConfig(AppConfig):
    name = "kith.partner_api"
    label = "partner_api"
