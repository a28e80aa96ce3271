"""What waits already is read for words that may mean danger, as a new request is when it comes."""

from typing import Any

from django.db import migrations

from kith.front_door.cues import raised_by_words, texts_of


def read(apps: Any, schema_editor: Any) -> None:
    """Write the telling words of every request that waits. As the owner: history keeps that a migration wrote it."""
    requests = apps.get_model("front_door", "Request").objects.exclude(state="decided")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select set_config('pghistory.context_metadata', '{\"actor\": \"migration\"}', true)")
    for request in requests.select_related("sender").prefetch_related("people").iterator(chunk_size=500):
        if words := raised_by_words(texts_of(_Read(request))):
            requests.filter(pk=request.pk).update(raised_words=words)


class _Read:
    """A stored request, whose people are a list and not a manager."""

    def __init__(self, request: Any) -> None:
        self.people = list(request.people.all())
        self._request = request

    def __getattr__(self, name: str) -> Any:
        return getattr(self._request, name)


class Migration(migrations.Migration):
    dependencies = [("front_door", "0006_danger_first")]
    operations = [migrations.RunPython(read, migrations.RunPython.noop)]
