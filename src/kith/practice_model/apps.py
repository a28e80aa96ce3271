from django.apps import AppConfig


class PracticeModelConfig(AppConfig):
    name = "kith.practice_model"
    label = "practice_model"
    verbose_name = "Practice models"
