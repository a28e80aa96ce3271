from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "kith.tasks"
    label = "tasks"

    def ready(self) -> None:
        from kith.tasks import messages  # noqa: PLC0415  registers the words for this room's constraints

        messages.register()
