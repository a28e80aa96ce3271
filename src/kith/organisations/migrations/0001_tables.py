import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
from django.conf import settings
from django.db import migrations, models

import kith.kernel.ids
import kith.kernel.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        kith.kernel.tables.Tables(
            tables=[
                migrations.CreateModel(
                    name="Area",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        ("slug", models.SlugField(unique=True)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "mode",
                            models.CharField(
                                choices=[("pathfinder", "Pathfinder"), ("non_pathfinder", "Not a pathfinder")],
                                default="pathfinder",
                                max_length=20,
                            ),
                        ),
                        (
                            "la_code",
                            models.CharField(blank=True, help_text="Three-digit DfE code of the local authority", max_length=3),
                        ),
                        (
                            "live_at",
                            models.DateTimeField(blank=True, help_text="Since when it takes requests from outside", null=True),
                        ),
                        ("live_by", models.CharField(blank=True, help_text="Who took it live", max_length=160)),
                        (
                            "not_live_since",
                            models.DateTimeField(
                                blank=True, help_text="When it was taken back, and takes no more from outside", null=True
                            ),
                        ),
                        ("not_live_reason", models.TextField(blank=True, help_text="Why it was taken back")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("live_at__isnull", True), models.Q(("live_by", ""), _negated=True), _connector="OR"
                                ),
                                name="organisations_area_live_by_someone",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("not_live_since__isnull", True),
                                    models.Q(("live_at__isnull", True), models.Q(("not_live_reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="organisations_area_not_live_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AreaEvent",
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
                                to="organisations.area",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, serialize=False)),
                        ("slug", models.SlugField(db_index=False)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "mode",
                            models.CharField(
                                choices=[("pathfinder", "Pathfinder"), ("non_pathfinder", "Not a pathfinder")],
                                default="pathfinder",
                                max_length=20,
                            ),
                        ),
                        (
                            "la_code",
                            models.CharField(blank=True, help_text="Three-digit DfE code of the local authority", max_length=3),
                        ),
                        (
                            "live_at",
                            models.DateTimeField(blank=True, help_text="Since when it takes requests from outside", null=True),
                        ),
                        ("live_by", models.CharField(blank=True, help_text="Who took it live", max_length=160)),
                        (
                            "not_live_since",
                            models.DateTimeField(
                                blank=True, help_text="When it was taken back, and takes no more from outside", null=True
                            ),
                        ),
                        ("not_live_reason", models.TextField(blank=True, help_text="Why it was taken back")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Agency",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        ("slug", models.SlugField(unique=True)),
                        ("name", models.CharField(max_length=160)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("childrens_services", "Children's services"),
                                    ("health", "Health"),
                                    ("police", "Police"),
                                    ("education", "Education"),
                                    ("housing", "Housing"),
                                    ("adult_social_care", "Adult social care"),
                                    ("probation", "Probation"),
                                    ("voluntary", "Voluntary and community"),
                                    ("other", "Other"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("areas", models.ManyToManyField(related_name="agencies", to="organisations.area")),
                    ],
                ),
                migrations.CreateModel(
                    name="AgencyEvent",
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
                                to="organisations.agency",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, serialize=False)),
                        ("slug", models.SlugField(db_index=False)),
                        ("name", models.CharField(max_length=160)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("childrens_services", "Children's services"),
                                    ("health", "Health"),
                                    ("police", "Police"),
                                    ("education", "Education"),
                                    ("housing", "Housing"),
                                    ("adult_social_care", "Adult social care"),
                                    ("probation", "Probation"),
                                    ("voluntary", "Voluntary and community"),
                                    ("other", "Other"),
                                ],
                                max_length=30,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AgencyArea",
                    fields=[],
                    options={
                        "proxy": True,
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=("organisations.agency_areas",),
                ),
                migrations.CreateModel(
                    name="AgencyAreaEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "agency",
                            models.ForeignKey(
                                db_constraint=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.area",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Team",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="teams", to="organisations.area"
                            ),
                        ),
                        ("slug", models.SlugField()),
                        ("name", models.CharField(max_length=160)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("front_door", "Front door"),
                                    ("family_help", "Family Help team"),
                                    ("child_protection", "Multi-agency child protection team"),
                                    ("out_of_hours", "Out-of-hours team"),
                                    ("hub", "Hub"),
                                    ("other", "Other"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("locality", models.CharField(blank=True, max_length=120)),
                        ("telephone", models.CharField(blank=True, max_length=40)),
                        (
                            "expected_disciplines",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30), blank=True, default=list, size=None
                            ),
                        ),
                        ("ends_on", models.DateField(blank=True, help_text="Its last day", null=True)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("area", "slug"), name="organisations_team_slug_in_area")],
                    },
                ),
                migrations.CreateModel(
                    name="TeamEvent",
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
                                to="organisations.team",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
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
                        ("slug", models.SlugField(db_index=False)),
                        ("name", models.CharField(max_length=160)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("front_door", "Front door"),
                                    ("family_help", "Family Help team"),
                                    ("child_protection", "Multi-agency child protection team"),
                                    ("out_of_hours", "Out-of-hours team"),
                                    ("hub", "Hub"),
                                    ("other", "Other"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("locality", models.CharField(blank=True, max_length=120)),
                        ("telephone", models.CharField(blank=True, max_length=40)),
                        (
                            "expected_disciplines",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30), blank=True, default=list, size=None
                            ),
                        ),
                        ("ends_on", models.DateField(blank=True, help_text="Its last day", null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        ("email", models.EmailField(max_length=254, unique=True)),
                        ("is_active", models.BooleanField(default=True)),
                        ("is_staff", models.BooleanField(default=False)),
                        (
                            "invited_at",
                            models.DateTimeField(
                                blank=True, help_text="When they were last invited: an older one-time link is dead", null=True
                            ),
                        ),
                        (
                            "codes_reset_at",
                            models.DateTimeField(
                                blank=True, help_text="When their second factor was last forgotten for them", null=True
                            ),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="UserEvent",
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
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        ("id", models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, serialize=False)),
                        ("email", models.EmailField(max_length=254)),
                        ("is_active", models.BooleanField(default=True)),
                        ("is_staff", models.BooleanField(default=False)),
                        (
                            "invited_at",
                            models.DateTimeField(
                                blank=True, help_text="When they were last invited: an older one-time link is dead", null=True
                            ),
                        ),
                        (
                            "codes_reset_at",
                            models.DateTimeField(
                                blank=True, help_text="When their second factor was last forgotten for them", null=True
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Practitioner",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "user",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="practitioner",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="practitioners",
                                to="organisations.agency",
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        (
                            "profession",
                            models.CharField(
                                choices=[
                                    ("social_worker", "Social worker"),
                                    ("family_worker", "Family worker"),
                                    ("school_nurse", "School nurse"),
                                    ("health_visitor", "Health visitor"),
                                    ("youth_worker", "Youth worker"),
                                    ("police_officer", "Police officer"),
                                    ("teacher", "Teacher"),
                                    ("early_years", "Early years practitioner"),
                                    ("other", "Other"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "registration",
                            models.CharField(
                                blank=True, help_text="Social Work England or other registration number", max_length=40
                            ),
                        ),
                        ("telephone", models.CharField(blank=True, max_length=40)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                    ],
                ),
                migrations.CreateModel(
                    name="PractitionerEvent",
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
                                to="organisations.practitioner",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, serialize=False)),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        (
                            "profession",
                            models.CharField(
                                choices=[
                                    ("social_worker", "Social worker"),
                                    ("family_worker", "Family worker"),
                                    ("school_nurse", "School nurse"),
                                    ("health_visitor", "Health visitor"),
                                    ("youth_worker", "Youth worker"),
                                    ("police_officer", "Police officer"),
                                    ("teacher", "Teacher"),
                                    ("early_years", "Early years practitioner"),
                                    ("other", "Other"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "registration",
                            models.CharField(
                                blank=True, help_text="Social Work England or other registration number", max_length=40
                            ),
                        ),
                        ("telephone", models.CharField(blank=True, max_length=40)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "practitioner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="organisations.practitioner",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="organisations.area"
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="organisations.team",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("front_door", "Front door worker"),
                                    ("out_of_hours", "Out-of-hours social worker"),
                                    ("duty_worker", "Duty worker"),
                                    ("lead_practitioner", "Family Help Lead Practitioner"),
                                    ("senior_social_worker", "Senior social worker"),
                                    ("team_manager", "Team manager"),
                                    ("lead_child_protection", "Lead Child Protection Practitioner"),
                                    ("hub_partner", "Hub partner"),
                                    ("partner_lead", "Lead practitioner in a partner agency"),
                                    ("business_support", "Business support"),
                                    ("family_group_coordinator", "Family group coordinator"),
                                    ("finance_officer", "Finance officer"),
                                    ("returns_officer", "Returns officer"),
                                    ("records_officer", "Records officer"),
                                    ("programme_lead", "Programme lead"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=40,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("practitioner", "area", "role", "starts_on"), name="organisations_membership_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="organisations_membership_ends_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MembershipEvent",
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
                                to="organisations.membership",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, serialize=False)),
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
                            "team",
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
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("front_door", "Front door worker"),
                                    ("out_of_hours", "Out-of-hours social worker"),
                                    ("duty_worker", "Duty worker"),
                                    ("lead_practitioner", "Family Help Lead Practitioner"),
                                    ("senior_social_worker", "Senior social worker"),
                                    ("team_manager", "Team manager"),
                                    ("lead_child_protection", "Lead Child Protection Practitioner"),
                                    ("hub_partner", "Hub partner"),
                                    ("partner_lead", "Lead practitioner in a partner agency"),
                                    ("business_support", "Business support"),
                                    ("family_group_coordinator", "Family group coordinator"),
                                    ("finance_officer", "Finance officer"),
                                    ("returns_officer", "Returns officer"),
                                    ("records_officer", "Records officer"),
                                    ("programme_lead", "Programme lead"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=40,
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
                    name="Capability",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "practitioner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="capabilities",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("area", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="organisations.area")),
                        ("kind", models.CharField(max_length=60)),
                        ("evidence", models.TextField()),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="CapabilityEvent",
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
                                to="organisations.capability",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, serialize=False)),
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
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.area",
                            ),
                        ),
                        ("kind", models.CharField(max_length=60)),
                        ("evidence", models.TextField()),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DutyTurn",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        ("area", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="organisations.area")),
                        (
                            "team",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="duty_turns", to="organisations.team"
                            ),
                        ),
                        (
                            "practitioner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duty_turns",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="organisations_duty_turn_ends_after_start",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DutyTurnEvent",
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
                                to="organisations.dutyturn",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
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
                            "team",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.team",
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
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HubBody",
                    fields=[
                        (
                            "id",
                            models.UUIDField(default=kith.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="hub_bodies", to="organisations.area"
                            ),
                        ),
                        (
                            "key",
                            models.SlugField(
                                help_text="Its short name; the one in the area's model where the model lists it", max_length=60
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("group", models.CharField(help_text="The group of agencies it is counted in", max_length=160)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whose people answer; empty: the agency's",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.team",
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=("area", "key"),
                                name="organisations_hub_body_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="organisations_hub_body_ends_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HubBodyEvent",
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
                                to="organisations.hubbody",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
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
                            "key",
                            models.SlugField(
                                db_index=False,
                                help_text="Its short name; the one in the area's model where the model lists it",
                                max_length=60,
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("group", models.CharField(help_text="The group of agencies it is counted in", max_length=160)),
                        (
                            "agency",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Whose people answer; empty: the agency's",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.team",
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
                    name="DemonstrationClock",
                    fields=[
                        ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                        ("offset", models.DurationField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("id", 1)), name="organisations_demonstration_clock_single")
                        ],
                    },
                ),
            ],
        ),
    ]
