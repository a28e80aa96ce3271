import django.db.models.deletion
import pghistory.utils
from django.db import migrations, models

import kith.kernel.ids
import kith.kernel.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_tables"),
        ("people", "0001_tables"),
    ]

    operations = [
        kith.kernel.tables.Tables(
            tables=[
                migrations.CreateModel(
                    name="RunningClock",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.area",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        ("words", models.TextField(help_text="What is to be done")),
                        ("part", models.CharField(help_text="Part of the record that it belongs to", max_length=20)),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.family",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                help_text="When it is about one child",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("subject_table", models.CharField(max_length=63)),
                        ("subject_id", models.UUIDField()),
                        ("due_at", models.DateTimeField(help_text="The last instant that is in time")),
                        ("due_on", models.DateField(blank=True, help_text="The day; empty when it is due at a time", null=True)),
                        (
                            "runs_from",
                            models.CharField(blank=True, help_text="The day or instant from which it counts", max_length=40),
                        ),
                        ("rule", models.CharField(help_text="The rule in words", max_length=300)),
                        (
                            "limit_code",
                            models.CharField(
                                blank=True,
                                help_text="Time limit of the practice model; empty: a worker set the day",
                                max_length=60,
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=300)),
                        (
                            "edition",
                            models.CharField(
                                blank=True, help_text="National guidance in force when it began to count", max_length=160
                            ),
                        ),
                        ("model_version", models.CharField(blank=True, max_length=80)),
                        (
                            "owner_practitioner",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        (
                            "owner_team",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.team",
                            ),
                        ),
                        ("owner_role", models.CharField(blank=True, max_length=30)),
                        ("page", models.CharField(blank=True, help_text="Name of the page on which it is done", max_length=80)),
                        ("page_of", models.UUIDField(blank=True, help_text="The id that the page takes", null=True)),
                        ("started_because", models.CharField(max_length=200)),
                        (
                            "started_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("started_at", models.DateTimeField()),
                        ("stopped_because", models.CharField(blank=True, max_length=200)),
                        (
                            "stopped_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("stopped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="When what stopped it happened; it may be recorded later", null=True
                            ),
                        ),
                        ("breach_reason", models.TextField(blank=True, help_text="Why it was, or is, late")),
                        (
                            "breach_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("breach_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("stopped_at__isnull", True)),
                                fields=["owner_practitioner", "due_at", "id"],
                                name="tasks_clock_of_owner",
                            ),
                            models.Index(
                                condition=models.Q(("stopped_at__isnull", True)),
                                fields=["family", "due_at", "id"],
                                name="tasks_clock_of_family",
                            ),
                            models.Index(
                                condition=models.Q(("stopped_at__isnull", True)),
                                fields=["owner_team", "due_at", "id"],
                                name="tasks_clock_of_team",
                            ),
                            models.Index(
                                condition=models.Q(("stopped_at__isnull", True)),
                                fields=["area", "due_at", "id"],
                                name="tasks_clock_of_area",
                            ),
                            models.Index(
                                condition=models.Q(("breach_reason", ""), models.Q(("limit_code", ""), _negated=True)),
                                fields=["owner_practitioner", "due_at", "id"],
                                name="tasks_clock_unexplained",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stopped_at__isnull", True)),
                                fields=("subject_id", "kind", "subject_table", "person"),
                                name="tasks_clock_runs_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("stopped_at__isnull", True), ("stopped_because", "")),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("stopped_at__isnull", False),
                                        models.Q(("stopped_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="tasks_clock_stopped_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("breach_at__isnull", True), ("breach_reason", "")),
                                    models.Q(models.Q(("breach_reason", ""), _negated=True), ("breach_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="tasks_clock_breach_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RunningClockEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="tasks.runningclock",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField()),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, serialize=False)),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.area",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        ("words", models.TextField(help_text="What is to be done")),
                        ("part", models.CharField(help_text="Part of the record that it belongs to", max_length=20)),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.family",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="When it is about one child",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        ("subject_table", models.CharField(max_length=63)),
                        ("subject_id", models.UUIDField()),
                        ("due_at", models.DateTimeField(help_text="The last instant that is in time")),
                        ("due_on", models.DateField(blank=True, help_text="The day; empty when it is due at a time", null=True)),
                        (
                            "runs_from",
                            models.CharField(blank=True, help_text="The day or instant from which it counts", max_length=40),
                        ),
                        ("rule", models.CharField(help_text="The rule in words", max_length=300)),
                        (
                            "limit_code",
                            models.CharField(
                                blank=True,
                                help_text="Time limit of the practice model; empty: a worker set the day",
                                max_length=60,
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=300)),
                        (
                            "edition",
                            models.CharField(
                                blank=True, help_text="National guidance in force when it began to count", max_length=160
                            ),
                        ),
                        ("model_version", models.CharField(blank=True, max_length=80)),
                        (
                            "owner_practitioner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        (
                            "owner_team",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.team",
                            ),
                        ),
                        ("owner_role", models.CharField(blank=True, max_length=30)),
                        ("page", models.CharField(blank=True, help_text="Name of the page on which it is done", max_length=80)),
                        ("page_of", models.UUIDField(blank=True, help_text="The id that the page takes", null=True)),
                        ("started_because", models.CharField(max_length=200)),
                        (
                            "started_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("started_at", models.DateTimeField()),
                        ("stopped_because", models.CharField(blank=True, max_length=200)),
                        (
                            "stopped_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("stopped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="When what stopped it happened; it may be recorded later", null=True
                            ),
                        ),
                        ("breach_reason", models.TextField(blank=True, help_text="Why it was, or is, late")),
                        (
                            "breach_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("breach_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
    ]
