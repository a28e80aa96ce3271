from django.apps import AppConfig


class PracticeModelConfig(AppConfig):
    name = "kith.practice_model"
    label = "practice_model"
    verbose_name = "Practice models"

    def ready(self) -> None:
        from kith.practice_model import constraints  # noqa: F401, PLC0415  messages of this room's constraints
