from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "kith.workbench"
    label = "workbench"
