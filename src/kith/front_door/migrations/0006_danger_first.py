"""Danger first, in the database: *not sure* is kept, words raise a request, and the queue's order is one index."""

from django.db import migrations, models

import kith.kernel.columns


def as_words(table: str) -> str:
    """Return the SQL that turns yes and no into words, so that *not sure* has its own."""
    return (
        f"alter table {table} alter column immediate_danger type varchar(10) using"
        " case when immediate_danger then 'yes' when not immediate_danger then 'no' else '' end,"
        " alter column immediate_danger set not null"
    )


def as_boolean(table: str) -> str:
    """Return the SQL that turns them back; *not sure* is lost."""
    return (
        f"alter table {table} alter column immediate_danger drop not null,"
        " alter column immediate_danger type boolean using"
        " case immediate_danger when 'yes' then true when 'no' then false end"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("front_door", "0005_notices_of_hidden"),
        ("organisations", "0001_initial"),
        ("people", "0008_history_of_lists"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="request",
            name="front_door_request_queue",
        ),
        migrations.RemoveIndex(
            model_name="request",
            name="front_door_request_urgent",
        ),
        migrations.AddField(
            model_name="request",
            name="burst",
            field=models.UUIDField(
                blank=True, help_text="Many sent at once from one place stand in the queue as one line", null=True
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="lowered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="request",
            name="raised_words",
            field=models.CharField(blank=True, help_text="The sender's own words that may mean danger now", max_length=300),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="lowered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="raised_words",
            field=models.CharField(blank=True, help_text="The sender's own words that may mean danger now", max_length=300),
        ),
        migrations.AddField(
            model_name="request",
            name="lowered_by",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="request",
            name="lowered_words",
            field=models.TextField(blank=True, help_text="Why a worker took it from the top of the queue"),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="burst",
            field=models.UUIDField(
                blank=True, help_text="Many sent at once from one place stand in the queue as one line", null=True
            ),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="lowered_by",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="requestevent",
            name="lowered_words",
            field=models.TextField(blank=True, help_text="Why a worker took it from the top of the queue"),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(as_words("front_door_request"), as_boolean("front_door_request"))],
            state_operations=[
                migrations.AlterField(
                    model_name="request",
                    name="immediate_danger",
                    field=models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("not_sure", "Not sure"), ("", "Not said")],
                        default="",
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(as_words("front_door_requestevent"), as_boolean("front_door_requestevent"))],
            state_operations=[
                migrations.AlterField(
                    model_name="requestevent",
                    name="immediate_danger",
                    field=models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("not_sure", "Not sure"), ("", "Not said")],
                        default="",
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="request",
            name="danger",
            field=kith.kernel.columns.Derived(
                db_persist=True,
                expression=models.Case(
                    models.When(state__in=["waiting", "part_decided"], then=models.Value(4), urgent=True),
                    models.When(state="handed_over", then=models.Value(2)),
                    models.When(lowered_at__isnull=False, then=models.Value(0)),
                    models.When(models.Q(("raised_words", ""), _negated=True), then=models.Value(3)),
                    models.When(immediate_danger="not_sure", then=models.Value(1)),
                    default=models.Value(0),
                ),
                output_field=models.SmallIntegerField(
                    choices=[
                        (4, "A child may be in danger now"),
                        (3, "May be urgent from what was said"),
                        (2, "Handed over to child protection, not yet answered"),
                        (1, "The sender is not sure whether a child is being hurt"),
                        (0, "Waiting for a decision"),
                    ]
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                models.F("area"),
                models.OrderBy(models.F("danger"), descending=True),
                models.F("decide_by"),
                models.F("received_at"),
                models.F("id"),
                condition=models.Q(("state__in", ["waiting", "part_decided", "handed_over"])),
                name="front_door_request_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                models.F("burst"),
                models.OrderBy(models.F("danger"), descending=True),
                models.F("decide_by"),
                models.F("received_at"),
                models.F("id"),
                condition=models.Q(("burst__isnull", False)),
                name="front_door_request_burst",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "decided"), ("urgent", True), _negated=True), name="front_door_urgent_request_waits"
            ),
        ),
    ]
