import django.contrib.postgres.constraints
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
        ("people", "0001_tables"),
    ]

    operations = [
        kith.kernel.tables.Tables(
            tables=[
                migrations.CreateModel(
                    name="Episode",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "tier",
                            models.CharField(
                                choices=[
                                    ("early_help", "Early help"),
                                    ("family_help", "Family Help"),
                                    ("child_in_need", "Child in need"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(help_text="Where it came from, such as the reference of a request", max_length=200),
                        ),
                        ("referral_date", models.DateField()),
                        ("referral_source", models.CharField(blank=True, help_text="DfE referral source code", max_length=4)),
                        ("threshold_version", models.CharField(max_length=80)),
                        ("model_version", models.CharField(blank=True, max_length=80)),
                        ("reason", models.TextField()),
                        ("opened_at", models.DateTimeField()),
                        (
                            "opened_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        (
                            "assessment_due_on",
                            models.DateField(
                                blank=True, help_text="Known from the decision on, before anybody opens the assessment", null=True
                            ),
                        ),
                        ("assessment_due_because", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["area", "closed_on"], name="family_help_episode_open")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_on__isnull", True)),
                                fields=("family",),
                                name="family_help_episode_one_open",
                            ),
                            models.UniqueConstraint(fields=("id", "family"), name="family_help_episode_in_family"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_on__isnull", True), ("closed_on__gte", models.F("referral_date")), _connector="OR"
                                ),
                                name="family_help_episode_closed_after_referral",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EpisodeEvent",
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
                                to="family_help.episode",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "tier",
                            models.CharField(
                                choices=[
                                    ("early_help", "Early help"),
                                    ("family_help", "Family Help"),
                                    ("child_in_need", "Child in need"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(help_text="Where it came from, such as the reference of a request", max_length=200),
                        ),
                        ("referral_date", models.DateField()),
                        ("referral_source", models.CharField(blank=True, help_text="DfE referral source code", max_length=4)),
                        ("threshold_version", models.CharField(max_length=80)),
                        ("model_version", models.CharField(blank=True, max_length=80)),
                        ("reason", models.TextField()),
                        ("opened_at", models.DateTimeField()),
                        (
                            "opened_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        (
                            "assessment_due_on",
                            models.DateField(
                                blank=True, help_text="Known from the decision on, before anybody opens the assessment", null=True
                            ),
                        ),
                        ("assessment_due_because", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EpisodeChild",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "episode",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="children", to="family_help.episode"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
                        ),
                        ("referral_date", models.DateField()),
                        ("referral_source", models.CharField(blank=True, help_text="DfE referral source code", max_length=4)),
                        ("primary_need", models.CharField(blank=True, help_text="DfE primary need code", max_length=4)),
                        ("no_further_action", models.BooleanField(default=False)),
                        ("upn_unknown", models.CharField(blank=True, help_text="DfE code: why there is no UPN", max_length=4)),
                        ("joined_on", models.DateField()),
                        ("left_on", models.DateField(blank=True, null=True)),
                        ("closure_reason", models.CharField(blank=True, help_text="DfE reason for closure code", max_length=4)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["person"], name="family_help_child_person")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_on__isnull", True)),
                                fields=("area", "person"),
                                name="family_help_child_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_on__isnull", True), ("left_on__gte", models.F("joined_on")), _connector="OR"
                                ),
                                name="family_help_child_left_after_joined",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EpisodeChildEvent",
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
                                to="family_help.episodechild",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "episode",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.episode",
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
                        ("referral_date", models.DateField()),
                        ("referral_source", models.CharField(blank=True, help_text="DfE referral source code", max_length=4)),
                        ("primary_need", models.CharField(blank=True, help_text="DfE primary need code", max_length=4)),
                        ("no_further_action", models.BooleanField(default=False)),
                        ("upn_unknown", models.CharField(blank=True, help_text="DfE code: why there is no UPN", max_length=4)),
                        ("joined_on", models.DateField()),
                        ("left_on", models.DateField(blank=True, null=True)),
                        ("closure_reason", models.CharField(blank=True, help_text="DfE reason for closure code", max_length=4)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BasisOfHelp",
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
                            "episode_child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="bases", to="family_help.episodechild"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("by_agreement", "By agreement"),
                                    ("section_17", "Child in need (section 17)"),
                                    ("section_47", "Child protection enquiry (section 47)"),
                                    ("child_protection_plan", "Child protection plan"),
                                    ("looked_after", "Looked after"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        (
                            "ends_on",
                            models.DateField(
                                blank=True, help_text="The day the next basis begins; not itself included", null=True
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("evidence", models.TextField(blank=True)),
                        ("family_said", models.TextField(blank=True)),
                        (
                            "agreed",
                            models.BooleanField(
                                help_text="For help by agreement; empty where agreement is not what decides", null=True
                            ),
                        ),
                        (
                            "ended_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("review_conference", "A review conference"),
                                    ("receiving_area", "A conference in the receiving area"),
                                    ("eighteenth_birthday", "The child's 18th birthday"),
                                    ("death", "The child's death"),
                                    ("moved_abroad", "A permanent move abroad"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "counted_from",
                            models.DateField(
                                blank=True,
                                help_text="The request, decision or event that raised the child to this (P-25)",
                                null=True,
                            ),
                        ),
                        (
                            "assessment_limit",
                            models.CharField(
                                blank=True,
                                help_text="The time limit of the model that it starts; empty: the basis says",
                                max_length=60,
                            ),
                        ),
                        ("threshold_version", models.CharField(max_length=80)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("decided_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("area", "="),
                                    ("person", "="),
                                    (
                                        models.Func(
                                            models.F("starts_on"), models.F("ends_on"), models.Value("[)"), function="daterange"
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="family_help_basis_no_overlap",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="family_help_basis_ends_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BasisOfHelpEvent",
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
                                to="family_help.basisofhelp",
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
                            "episode_child",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.episodechild",
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
                            "basis",
                            models.CharField(
                                choices=[
                                    ("by_agreement", "By agreement"),
                                    ("section_17", "Child in need (section 17)"),
                                    ("section_47", "Child protection enquiry (section 47)"),
                                    ("child_protection_plan", "Child protection plan"),
                                    ("looked_after", "Looked after"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        (
                            "ends_on",
                            models.DateField(
                                blank=True, help_text="The day the next basis begins; not itself included", null=True
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("evidence", models.TextField(blank=True)),
                        ("family_said", models.TextField(blank=True)),
                        (
                            "agreed",
                            models.BooleanField(
                                help_text="For help by agreement; empty where agreement is not what decides", null=True
                            ),
                        ),
                        (
                            "ended_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("review_conference", "A review conference"),
                                    ("receiving_area", "A conference in the receiving area"),
                                    ("eighteenth_birthday", "The child's 18th birthday"),
                                    ("death", "The child's death"),
                                    ("moved_abroad", "A permanent move abroad"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "counted_from",
                            models.DateField(
                                blank=True,
                                help_text="The request, decision or event that raised the child to this (P-25)",
                                null=True,
                            ),
                        ),
                        (
                            "assessment_limit",
                            models.CharField(
                                blank=True,
                                help_text="The time limit of the model that it starts; empty: the basis says",
                                max_length=60,
                            ),
                        ),
                        ("threshold_version", models.CharField(max_length=80)),
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
                        ("decided_at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Assessment",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "episode",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="family_help.episode"
                            ),
                        ),
                        ("kind", models.CharField(choices=[("assessment", "Assessment"), ("update", "Update")], max_length=10)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Being written"),
                                    ("submitted", "Waiting for sign-off"),
                                    ("returned", "Sent back"),
                                    ("authorised", "Signed off"),
                                    ("stopped", "Stopped"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("purpose", models.TextField(blank=True, help_text="For an update: what has changed")),
                        ("started_on", models.DateField()),
                        (
                            "started_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, help_text="Empty: the area has not set a limit", null=True)),
                        (
                            "due_because",
                            models.CharField(help_text="The rule behind the due date, or that none is set", max_length=300),
                        ),
                        ("model_version", models.CharField(max_length=80)),
                        ("analysis", models.TextField(blank=True)),
                        ("what_needs_to_change", models.TextField(blank=True)),
                        ("family_view", models.TextField(blank=True)),
                        ("disputed", models.TextField(blank=True, help_text="What the family sees differently")),
                        (
                            "factors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=4),
                                blank=True,
                                default=list,
                                help_text="DfE assessment factor codes",
                                size=None,
                            ),
                        ),
                        ("internal_review_on", models.DateField(blank=True, null=True)),
                        ("overrun_reason", models.TextField(blank=True)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("returned_reason", models.TextField(blank=True)),
                        ("authorised_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "authorised_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("authorised_note", models.TextField(blank=True)),
                        (
                            "stopped_at",
                            models.DateTimeField(blank=True, help_text="When help ended before it was signed off", null=True),
                        ),
                        ("stopped_reason", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["authorised", "stopped"]), _negated=True),
                                fields=("episode",),
                                name="family_help_assessment_one_in_work",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "assessment")), fields=("episode",), name="family_help_assessment_one"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("authorised_at__isnull", False), ("state", "authorised")),
                                    models.Q(models.Q(("state", "authorised"), _negated=True), ("authorised_at__isnull", True)),
                                    _connector="OR",
                                ),
                                name="family_help_assessment_authorised_at",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "stopped"), ("stopped_at__isnull", False)),
                                    models.Q(models.Q(("state", "stopped"), _negated=True), ("stopped_at__isnull", True)),
                                    _connector="OR",
                                ),
                                name="family_help_assessment_stopped_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentEvent",
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
                                to="family_help.assessment",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "episode",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.episode",
                            ),
                        ),
                        ("kind", models.CharField(choices=[("assessment", "Assessment"), ("update", "Update")], max_length=10)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Being written"),
                                    ("submitted", "Waiting for sign-off"),
                                    ("returned", "Sent back"),
                                    ("authorised", "Signed off"),
                                    ("stopped", "Stopped"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("purpose", models.TextField(blank=True, help_text="For an update: what has changed")),
                        ("started_on", models.DateField()),
                        (
                            "started_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, help_text="Empty: the area has not set a limit", null=True)),
                        (
                            "due_because",
                            models.CharField(help_text="The rule behind the due date, or that none is set", max_length=300),
                        ),
                        ("model_version", models.CharField(max_length=80)),
                        ("analysis", models.TextField(blank=True)),
                        ("what_needs_to_change", models.TextField(blank=True)),
                        ("family_view", models.TextField(blank=True)),
                        ("disputed", models.TextField(blank=True, help_text="What the family sees differently")),
                        (
                            "factors",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=4),
                                blank=True,
                                default=list,
                                help_text="DfE assessment factor codes",
                                size=None,
                            ),
                        ),
                        ("internal_review_on", models.DateField(blank=True, null=True)),
                        ("overrun_reason", models.TextField(blank=True)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "submitted_by",
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
                        ("returned_reason", models.TextField(blank=True)),
                        ("authorised_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "authorised_by",
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
                        ("authorised_note", models.TextField(blank=True)),
                        (
                            "stopped_at",
                            models.DateTimeField(blank=True, help_text="When help ended before it was signed off", null=True),
                        ),
                        ("stopped_reason", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentSection",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="sections", to="family_help.assessment"
                            ),
                        ),
                        ("domain", models.CharField(max_length=60)),
                        ("title", models.CharField(max_length=200)),
                        (
                            "prompts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), blank=True, default=list, size=None
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("words", models.TextField(blank=True)),
                        ("saved_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("assessment", "domain"), name="family_help_section_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentSectionEvent",
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
                                to="family_help.assessmentsection",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "assessment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.assessment",
                            ),
                        ),
                        ("domain", models.CharField(max_length=60)),
                        ("title", models.CharField(max_length=200)),
                        (
                            "prompts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.TextField(), blank=True, default=list, size=None
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("words", models.TextField(blank=True)),
                        ("saved_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentMember",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="members", to="family_help.assessment"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
                        ),
                        ("role", models.CharField(max_length=10)),
                        ("strengths", models.TextField(blank=True)),
                        ("needs", models.TextField(blank=True)),
                        ("daily_life", models.TextField(blank=True, help_text="For a child: what a day is like for them")),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("assessment", "person"), name="family_help_member_once")],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentMemberEvent",
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
                                to="family_help.assessmentmember",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "assessment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.assessment",
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
                        ("role", models.CharField(max_length=10)),
                        ("strengths", models.TextField(blank=True)),
                        ("needs", models.TextField(blank=True)),
                        ("daily_life", models.TextField(blank=True, help_text="For a child: what a day is like for them")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KnownFact",
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
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="known", to="family_help.assessment"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                help_text="Who else the fact names",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("label", models.CharField(max_length=120)),
                        ("value", models.TextField()),
                        ("source", models.CharField(max_length=200)),
                        ("known_on", models.DateField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KnownFactEvent",
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
                                to="family_help.knownfact",
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
                            "assessment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.assessment",
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
                            "other",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="Who else the fact names",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        ("label", models.CharField(max_length=120)),
                        ("value", models.TextField()),
                        ("source", models.CharField(max_length=200)),
                        ("known_on", models.DateField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChildSeen",
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
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="seen", to="family_help.assessment"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
                        ),
                        ("seen_on", models.DateField()),
                        ("alone", models.BooleanField()),
                        (
                            "seen_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("words", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChildSeenEvent",
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
                                to="family_help.childseen",
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
                            "assessment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.assessment",
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
                        ("seen_on", models.DateField()),
                        ("alone", models.BooleanField()),
                        (
                            "seen_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("words", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChildWords",
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
                            "episode",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="child_words", to="family_help.episode"
                            ),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="child_words",
                                to="family_help.assessment",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
                        ),
                        ("words", models.TextField(blank=True)),
                        ("no_view_reason", models.TextField(blank=True)),
                        ("how", models.TextField(help_text="How the child said it, or how their view was sought")),
                        ("said_on", models.DateField()),
                        (
                            "heard_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        (
                            "readers",
                            models.CharField(
                                choices=[
                                    ("undecided", "Professionals only, until it is decided who may read it"),
                                    ("professionals", "Professionals only"),
                                    ("named", "The people named"),
                                ],
                                default="undecided",
                                max_length=14,
                            ),
                        ),
                        (
                            "may_read",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(),
                                blank=True,
                                default=list,
                                help_text="Persons, when the readers are named",
                                size=None,
                            ),
                        ),
                        (
                            "readers_decided_by",
                            models.CharField(
                                blank=True,
                                choices=[("child", "The child"), ("worker", "The worker, with a reason")],
                                max_length=8,
                            ),
                        ),
                        ("readers_reason", models.TextField(blank=True)),
                        ("readers_decided_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("no_view_reason", ""), ("words", ""), _negated=True),
                                name="family_help_child_words_or_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("readers", "named"), ("may_read__len", 0), _connector="OR"),
                                name="family_help_child_words_named_readers",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChildWordsEvent",
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
                                to="family_help.childwords",
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
                            "episode",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.episode",
                            ),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.assessment",
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
                        ("words", models.TextField(blank=True)),
                        ("no_view_reason", models.TextField(blank=True)),
                        ("how", models.TextField(help_text="How the child said it, or how their view was sought")),
                        ("said_on", models.DateField()),
                        (
                            "heard_by",
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
                            "readers",
                            models.CharField(
                                choices=[
                                    ("undecided", "Professionals only, until it is decided who may read it"),
                                    ("professionals", "Professionals only"),
                                    ("named", "The people named"),
                                ],
                                default="undecided",
                                max_length=14,
                            ),
                        ),
                        (
                            "may_read",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(),
                                blank=True,
                                default=list,
                                help_text="Persons, when the readers are named",
                                size=None,
                            ),
                        ),
                        (
                            "readers_decided_by",
                            models.CharField(
                                blank=True,
                                choices=[("child", "The child"), ("worker", "The worker, with a reason")],
                                max_length=8,
                            ),
                        ),
                        ("readers_reason", models.TextField(blank=True)),
                        ("readers_decided_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AssessedNeed",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="family_help.assessment"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("words", models.TextField()),
                        ("position", models.PositiveSmallIntegerField()),
                        ("not_in_plan_reason", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("assessment", "position"), name="family_help_need_position")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssessedNeedEvent",
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
                                to="family_help.assessedneed",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "assessment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.assessment",
                            ),
                        ),
                        (
                            "person",
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
                        ("words", models.TextField()),
                        ("position", models.PositiveSmallIntegerField()),
                        ("not_in_plan_reason", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentVersion",
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
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="family_help.assessment"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("state", models.CharField(max_length=10)),
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
                        ("content", models.JSONField()),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("assessment", "number"), name="family_help_assessment_version_once"),
                            models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="family_help_version_from_one"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DangerAlert",
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
                        ("words", models.TextField()),
                        ("raised_at", models.DateTimeField()),
                        (
                            "raised_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("raised_by_name", models.CharField(max_length=160)),
                        (
                            "on_duty",
                            models.ForeignKey(
                                help_text="Who was alerted",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("answer", models.TextField(blank=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("answered_at__isnull", True)),
                                fields=["area", "raised_at"],
                                name="family_help_danger_open",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DangerAlertEvent",
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
                                to="family_help.dangeralert",
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
                        ("words", models.TextField()),
                        ("raised_at", models.DateTimeField()),
                        (
                            "raised_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("raised_by_name", models.CharField(max_length=160)),
                        (
                            "on_duty",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="Who was alerted",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
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
                        ("answer", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LeadAssignment",
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
                            "episode",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="leads", to="family_help.episode"
                            ),
                        ),
                        (
                            "practitioner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.practitioner"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waiting for an answer"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("best_placed_reason", models.TextField()),
                        ("family_preference", models.TextField()),
                        ("children_preference", models.TextField(blank=True)),
                        (
                            "risk_level",
                            models.CharField(
                                blank=True, choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")], max_length=8
                            ),
                        ),
                        (
                            "rule",
                            models.CharField(help_text="The rule of the practice model that allowed this lead", max_length=80),
                        ),
                        ("needs_overseer", models.CharField(blank=True, max_length=40)),
                        ("model_version", models.CharField(max_length=80)),
                        ("change_reason", models.TextField(blank=True)),
                        ("handover_summary", models.TextField(blank=True)),
                        ("handover_outstanding", models.TextField(blank=True)),
                        (
                            "introduced_on",
                            models.DateField(
                                blank=True, help_text="When the family met the new lead with the old one", null=True
                            ),
                        ),
                        (
                            "family_told",
                            models.TextField(
                                blank=True, help_text="What the family was told about the change, and what they said"
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("proposed_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        (
                            "ends_on",
                            models.DateField(
                                blank=True, help_text="The day the next lead begins; not itself included", null=True
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practitioner", "state", "ends_on"], name="family_help_lead_of")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("starts_on__isnull", False)),
                                expressions=[
                                    ("episode", "="),
                                    (
                                        models.Func(
                                            models.F("starts_on"), models.F("ends_on"), models.Value("[)"), function="daterange"
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="family_help_lead_one_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="family_help_lead_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("starts_on__isnull", False), ("state", "accepted")),
                                    models.Q(models.Q(("state", "accepted"), _negated=True), ("starts_on__isnull", True)),
                                    _connector="OR",
                                ),
                                name="family_help_lead_starts_when_accepted",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "proposed")),
                                fields=("episode",),
                                name="family_help_lead_one_proposed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeadAssignmentEvent",
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
                                to="family_help.leadassignment",
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
                            "episode",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.episode",
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
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waiting for an answer"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("best_placed_reason", models.TextField()),
                        ("family_preference", models.TextField()),
                        ("children_preference", models.TextField(blank=True)),
                        (
                            "risk_level",
                            models.CharField(
                                blank=True, choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")], max_length=8
                            ),
                        ),
                        (
                            "rule",
                            models.CharField(help_text="The rule of the practice model that allowed this lead", max_length=80),
                        ),
                        ("needs_overseer", models.CharField(blank=True, max_length=40)),
                        ("model_version", models.CharField(max_length=80)),
                        ("change_reason", models.TextField(blank=True)),
                        ("handover_summary", models.TextField(blank=True)),
                        ("handover_outstanding", models.TextField(blank=True)),
                        (
                            "introduced_on",
                            models.DateField(
                                blank=True, help_text="When the family met the new lead with the old one", null=True
                            ),
                        ),
                        (
                            "family_told",
                            models.TextField(
                                blank=True, help_text="What the family was told about the change, and what they said"
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("proposed_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        (
                            "ends_on",
                            models.DateField(
                                blank=True, help_text="The day the next lead begins; not itself included", null=True
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Oversight",
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
                            "episode",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="oversights", to="family_help.episode"
                            ),
                        ),
                        (
                            "practitioner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.practitioner"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("named_social_worker", "Named social worker"),
                                    ("senior_social_worker", "Senior social worker of the team"),
                                ],
                                max_length=24,
                            ),
                        ),
                        (
                            "automatic",
                            models.BooleanField(default=False, help_text="Brought in by the area's rule, not asked for"),
                        ),
                        ("reason", models.TextField()),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["practitioner", "ends_on"], name="family_help_oversight_of")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("episode", "="),
                                    (
                                        models.Func(
                                            models.F("starts_on"), models.F("ends_on"), models.Value("[)"), function="daterange"
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="family_help_oversight_one_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OversightEvent",
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
                                to="family_help.oversight",
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
                            "episode",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.episode",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("named_social_worker", "Named social worker"),
                                    ("senior_social_worker", "Senior social worker of the team"),
                                ],
                                max_length=24,
                            ),
                        ),
                        (
                            "automatic",
                            models.BooleanField(default=False, help_text="Brought in by the area's rule, not asked for"),
                        ),
                        ("reason", models.TextField()),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChildWorker",
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
                            "episode_child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="workers", to="family_help.episodechild"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
                        ),
                        (
                            "practitioner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.practitioner"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("key_worker", "Key worker"), ("social_worker", "Named social worker")], max_length=14
                            ),
                        ),
                        ("what_for", models.TextField()),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=("episode_child", "practitioner", "kind"),
                                name="family_help_child_worker_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChildWorkerEvent",
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
                                to="family_help.childworker",
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
                            "episode_child",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.episodechild",
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
                            "kind",
                            models.CharField(
                                choices=[("key_worker", "Key worker"), ("social_worker", "Named social worker")], max_length=14
                            ),
                        ),
                        ("what_for", models.TextField()),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ModelMove",
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
                            "episode",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="model_moves", to="family_help.episode"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("episode", "Episode"), ("assessment", "Assessment"), ("plan", "Plan")], max_length=10
                            ),
                        ),
                        ("step_id", models.UUIDField(help_text="The id of the episode, assessment or plan that was moved")),
                        ("from_version", models.CharField(max_length=80)),
                        ("to_version", models.CharField(max_length=80)),
                        ("reason", models.TextField()),
                        ("moved_at", models.DateTimeField()),
                        (
                            "moved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.practitioner"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["moved_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("from_version", models.F("to_version")), _negated=True),
                                name="family_help_move_to_another_version",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="family_help_move_has_reason"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "episode",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="family_help.episode"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Being made"), ("agreed", "Agreed"), ("ended", "Ended")],
                                default="draft",
                                max_length=8,
                            ),
                        ),
                        ("title", models.CharField(help_text="The area's own name for the plan", max_length=120)),
                        ("model_version", models.CharField(max_length=80)),
                        ("started_on", models.DateField()),
                        ("family_proposal", models.TextField(blank=True)),
                        ("proposal_by", models.CharField(blank=True, help_text="Who in the family proposed it", max_length=200)),
                        ("no_proposal_reason", models.TextField(blank=True)),
                        ("if_things_get_harder", models.TextField(blank=True)),
                        (
                            "contact",
                            models.CharField(
                                blank=True, help_text="How often and how the lead and the family meet", max_length=200
                            ),
                        ),
                        ("moving_on", models.TextField(blank=True)),
                        ("next_review_on", models.DateField(blank=True, null=True)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("family_agreement", models.TextField(blank=True, help_text="What each said about agreeing to it")),
                        ("ended_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "ended"), _negated=True),
                                fields=("episode",),
                                name="family_help_plan_one_active",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanEvent",
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
                                to="family_help.plan",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "episode",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.episode",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Being made"), ("agreed", "Agreed"), ("ended", "Ended")],
                                default="draft",
                                max_length=8,
                            ),
                        ),
                        ("title", models.CharField(help_text="The area's own name for the plan", max_length=120)),
                        ("model_version", models.CharField(max_length=80)),
                        ("started_on", models.DateField()),
                        ("family_proposal", models.TextField(blank=True)),
                        ("proposal_by", models.CharField(blank=True, help_text="Who in the family proposed it", max_length=200)),
                        ("no_proposal_reason", models.TextField(blank=True)),
                        ("if_things_get_harder", models.TextField(blank=True)),
                        (
                            "contact",
                            models.CharField(
                                blank=True, help_text="How often and how the lead and the family meet", max_length=200
                            ),
                        ),
                        ("moving_on", models.TextField(blank=True)),
                        ("next_review_on", models.DateField(blank=True, null=True)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agreed_by",
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
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "approved_by",
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
                        ("family_agreement", models.TextField(blank=True, help_text="What each said about agreeing to it")),
                        ("ended_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PlanChild",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="children", to="family_help.plan"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
                        ),
                        ("words", models.TextField(blank=True)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("plan", "person"), name="family_help_plan_child_once")],
                    },
                ),
                migrations.CreateModel(
                    name="PlanChildEvent",
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
                                to="family_help.planchild",
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
                        ("version", models.PositiveIntegerField(default=1)),
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
                        ("words", models.TextField(blank=True)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Goal",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="family_help.plan"
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="family_help.assessedneed",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whose goal; empty for the family's",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("words", models.TextField()),
                        ("worded_by", models.CharField(help_text="Whose words they are", max_length=120)),
                        ("outcome", models.TextField(blank=True, help_text="What will be different, in plain words")),
                        ("by_when", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Working on it"), ("met", "Done"), ("stopped", "Stopped")],
                                default="open",
                                max_length=8,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [models.UniqueConstraint(fields=("plan", "position"), name="family_help_goal_position")],
                    },
                ),
                migrations.CreateModel(
                    name="GoalEvent",
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
                                to="family_help.goal",
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
                        ("version", models.PositiveIntegerField(default=1)),
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
                            "need",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.assessedneed",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Whose goal; empty for the family's",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.person",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("words", models.TextField()),
                        ("worded_by", models.CharField(help_text="Whose words they are", max_length=120)),
                        ("outcome", models.TextField(blank=True, help_text="What will be different, in plain words")),
                        ("by_when", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Working on it"), ("met", "Done"), ("stopped", "Stopped")],
                                default="open",
                                max_length=8,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Action",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="family_help.goal"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("words", models.TextField()),
                        (
                            "author_side",
                            models.CharField(
                                choices=[("family", "Family"), ("network", "Family network"), ("professional", "Professional")],
                                max_length=12,
                            ),
                        ),
                        ("author", models.CharField(max_length=120)),
                        (
                            "owner_side",
                            models.CharField(
                                choices=[("family", "Family"), ("network", "Family network"), ("professional", "Professional")],
                                max_length=12,
                            ),
                        ),
                        (
                            "owner_person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "owner_practitioner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("owner_words", models.CharField(blank=True, help_text="When the owner is on no record", max_length=120)),
                        ("by_when", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "To do"), ("done", "Done"), ("stopped", "No longer needed")],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("owner_person__isnull", False),
                                    ("owner_practitioner__isnull", False),
                                    models.Q(("owner_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="family_help_action_has_owner",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActionEvent",
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
                                to="family_help.action",
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "goal",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.goal",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("words", models.TextField()),
                        (
                            "author_side",
                            models.CharField(
                                choices=[("family", "Family"), ("network", "Family network"), ("professional", "Professional")],
                                max_length=12,
                            ),
                        ),
                        ("author", models.CharField(max_length=120)),
                        (
                            "owner_side",
                            models.CharField(
                                choices=[("family", "Family"), ("network", "Family network"), ("professional", "Professional")],
                                max_length=12,
                            ),
                        ),
                        (
                            "owner_person",
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
                        ("owner_words", models.CharField(blank=True, help_text="When the owner is on no record", max_length=120)),
                        ("by_when", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "To do"), ("done", "Done"), ("stopped", "No longer needed")],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PlanReview",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="family_help.plan"
                            ),
                        ),
                        ("held_on", models.DateField()),
                        ("present", models.TextField()),
                        ("words", models.TextField()),
                        ("family_said", models.TextField()),
                        ("next_review_on", models.DateField(blank=True, null=True)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["held_on"],
                    },
                ),
                migrations.CreateModel(
                    name="PlanReviewEvent",
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
                                to="family_help.planreview",
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
                        ("held_on", models.DateField()),
                        ("present", models.TextField()),
                        ("words", models.TextField()),
                        ("family_said", models.TextField()),
                        ("next_review_on", models.DateField(blank=True, null=True)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GoalProgress",
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
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="progress", to="family_help.planreview"
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="progress", to="family_help.goal"
                            ),
                        ),
                        (
                            "progress",
                            models.CharField(
                                choices=[("met", "Done"), ("better", "Better"), ("same", "The same"), ("worse", "Harder")],
                                max_length=8,
                            ),
                        ),
                        ("family_said", models.TextField(blank=True)),
                        ("worker_said", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("review", "goal"), name="family_help_progress_once")],
                    },
                ),
                migrations.CreateModel(
                    name="GoalProgressEvent",
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
                                to="family_help.goalprogress",
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
                            "review",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.planreview",
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.goal",
                            ),
                        ),
                        (
                            "progress",
                            models.CharField(
                                choices=[("met", "Done"), ("better", "Better"), ("same", "The same"), ("worse", "Harder")],
                                max_length=8,
                            ),
                        ),
                        ("family_said", models.TextField(blank=True)),
                        ("worker_said", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PlanVersion",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="family_help.plan"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("why", models.CharField(max_length=20)),
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
                        ("content", models.JSONField()),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [models.UniqueConstraint(fields=("plan", "number"), name="family_help_plan_version_once")],
                    },
                ),
                migrations.CreateModel(
                    name="PlanShare",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="family_help.plan"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
                        ),
                        ("contact", models.CharField(help_text="Where it was sent or how it was handed over", max_length=160)),
                        ("agreed_safe", models.BooleanField()),
                        ("shared_at", models.DateTimeField()),
                        (
                            "shared_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PlanShareEvent",
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
                                to="family_help.planshare",
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
                        ("contact", models.CharField(help_text="Where it was sent or how it was handed over", max_length=160)),
                        ("agreed_safe", models.BooleanField()),
                        ("shared_at", models.DateTimeField()),
                        (
                            "shared_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StepDecision",
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
                            "episode",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="family_help.episode"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("up", "Step up"), ("down", "Step down"), ("close", "Close")], max_length=6
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for the receiving lead to accept"),
                                    ("in_effect", "In effect"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "from_tier",
                            models.CharField(
                                choices=[
                                    ("early_help", "Early help"),
                                    ("family_help", "Family Help"),
                                    ("child_in_need", "Child in need"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "to_tier",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("early_help", "Early help"),
                                    ("family_help", "Family Help"),
                                    ("child_in_need", "Child in need"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("threshold_version", models.CharField(max_length=80)),
                        ("reason", models.TextField()),
                        ("evidence", models.TextField()),
                        ("family_said", models.TextField()),
                        ("agreed", models.BooleanField(null=True)),
                        ("moving_on_plan", models.TextField(blank=True)),
                        (
                            "receiving_lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="family_help.leadassignment",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("decided_at", models.DateTimeField()),
                        ("in_effect_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["episode", "decided_at"], name="family_help_step_episode")],
                    },
                ),
                migrations.CreateModel(
                    name="StepDecisionEvent",
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
                                to="family_help.stepdecision",
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
                            "episode",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.episode",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("up", "Step up"), ("down", "Step down"), ("close", "Close")], max_length=6
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for the receiving lead to accept"),
                                    ("in_effect", "In effect"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "from_tier",
                            models.CharField(
                                choices=[
                                    ("early_help", "Early help"),
                                    ("family_help", "Family Help"),
                                    ("child_in_need", "Child in need"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "to_tier",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("early_help", "Early help"),
                                    ("family_help", "Family Help"),
                                    ("child_in_need", "Child in need"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("threshold_version", models.CharField(max_length=80)),
                        ("reason", models.TextField()),
                        ("evidence", models.TextField()),
                        ("family_said", models.TextField()),
                        ("agreed", models.BooleanField(null=True)),
                        ("moving_on_plan", models.TextField(blank=True)),
                        (
                            "receiving_lead",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.leadassignment",
                            ),
                        ),
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
                        ("decided_at", models.DateTimeField()),
                        ("in_effect_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChildStep",
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
                            "step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="family_help.stepdecision",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
                        ),
                        (
                            "from_basis",
                            models.CharField(
                                choices=[
                                    ("by_agreement", "By agreement"),
                                    ("section_17", "Child in need (section 17)"),
                                    ("section_47", "Child protection enquiry (section 47)"),
                                    ("child_protection_plan", "Child protection plan"),
                                    ("looked_after", "Looked after"),
                                ],
                                max_length=24,
                            ),
                        ),
                        (
                            "to_basis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("by_agreement", "By agreement"),
                                    ("section_17", "Child in need (section 17)"),
                                    ("section_47", "Child protection enquiry (section 47)"),
                                    ("child_protection_plan", "Child protection plan"),
                                    ("looked_after", "Looked after"),
                                ],
                                help_text="Empty: help for this child ends",
                                max_length=24,
                            ),
                        ),
                        ("closure_reason", models.CharField(blank=True, max_length=4)),
                        ("ended_by", models.CharField(blank=True, max_length=20)),
                        ("child_said", models.TextField(blank=True)),
                        ("not_asked_reason", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("step", "person"), name="family_help_child_step_once")],
                    },
                ),
                migrations.CreateModel(
                    name="ChildStepEvent",
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
                                to="family_help.childstep",
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
                            "step",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.stepdecision",
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
                            "from_basis",
                            models.CharField(
                                choices=[
                                    ("by_agreement", "By agreement"),
                                    ("section_17", "Child in need (section 17)"),
                                    ("section_47", "Child protection enquiry (section 47)"),
                                    ("child_protection_plan", "Child protection plan"),
                                    ("looked_after", "Looked after"),
                                ],
                                max_length=24,
                            ),
                        ),
                        (
                            "to_basis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("by_agreement", "By agreement"),
                                    ("section_17", "Child in need (section 17)"),
                                    ("section_47", "Child protection enquiry (section 47)"),
                                    ("child_protection_plan", "Child protection plan"),
                                    ("looked_after", "Looked after"),
                                ],
                                help_text="Empty: help for this child ends",
                                max_length=24,
                            ),
                        ),
                        ("closure_reason", models.CharField(blank=True, max_length=4)),
                        ("ended_by", models.CharField(blank=True, max_length=20)),
                        ("child_said", models.TextField(blank=True)),
                        ("not_asked_reason", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GrantStep",
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
                            "step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="family_help.stepdecision"
                            ),
                        ),
                        (
                            "practitioner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.practitioner"
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                choices=[("confirm", "Keep as it is"), ("narrow", "Show less"), ("end", "End")], max_length=8
                            ),
                        ),
                        (
                            "parts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30), default=list, size=None
                            ),
                        ),
                        ("reason", models.TextField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GrantStepEvent",
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
                                to="family_help.grantstep",
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
                            "step",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.stepdecision",
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
                        (
                            "decision",
                            models.CharField(
                                choices=[("confirm", "Keep as it is"), ("narrow", "Show less"), ("end", "End")], max_length=8
                            ),
                        ),
                        (
                            "parts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30), default=list, size=None
                            ),
                        ),
                        ("reason", models.TextField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
    ]
