from django.apps import AppConfig


class PublicSiteConfig(AppConfig):
    name = "kith.public_site"
    label = "public_site"
