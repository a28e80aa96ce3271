import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
from django.db import migrations, models

import kith.kernel.ids
import kith.kernel.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_tables"),
    ]

    operations = [
        kith.kernel.tables.Tables(
            tables=[
                migrations.CreateModel(
                    name="Person",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        ("forename", models.CharField(blank=True, max_length=100)),
                        ("middle_names", models.CharField(blank=True, max_length=150)),
                        ("surname", models.CharField(blank=True, max_length=100)),
                        ("known_as", models.CharField(blank=True, max_length=100)),
                        ("date_of_birth", models.DateField(blank=True, null=True)),
                        (
                            "birth_date_kind",
                            models.CharField(
                                choices=[("exact", "Exact"), ("estimated", "Estimated"), ("unknown", "Not known")],
                                default="exact",
                                max_length=10,
                            ),
                        ),
                        ("expected_date", models.DateField(blank=True, null=True)),
                        ("date_of_death", models.DateField(blank=True, null=True)),
                        (
                            "sex",
                            models.CharField(
                                choices=[("F", "Female"), ("M", "Male"), ("U", "Not known")], default="U", max_length=1
                            ),
                        ),
                        (
                            "gender",
                            models.CharField(blank=True, help_text="In the person’s own words; empty: not asked", max_length=60),
                        ),
                        ("pronouns", models.CharField(blank=True, max_length=30)),
                        (
                            "name_order",
                            models.CharField(
                                choices=[
                                    ("given_first", "First name, then family name"),
                                    ("family_first", "Family name, then first name"),
                                ],
                                default="given_first",
                                max_length=12,
                            ),
                        ),
                        ("religion", models.CharField(blank=True, max_length=60)),
                        ("ethnicity", models.CharField(blank=True, help_text="DfE ethnicity code", max_length=4)),
                        ("language", models.CharField(blank=True, max_length=60)),
                        (
                            "interpreter",
                            models.CharField(blank=True, help_text="Language or format needed; empty when none", max_length=120),
                        ),
                        (
                            "disability",
                            models.CharField(
                                blank=True, help_text="DfE disability codes, separated by spaces, or words", max_length=200
                            ),
                        ),
                        (
                            "send",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("N", "No special educational need"),
                                    ("K", "SEN support"),
                                    ("E", "Education, health and care plan"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "immigration_status",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("british", "British or Irish citizen"),
                                    ("settled", "Settled status or indefinite leave"),
                                    ("pre_settled", "Pre-settled status"),
                                    ("limited", "Limited leave to remain"),
                                    ("asylum_seeker", "Asylum claim not decided"),
                                    ("refugee", "Refugee or humanitarian protection"),
                                    ("refused", "Claim refused, appeal rights ended"),
                                    ("other", "Another status"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "unaccompanied",
                            models.BooleanField(help_text="Unaccompanied asylum-seeking child; empty: not known", null=True),
                        ),
                        ("school", models.CharField(blank=True, max_length=160)),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                help_text="The person this record turned out to be",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="people.person",
                            ),
                        ),
                        (
                            "sealed",
                            models.BooleanField(
                                default=False, help_text="Closed by adoption: found by nobody but those who keep sealed records"
                            ),
                        ),
                        ("restricted", models.BooleanField(default=False)),
                        ("in_family", models.BooleanField(default=False)),
                        ("recorded_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["area", "date_of_birth"], name="people_person_birth")],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "area"), name="people_person_in_area"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date_of_birth__isnull", True),
                                    ("date_of_death__isnull", True),
                                    ("date_of_death__gte", models.F("date_of_birth")),
                                    _connector="OR",
                                ),
                                name="people_person_death_after_birth",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                                name="people_person_not_merged_into_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonEvent",
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
                                to="people.person",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        ("forename", models.CharField(blank=True, max_length=100)),
                        ("middle_names", models.CharField(blank=True, max_length=150)),
                        ("surname", models.CharField(blank=True, max_length=100)),
                        ("known_as", models.CharField(blank=True, max_length=100)),
                        ("date_of_birth", models.DateField(blank=True, null=True)),
                        (
                            "birth_date_kind",
                            models.CharField(
                                choices=[("exact", "Exact"), ("estimated", "Estimated"), ("unknown", "Not known")],
                                default="exact",
                                max_length=10,
                            ),
                        ),
                        ("expected_date", models.DateField(blank=True, null=True)),
                        ("date_of_death", models.DateField(blank=True, null=True)),
                        (
                            "sex",
                            models.CharField(
                                choices=[("F", "Female"), ("M", "Male"), ("U", "Not known")], default="U", max_length=1
                            ),
                        ),
                        (
                            "gender",
                            models.CharField(blank=True, help_text="In the person’s own words; empty: not asked", max_length=60),
                        ),
                        ("pronouns", models.CharField(blank=True, max_length=30)),
                        (
                            "name_order",
                            models.CharField(
                                choices=[
                                    ("given_first", "First name, then family name"),
                                    ("family_first", "Family name, then first name"),
                                ],
                                default="given_first",
                                max_length=12,
                            ),
                        ),
                        ("religion", models.CharField(blank=True, max_length=60)),
                        ("ethnicity", models.CharField(blank=True, help_text="DfE ethnicity code", max_length=4)),
                        ("language", models.CharField(blank=True, max_length=60)),
                        (
                            "interpreter",
                            models.CharField(blank=True, help_text="Language or format needed; empty when none", max_length=120),
                        ),
                        (
                            "disability",
                            models.CharField(
                                blank=True, help_text="DfE disability codes, separated by spaces, or words", max_length=200
                            ),
                        ),
                        (
                            "send",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("N", "No special educational need"),
                                    ("K", "SEN support"),
                                    ("E", "Education, health and care plan"),
                                ],
                                max_length=1,
                            ),
                        ),
                        (
                            "immigration_status",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("british", "British or Irish citizen"),
                                    ("settled", "Settled status or indefinite leave"),
                                    ("pre_settled", "Pre-settled status"),
                                    ("limited", "Limited leave to remain"),
                                    ("asylum_seeker", "Asylum claim not decided"),
                                    ("refugee", "Refugee or humanitarian protection"),
                                    ("refused", "Claim refused, appeal rights ended"),
                                    ("other", "Another status"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "unaccompanied",
                            models.BooleanField(help_text="Unaccompanied asylum-seeking child; empty: not known", null=True),
                        ),
                        ("school", models.CharField(blank=True, max_length=160)),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The person this record turned out to be",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "sealed",
                            models.BooleanField(
                                default=False, help_text="Closed by adoption: found by nobody but those who keep sealed records"
                            ),
                        ),
                        ("restricted", models.BooleanField(default=False)),
                        ("in_family", models.BooleanField(default=False)),
                        ("recorded_at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Family",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        ("name", models.CharField(max_length=160)),
                        ("restricted", models.BooleanField(default=False)),
                        (
                            "summary",
                            models.TextField(blank=True, help_text="One paragraph: who they are, what matters, what next"),
                        ),
                        ("recorded_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name_plural": "families",
                        "constraints": [models.UniqueConstraint(fields=("id", "area"), name="people_family_in_area")],
                    },
                ),
                migrations.CreateModel(
                    name="FamilyEvent",
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
                                to="people.family",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        ("name", models.CharField(max_length=160)),
                        ("restricted", models.BooleanField(default=False)),
                        (
                            "summary",
                            models.TextField(blank=True, help_text="One paragraph: who they are, what matters, what next"),
                        ),
                        ("recorded_at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FamilyMember",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="places", to="people.person"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("child", "Child"),
                                    ("unborn", "Unborn child"),
                                    ("parent", "Parent"),
                                    ("carer", "Carer"),
                                    ("relative", "Relative"),
                                    ("adult", "Other adult"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "household",
                            models.CharField(blank=True, help_text="Which household, when there are several", max_length=60),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=("family", "person"),
                                name="people_member_once_in_family",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FamilyMemberEvent",
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
                                to="people.familymember",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("child", "Child"),
                                    ("unborn", "Unborn child"),
                                    ("parent", "Parent"),
                                    ("carer", "Carer"),
                                    ("relative", "Relative"),
                                    ("adult", "Other adult"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "household",
                            models.CharField(blank=True, help_text="Which household, when there are several", max_length=60),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Agreement",
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
                            "person",
                            models.ForeignKey(
                                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("service", "Having a service"),
                                    ("sharing", "Sharing information"),
                                    ("telling", "Parents told"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")], max_length=10),
                        ),
                        ("words", models.TextField(blank=True)),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        (
                            "topics",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AgreementEvent",
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
                                to="people.agreement",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("service", "Having a service"),
                                    ("sharing", "Sharing information"),
                                    ("telling", "Parents told"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")], max_length=10),
                        ),
                        ("words", models.TextField(blank=True)),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        (
                            "topics",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Imported",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="people.person"
                            ),
                        ),
                        ("ref", models.CharField(max_length=80)),
                        (
                            "digest",
                            models.CharField(help_text="Of the row’s content: the same row again changes nothing", max_length=32),
                        ),
                        ("family_ref", models.CharField(blank=True, max_length=80)),
                        ("relationship_to_child", models.CharField(blank=True, max_length=60)),
                        ("parental_responsibility", models.BooleanField(null=True)),
                        (
                            "warnings",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300), blank=True, default=list, size=None
                            ),
                        ),
                        ("imported_at", models.DateTimeField()),
                        (
                            "joined_at",
                            models.DateTimeField(
                                blank=True, help_text="When somebody said which family; empty: to be joined", null=True
                            ),
                        ),
                        (
                            "left_out",
                            models.BooleanField(default=False, help_text="Somebody decided not to join this row to a family"),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["area", "joined_at", "family_ref"], name="people_imported_to_join")],
                        "constraints": [models.UniqueConstraint(fields=("area", "ref"), name="people_imported_ref_once")],
                    },
                ),
                migrations.CreateModel(
                    name="ImportedEvent",
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
                                to="people.imported",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        ("ref", models.CharField(max_length=80)),
                        (
                            "digest",
                            models.CharField(help_text="Of the row’s content: the same row again changes nothing", max_length=32),
                        ),
                        ("family_ref", models.CharField(blank=True, max_length=80)),
                        ("relationship_to_child", models.CharField(blank=True, max_length=60)),
                        ("parental_responsibility", models.BooleanField(null=True)),
                        (
                            "warnings",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300), blank=True, default=list, size=None
                            ),
                        ),
                        ("imported_at", models.DateTimeField()),
                        (
                            "joined_at",
                            models.DateTimeField(
                                blank=True, help_text="When somebody said which family; empty: to be joined", null=True
                            ),
                        ),
                        (
                            "left_out",
                            models.BooleanField(default=False, help_text="Somebody decided not to join this row to a family"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MatchKey",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "key", "person_id", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("person_id", models.UUIDField()),
                    ],
                ),
                migrations.CreateModel(
                    name="NameWord",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "area", "word", "place", blank=True, editable=False, primary_key=True, serialize=False
                            ),
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
                        ("word", models.CharField(db_collation="C", max_length=100)),
                        ("place", models.CharField(choices=[("f", "Forename"), ("s", "Surname")], max_length=1)),
                        ("people", models.PositiveIntegerField(default=1)),
                    ],
                ),
                migrations.CreateModel(
                    name="Calibration",
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
                        ("weights", models.JSONField()),
                        ("report", models.TextField()),
                        ("pairs", models.PositiveIntegerField()),
                        ("made_at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Merge",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="people.person"
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="merges_in", to="people.person"
                            ),
                        ),
                        ("reason", models.TextField()),
                        (
                            "chosen",
                            models.JSONField(default=dict, help_text="Field and the value taken from the record that went"),
                        ),
                        ("replaced", models.JSONField(default=dict, help_text="Field and the value it had before")),
                        ("merged_at", models.DateTimeField()),
                        (
                            "merged_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("undone_reason", models.TextField(blank=True)),
                        (
                            "belongs",
                            models.JSONField(default=list, help_text="What was written in between, and whose it was said to be"),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at__isnull", True)),
                                fields=("person",),
                                name="people_merge_once_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MergeEvent",
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
                                to="people.merge",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        ("reason", models.TextField()),
                        (
                            "chosen",
                            models.JSONField(default=dict, help_text="Field and the value taken from the record that went"),
                        ),
                        ("replaced", models.JSONField(default=dict, help_text="Field and the value it had before")),
                        ("merged_at", models.DateTimeField()),
                        (
                            "merged_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "undone_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("undone_reason", models.TextField(blank=True)),
                        (
                            "belongs",
                            models.JSONField(default=list, help_text="What was written in between, and whose it was said to be"),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PossibleDuplicate",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="people.person"
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
                        ),
                        ("score", models.DecimalField(decimal_places=2, max_digits=6)),
                        (
                            "reasons_for",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300), default=list, size=None
                            ),
                        ),
                        (
                            "reasons_against",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300), default=list, size=None
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "To look at"), ("merged", "One person"), ("different", "Two people")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("found_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("decided_because", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["area", "state", "-score"], name="people_duplicate_list")],
                        "constraints": [models.UniqueConstraint(fields=("person", "other"), name="people_duplicate_pair_once")],
                    },
                ),
                migrations.CreateModel(
                    name="PossibleDuplicateEvent",
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
                                to="people.possibleduplicate",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        ("score", models.DecimalField(decimal_places=2, max_digits=6)),
                        (
                            "reasons_for",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300), default=list, size=None
                            ),
                        ),
                        (
                            "reasons_against",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=300), default=list, size=None
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "To look at"), ("merged", "One person"), ("different", "Two people")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("found_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("decided_because", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SealedLink",
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
                            "before",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
                        ),
                        (
                            "after",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
                        ),
                        ("reason", models.TextField()),
                        ("sealed_at", models.DateTimeField()),
                        (
                            "sealed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SealedLinkEvent",
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
                                to="people.sealedlink",
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
                            "before",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "after",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("sealed_at", models.DateTimeField()),
                        (
                            "sealed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
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
                    name="OtherName",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="people.person"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("birth", "Birth name"),
                                    ("alias", "Also known as"),
                                    ("former", "Former name"),
                                    ("married", "Married name"),
                                    ("religious", "Religious or ceremonial name"),
                                    ("spelling", "As somebody wrote it"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("forename", models.CharField(blank=True, max_length=100)),
                        ("surname", models.CharField(blank=True, max_length=100)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OtherNameEvent",
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
                                to="people.othername",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("birth", "Birth name"),
                                    ("alias", "Also known as"),
                                    ("former", "Former name"),
                                    ("married", "Married name"),
                                    ("religious", "Religious or ceremonial name"),
                                    ("spelling", "As somebody wrote it"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("forename", models.CharField(blank=True, max_length=100)),
                        ("surname", models.CharField(blank=True, max_length=100)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Identifier",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="people.person"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("nhs", "NHS number"),
                                    ("upn", "Unique pupil number"),
                                    ("former_upn", "Former UPN"),
                                    ("la_child_id", "LA child id"),
                                    ("uln", "Unique learner number"),
                                    ("home_office", "Home Office reference"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("value", models.CharField(max_length=40)),
                        ("valid", models.BooleanField(default=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["kind", "value"], name="people_identifier_value")],
                    },
                ),
                migrations.CreateModel(
                    name="IdentifierEvent",
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
                                to="people.identifier",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("nhs", "NHS number"),
                                    ("upn", "Unique pupil number"),
                                    ("former_upn", "Former UPN"),
                                    ("la_child_id", "LA child id"),
                                    ("uln", "Unique learner number"),
                                    ("home_office", "Home Office reference"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("value", models.CharField(max_length=40)),
                        ("valid", models.BooleanField(default=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Address",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="people.person"
                            ),
                        ),
                        ("lines", models.CharField(max_length=300)),
                        ("postcode", models.CharField(blank=True, max_length=10)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["person", "ends_on"], name="people_address_person")],
                    },
                ),
                migrations.CreateModel(
                    name="AddressEvent",
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
                                to="people.address",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        ("lines", models.CharField(max_length=300)),
                        ("postcode", models.CharField(blank=True, max_length=10)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContactDetail",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="people.person"
                            ),
                        ),
                        ("kind", models.CharField(choices=[("telephone", "Telephone"), ("email", "Email")], max_length=10)),
                        ("value", models.CharField(max_length=160)),
                        (
                            "key",
                            models.CharField(blank=True, help_text="Digits or lower-case text, for matching", max_length=160),
                        ),
                        (
                            "safe",
                            models.CharField(
                                choices=[("yes", "Safe to use"), ("no", "Not safe"), ("not_asked", "Not asked")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        ("safe_note", models.CharField(blank=True, max_length=200)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["key"], name="people_contact_key")],
                    },
                ),
                migrations.CreateModel(
                    name="ContactDetailEvent",
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
                                to="people.contactdetail",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        ("kind", models.CharField(choices=[("telephone", "Telephone"), ("email", "Email")], max_length=10)),
                        ("value", models.CharField(max_length=160)),
                        (
                            "key",
                            models.CharField(blank=True, help_text="Digits or lower-case text, for matching", max_length=160),
                        ),
                        (
                            "safe",
                            models.CharField(
                                choices=[("yes", "Safe to use"), ("no", "Not safe"), ("not_asked", "Not asked")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        ("safe_note", models.CharField(blank=True, max_length=200)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Protection",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="people.person"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("address", "Address"),
                                    ("telephone", "Telephone"),
                                    ("school", "School"),
                                    ("workplace", "Workplace"),
                                    ("routine", "Routine"),
                                    ("pregnancy", "Pregnancy"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "hidden_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "hidden_from_words",
                            models.CharField(blank=True, help_text="When the person is not on record", max_length=200),
                        ),
                        ("reason", models.TextField()),
                        (
                            "set_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("review_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProtectionEvent",
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
                                to="people.protection",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("address", "Address"),
                                    ("telephone", "Telephone"),
                                    ("school", "School"),
                                    ("workplace", "Workplace"),
                                    ("routine", "Routine"),
                                    ("pregnancy", "Pregnancy"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "hidden_from",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "hidden_from_words",
                            models.CharField(blank=True, help_text="When the person is not on record", max_length=200),
                        ),
                        ("reason", models.TextField()),
                        (
                            "set_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("review_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Hazard",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="people.person"
                            ),
                        ),
                        ("words", models.TextField()),
                        ("source", models.CharField(max_length=200)),
                        ("recorded_at", models.DateTimeField()),
                        ("review_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HazardEvent",
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
                                to="people.hazard",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        ("words", models.TextField()),
                        ("source", models.CharField(max_length=200)),
                        ("recorded_at", models.DateTimeField()),
                        ("review_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RiskStatement",
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
                            "person",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
                        ),
                        ("words", models.TextField()),
                        ("source", models.CharField(max_length=200)),
                        ("stated_on", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        ("review_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RiskStatementEvent",
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
                                to="people.riskstatement",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        ("words", models.TextField()),
                        ("source", models.CharField(max_length=200)),
                        ("stated_on", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        ("review_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RestrictedNotice",
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
                        ("at", models.DateTimeField()),
                        ("actor_kind", models.CharField(max_length=20)),
                        ("actor", models.CharField(max_length=80)),
                        ("why", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["family", "at"], name="people_notice_family")],
                    },
                ),
                migrations.CreateModel(
                    name="Relationship",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="people.person"
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="related_rows", to="people.person"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("mother", "Mother"),
                                    ("father", "Father"),
                                    ("possible_father", "Possible father"),
                                    ("adoptive_parent", "Adoptive parent"),
                                    ("legal_parent", "Legal parent"),
                                    ("foster_parent", "Foster carer"),
                                    ("guardian", "Guardian"),
                                    ("step_parent", "Step-parent"),
                                    ("sibling", "Brother or sister"),
                                    ("half_sibling", "Half-brother or half-sister"),
                                    ("step_sibling", "Step-brother or step-sister"),
                                    ("twin", "Twin"),
                                    ("grandparent", "Grandparent"),
                                    ("aunt_uncle", "Aunt or uncle"),
                                    ("cousin", "Cousin"),
                                    ("partner", "Partner"),
                                    ("ex_partner", "Former partner"),
                                    ("friend", "Friend"),
                                    ("neighbour", "Neighbour"),
                                    ("other", "Other"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "union",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("married", "Married"),
                                    ("civil_partnership", "In a civil partnership"),
                                    ("cohabiting", "Living together"),
                                    ("relationship", "In a relationship, living apart"),
                                    ("separated", "Separated"),
                                    ("divorced", "Divorced"),
                                ],
                                help_text="Partners only",
                                max_length=20,
                            ),
                        ),
                        (
                            "own_word",
                            models.CharField(
                                blank=True, help_text="What the other calls this person, such as Nani or Auntie", max_length=40
                            ),
                        ),
                        ("parental_responsibility", models.BooleanField(help_text="Empty: not known", null=True)),
                        (
                            "responsibility_basis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("birth_mother", "Birth mother"),
                                    ("marriage", "Married to the mother, or in a civil partnership with her"),
                                    ("registered", "Named on the birth certificate"),
                                    ("agreement", "Parental responsibility agreement"),
                                    ("order", "Parental responsibility order"),
                                    ("child_arrangements", "Child arrangements order, lives with"),
                                    ("special_guardian", "Special guardianship order"),
                                    ("guardian", "Appointed guardian"),
                                    ("adoption", "Adoption order"),
                                    ("parental_order", "Parental order after surrogacy"),
                                    ("care_order", "Care order, shared with the local authority"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("responsibility_from", models.DateField(blank=True, null=True)),
                        ("responsibility_until", models.DateField(blank=True, null=True)),
                        (
                            "claimed",
                            models.CharField(
                                blank=True, help_text="What cannot be right about this, kept as it was claimed", max_length=200
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "other", "kind"), name="people_relationship_once"),
                            models.CheckConstraint(
                                condition=models.Q(("person", models.F("other")), _negated=True),
                                name="people_relationship_not_to_oneself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RelationshipEvent",
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
                                to="people.relationship",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("mother", "Mother"),
                                    ("father", "Father"),
                                    ("possible_father", "Possible father"),
                                    ("adoptive_parent", "Adoptive parent"),
                                    ("legal_parent", "Legal parent"),
                                    ("foster_parent", "Foster carer"),
                                    ("guardian", "Guardian"),
                                    ("step_parent", "Step-parent"),
                                    ("sibling", "Brother or sister"),
                                    ("half_sibling", "Half-brother or half-sister"),
                                    ("step_sibling", "Step-brother or step-sister"),
                                    ("twin", "Twin"),
                                    ("grandparent", "Grandparent"),
                                    ("aunt_uncle", "Aunt or uncle"),
                                    ("cousin", "Cousin"),
                                    ("partner", "Partner"),
                                    ("ex_partner", "Former partner"),
                                    ("friend", "Friend"),
                                    ("neighbour", "Neighbour"),
                                    ("other", "Other"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "union",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("married", "Married"),
                                    ("civil_partnership", "In a civil partnership"),
                                    ("cohabiting", "Living together"),
                                    ("relationship", "In a relationship, living apart"),
                                    ("separated", "Separated"),
                                    ("divorced", "Divorced"),
                                ],
                                help_text="Partners only",
                                max_length=20,
                            ),
                        ),
                        (
                            "own_word",
                            models.CharField(
                                blank=True, help_text="What the other calls this person, such as Nani or Auntie", max_length=40
                            ),
                        ),
                        ("parental_responsibility", models.BooleanField(help_text="Empty: not known", null=True)),
                        (
                            "responsibility_basis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("birth_mother", "Birth mother"),
                                    ("marriage", "Married to the mother, or in a civil partnership with her"),
                                    ("registered", "Named on the birth certificate"),
                                    ("agreement", "Parental responsibility agreement"),
                                    ("order", "Parental responsibility order"),
                                    ("child_arrangements", "Child arrangements order, lives with"),
                                    ("special_guardian", "Special guardianship order"),
                                    ("guardian", "Appointed guardian"),
                                    ("adoption", "Adoption order"),
                                    ("parental_order", "Parental order after surrogacy"),
                                    ("care_order", "Care order, shared with the local authority"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("responsibility_from", models.DateField(blank=True, null=True)),
                        ("responsibility_until", models.DateField(blank=True, null=True)),
                        (
                            "claimed",
                            models.CharField(
                                blank=True, help_text="What cannot be right about this, kept as it was claimed", max_length=200
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Tie",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="people.person"
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("name", models.CharField(blank=True, help_text="Who or what, when not on record", max_length=120)),
                        (
                            "circle",
                            models.CharField(
                                choices=[
                                    ("family", "Family"),
                                    ("friends", "Friends"),
                                    ("neighbours", "Neighbours"),
                                    ("school", "School or nursery"),
                                    ("work", "Work"),
                                    ("faith", "Faith"),
                                    ("health", "Health"),
                                    ("services", "Services"),
                                    ("activities", "Clubs and activities"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "quality",
                            models.CharField(
                                choices=[
                                    ("close", "Close"),
                                    ("very_close", "Very close"),
                                    ("ordinary", "Ordinary"),
                                    ("distant", "Distant"),
                                    ("conflict", "In conflict"),
                                    ("harmful", "Harmful"),
                                    ("cut_off", "Cut off"),
                                ],
                                default="ordinary",
                                max_length=12,
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("both", "Both ways"), ("gives", "The person gives"), ("takes", "The person receives")],
                                default="both",
                                max_length=6,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("recorded_at", models.DateTimeField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("other__isnull", False), models.Q(("name", ""), _negated=True), _connector="OR"
                                ),
                                name="people_tie_to_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("other__isnull", True),
                                    models.Q(("person", models.F("other")), _negated=True),
                                    _connector="OR",
                                ),
                                name="people_tie_not_to_oneself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TieEvent",
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
                                to="people.tie",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        ("name", models.CharField(blank=True, help_text="Who or what, when not on record", max_length=120)),
                        (
                            "circle",
                            models.CharField(
                                choices=[
                                    ("family", "Family"),
                                    ("friends", "Friends"),
                                    ("neighbours", "Neighbours"),
                                    ("school", "School or nursery"),
                                    ("work", "Work"),
                                    ("faith", "Faith"),
                                    ("health", "Health"),
                                    ("services", "Services"),
                                    ("activities", "Clubs and activities"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "quality",
                            models.CharField(
                                choices=[
                                    ("close", "Close"),
                                    ("very_close", "Very close"),
                                    ("ordinary", "Ordinary"),
                                    ("distant", "Distant"),
                                    ("conflict", "In conflict"),
                                    ("harmful", "Harmful"),
                                    ("cut_off", "Cut off"),
                                ],
                                default="ordinary",
                                max_length=12,
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("both", "Both ways"), ("gives", "The person gives"), ("takes", "The person receives")],
                                default="both",
                                max_length=6,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("recorded_at", models.DateTimeField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Professional",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="people.person"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("school", "School, nursery or college"),
                                    ("teacher", "Teacher or safeguarding lead"),
                                    ("gp", "GP"),
                                    ("health_visitor", "Health visitor"),
                                    ("midwife", "Midwife"),
                                    ("school_nurse", "School nurse"),
                                    ("camhs", "Mental health worker"),
                                    ("social_worker", "Social worker"),
                                    ("family_support", "Family support worker"),
                                    ("police", "Police officer"),
                                    ("probation", "Probation officer"),
                                    ("housing", "Housing officer"),
                                    ("advocate", "Advocate"),
                                    ("legal", "Solicitor or guardian"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("organisation", models.CharField(blank=True, max_length=160)),
                        ("telephone", models.CharField(blank=True, max_length=40)),
                        ("email", models.CharField(blank=True, max_length=160)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProfessionalEvent",
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
                                to="people.professional",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("school", "School, nursery or college"),
                                    ("teacher", "Teacher or safeguarding lead"),
                                    ("gp", "GP"),
                                    ("health_visitor", "Health visitor"),
                                    ("midwife", "Midwife"),
                                    ("school_nurse", "School nurse"),
                                    ("camhs", "Mental health worker"),
                                    ("social_worker", "Social worker"),
                                    ("family_support", "Family support worker"),
                                    ("police", "Police officer"),
                                    ("probation", "Probation officer"),
                                    ("housing", "Housing officer"),
                                    ("advocate", "Advocate"),
                                    ("legal", "Solicitor or guardian"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("organisation", models.CharField(blank=True, max_length=160)),
                        ("telephone", models.CharField(blank=True, max_length=40)),
                        ("email", models.CharField(blank=True, max_length=160)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
    ]
