import django.db.models.deletion
import pghistory.utils
from django.db import migrations, models

import kith.kernel.ids
import kith.kernel.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("family_help", "0001_tables"),
        ("organisations", "0001_tables"),
        ("people", "0001_tables"),
    ]

    operations = [
        kith.kernel.tables.Tables(
            tables=[
                migrations.CreateModel(
                    name="ReaderLink",
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
                        (
                            "family",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.family"),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="reader_links", to="family_help.plan"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
                        ),
                        ("link_hash", models.CharField(max_length=64, unique=True)),
                        ("code_hash", models.CharField(max_length=160)),
                        ("standing", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("works_until", models.DateTimeField()),
                        ("wrong_codes", models.PositiveSmallIntegerField(default=0)),
                        ("last_read_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_because", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("plan", "person"),
                                name="family_portal_link_one_per_reader",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReaderLinkEvent",
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
                                to="family_portal.readerlink",
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
                        (
                            "family",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.family",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.plan",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        ("link_hash", models.CharField(max_length=64)),
                        ("standing", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("works_until", models.DateTimeField()),
                        ("wrong_codes", models.PositiveSmallIntegerField(default=0)),
                        ("last_read_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_because", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
    ]
