import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
from django.db import migrations, models

import kith.kernel.ids
import kith.kernel.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("oauth2_provider", "0022_refreshtoken_token_family_index"),
        ("organisations", "0001_tables"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        kith.kernel.tables.Tables(
            tables=[
                migrations.CreateModel(
                    name="Sight",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("holder", models.CharField(max_length=60)),
                        ("part", models.CharField(max_length=30)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("holder", "part"), name="access_sight_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Grant",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        ("area", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="organisations.area")),
                        ("family_id", models.UUIDField(db_index=True)),
                        (
                            "practitioner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grants",
                                to="organisations.practitioner",
                            ),
                        ),
                        (
                            "parts",
                            django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None),
                        ),
                        ("reason", models.TextField()),
                        (
                            "granted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="access_grant_ends_after_start",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GrantEvent",
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
                                to="access.grant",
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
                        ("family_id", models.UUIDField()),
                        (
                            "practitioner",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        (
                            "parts",
                            django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None),
                        ),
                        ("reason", models.TextField()),
                        (
                            "granted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Restriction",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        ("area", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="organisations.area")),
                        ("family_id", models.UUIDField(db_index=True)),
                        ("reason", models.TextField()),
                        (
                            "owner",
                            models.ForeignKey(
                                help_text="Who to ask for sight",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        (
                            "elsewhere",
                            models.CharField(
                                choices=[("hidden", "Hidden there too"), ("without_addresses", "Shown there without addresses")],
                                default="hidden",
                                max_length=20,
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ends_at__isnull", True)),
                                fields=("family_id",),
                                name="access_one_restriction_per_family",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RestrictionEvent",
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
                                to="access.restriction",
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
                        ("family_id", models.UUIDField()),
                        ("reason", models.TextField()),
                        (
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="Who to ask for sight",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        (
                            "elsewhere",
                            models.CharField(
                                choices=[("hidden", "Hidden there too"), ("without_addresses", "Shown there without addresses")],
                                default="hidden",
                                max_length=20,
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RestrictionMember",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "restriction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="members", to="access.restriction"
                            ),
                        ),
                        (
                            "practitioner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="restrictions",
                                to="organisations.practitioner",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("restriction", "practitioner"), name="access_restriction_member_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RestrictionMemberEvent",
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
                                to="access.restrictionmember",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField()),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, serialize=False)),
                        (
                            "restriction",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="access.restriction",
                            ),
                        ),
                        (
                            "practitioner",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SentForm",
                    fields=[
                        ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
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
                            "practitioner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.practitioner"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "answer",
                            models.CharField(blank=True, help_text="Where the browser was sent afterwards", max_length=500),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="AllowedTries",
                    fields=[
                        ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ("tries", models.PositiveIntegerField()),
                        ("seconds", models.PositiveIntegerField()),
                    ],
                    options={
                        "db_table": "access_limit",
                    },
                ),
                migrations.CreateModel(
                    name="Tried",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=40)),
                        ("key", models.CharField(max_length=64)),
                        ("since", models.DateTimeField()),
                        ("used", models.PositiveIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("name", "key"), name="access_tried_once"),
                            models.CheckConstraint(
                                condition=models.Q(("key__regex", "^[0-9a-f]{64}$")), name="access_tried_key_is_a_hash"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
