from django.apps import AppConfig

from kith.kernel.terms import read_with


class PracticeModelConfig(AppConfig):
    name = "kith.practice_model"
    label = "practice_model"
    verbose_name = "Practice models"

    def ready(self) -> None:
        """Have every text that names a thing of the field say the area's own term."""
        from kith.practice_model.terms import words_here

        read_with(words_here)
