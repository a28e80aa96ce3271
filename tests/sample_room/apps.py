from django.apps import AppConfig


class LendingConfig(AppConfig):
    name = "kith.lending"
    label = "lending"
