import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
from django.db import migrations, models

import kith.kernel.columns
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
                    name="Request",
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
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.family",
                            ),
                        ),
                        ("number", models.CharField(help_text="The receipt number, to read out on the telephone", max_length=12)),
                        ("reference", models.CharField(help_text="The sender's own reference", max_length=64)),
                        (
                            "door",
                            models.CharField(
                                choices=[
                                    ("api", "API"),
                                    ("web", "Written down by staff"),
                                    ("bulk", "From a file"),
                                    ("public", "Public form"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                help_text="Channel of the area's model; empty when the model has none", max_length=60
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("professional", "A professional"),
                                    ("relative", "A relative"),
                                    ("public", "A member of the public"),
                                    ("self", "A parent or carer for their own family"),
                                    ("child", "A child or young person"),
                                    ("anonymous", "Somebody who gave no name"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("received_at", models.DateTimeField()),
                        ("recorded_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(blank=True, help_text="When the sender says it was written", null=True)),
                        (
                            "immediate_danger",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("not_sure", "Not sure"), ("", "Not said")],
                                default="",
                                max_length=10,
                            ),
                        ),
                        (
                            "urgent",
                            models.BooleanField(default=False, help_text="On top of the queue: danger was said, seen or raised"),
                        ),
                        ("urgent_words", models.TextField(blank=True)),
                        ("urgent_by", models.CharField(blank=True, max_length=160)),
                        ("urgent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "raised_words",
                            models.CharField(
                                blank=True, help_text="The sender's own words that may mean danger now", max_length=300
                            ),
                        ),
                        (
                            "lowered_words",
                            models.TextField(blank=True, help_text="Why a worker took it from the top of the queue"),
                        ),
                        ("lowered_by", models.CharField(blank=True, max_length=160)),
                        ("lowered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "burst",
                            models.UUIDField(
                                blank=True, help_text="Many sent at once from one place stand in the queue as one line", null=True
                            ),
                        ),
                        (
                            "in_burst",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "On a line of its own"),
                                    (1, "In the line of its burst, and says something that none before it said"),
                                    (2, "In the line of its burst, and says what one before it said"),
                                ],
                                default=0,
                            ),
                        ),
                        ("worries", models.TextField()),
                        ("strengths", models.TextField(blank=True)),
                        ("tried", models.TextField(blank=True)),
                        ("wanted", models.TextField(blank=True)),
                        ("family_views", models.TextField(blank=True)),
                        ("child_views", models.TextField(blank=True)),
                        (
                            "agreement_service",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "agreement_sharing",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        ("agreement_by", models.TextField(blank=True)),
                        ("agreement_reason", models.TextField(blank=True)),
                        ("hazards", models.TextField(blank=True)),
                        ("protect", models.JSONField(blank=True, default=list, help_text="List of {what, from}")),
                        (
                            "decide_by",
                            models.DateTimeField(blank=True, help_text="Empty when the area has set no limit", null=True),
                        ),
                        ("decide_by_rule", models.CharField(blank=True, max_length=200)),
                        (
                            "searched_at",
                            models.DateTimeField(blank=True, help_text="When the family was last looked for", null=True),
                        ),
                        ("search_failed", models.TextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for a decision"),
                                    ("part_decided", "Decided for some children"),
                                    ("handed_over", "Handed over, not yet answered"),
                                    ("decided", "Decided"),
                                ],
                                default="waiting",
                                max_length=15,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "danger",
                            kith.kernel.columns.Derived(
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
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                models.F("area"),
                                models.OrderBy(models.F("danger"), descending=True),
                                models.F("decide_by"),
                                models.F("received_at"),
                                models.F("id"),
                                condition=models.Q(("state__in", ["waiting", "part_decided", "handed_over"])),
                                name="front_door_request_waiting",
                            ),
                            models.Index(
                                models.F("burst"),
                                models.OrderBy(models.F("danger"), descending=True),
                                models.F("in_burst"),
                                models.F("decide_by"),
                                models.F("received_at"),
                                models.F("id"),
                                condition=models.Q(("burst__isnull", False)),
                                name="front_door_request_burst",
                            ),
                            models.Index(fields=["area", "received_at"], name="front_door_request_received"),
                            models.Index(fields=["family"], name="front_door_request_family"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "area"), name="front_door_request_in_area"),
                            models.UniqueConstraint(fields=("area", "number"), name="front_door_request_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(("state", "decided"), ("urgent", True), _negated=True),
                                name="front_door_urgent_request_waits",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestEvent",
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
                                to="front_door.request",
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
                        ("number", models.CharField(help_text="The receipt number, to read out on the telephone", max_length=12)),
                        ("reference", models.CharField(help_text="The sender's own reference", max_length=64)),
                        (
                            "door",
                            models.CharField(
                                choices=[
                                    ("api", "API"),
                                    ("web", "Written down by staff"),
                                    ("bulk", "From a file"),
                                    ("public", "Public form"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                help_text="Channel of the area's model; empty when the model has none", max_length=60
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("professional", "A professional"),
                                    ("relative", "A relative"),
                                    ("public", "A member of the public"),
                                    ("self", "A parent or carer for their own family"),
                                    ("child", "A child or young person"),
                                    ("anonymous", "Somebody who gave no name"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("received_at", models.DateTimeField()),
                        ("recorded_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(blank=True, help_text="When the sender says it was written", null=True)),
                        (
                            "immediate_danger",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("not_sure", "Not sure"), ("", "Not said")],
                                default="",
                                max_length=10,
                            ),
                        ),
                        (
                            "urgent",
                            models.BooleanField(default=False, help_text="On top of the queue: danger was said, seen or raised"),
                        ),
                        ("urgent_words", models.TextField(blank=True)),
                        ("urgent_by", models.CharField(blank=True, max_length=160)),
                        ("urgent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "raised_words",
                            models.CharField(
                                blank=True, help_text="The sender's own words that may mean danger now", max_length=300
                            ),
                        ),
                        (
                            "lowered_words",
                            models.TextField(blank=True, help_text="Why a worker took it from the top of the queue"),
                        ),
                        ("lowered_by", models.CharField(blank=True, max_length=160)),
                        ("lowered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "burst",
                            models.UUIDField(
                                blank=True, help_text="Many sent at once from one place stand in the queue as one line", null=True
                            ),
                        ),
                        (
                            "in_burst",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "On a line of its own"),
                                    (1, "In the line of its burst, and says something that none before it said"),
                                    (2, "In the line of its burst, and says what one before it said"),
                                ],
                                default=0,
                            ),
                        ),
                        ("worries", models.TextField()),
                        ("strengths", models.TextField(blank=True)),
                        ("tried", models.TextField(blank=True)),
                        ("wanted", models.TextField(blank=True)),
                        ("family_views", models.TextField(blank=True)),
                        ("child_views", models.TextField(blank=True)),
                        (
                            "agreement_service",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "agreement_sharing",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        ("agreement_by", models.TextField(blank=True)),
                        ("agreement_reason", models.TextField(blank=True)),
                        ("hazards", models.TextField(blank=True)),
                        ("protect", models.JSONField(blank=True, default=list, help_text="List of {what, from}")),
                        (
                            "decide_by",
                            models.DateTimeField(blank=True, help_text="Empty when the area has set no limit", null=True),
                        ),
                        ("decide_by_rule", models.CharField(blank=True, max_length=200)),
                        (
                            "searched_at",
                            models.DateTimeField(blank=True, help_text="When the family was last looked for", null=True),
                        ),
                        ("search_failed", models.TextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for a decision"),
                                    ("part_decided", "Decided for some children"),
                                    ("handed_over", "Handed over, not yet answered"),
                                    ("decided", "Decided"),
                                ],
                                default="waiting",
                                max_length=15,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RequestSender",
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
                            "request",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="sender", to="front_door.request"
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=160)),
                        ("role", models.CharField(blank=True, max_length=160)),
                        ("organisation", models.CharField(blank=True, max_length=200)),
                        ("telephone", models.CharField(blank=True, max_length=60)),
                        ("telephone_key", models.CharField(blank=True, max_length=60)),
                        ("email", models.CharField(blank=True, max_length=160)),
                        (
                            "may_be_named",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        ("safe_to_contact", models.CharField(blank=True, max_length=300)),
                        ("told_family", models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3)),
                        ("told_family_reason", models.TextField(blank=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["area", "telephone_key"], name="front_door_sender_telephone")],
                    },
                ),
                migrations.CreateModel(
                    name="RequestSenderEvent",
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
                                to="front_door.requestsender",
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
                            "request",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.request",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=160)),
                        ("role", models.CharField(blank=True, max_length=160)),
                        ("organisation", models.CharField(blank=True, max_length=200)),
                        ("telephone", models.CharField(blank=True, max_length=60)),
                        ("telephone_key", models.CharField(blank=True, max_length=60)),
                        ("email", models.CharField(blank=True, max_length=160)),
                        (
                            "may_be_named",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        ("safe_to_contact", models.CharField(blank=True, max_length=300)),
                        ("told_family", models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3)),
                        ("told_family_reason", models.TextField(blank=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        (
                            "taken_by",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RequestPerson",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="people", to="front_door.request"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("key", models.CharField(max_length=40)),
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
                        ("forename", models.CharField(blank=True, max_length=100)),
                        ("surname", models.CharField(blank=True, max_length=100)),
                        ("known_as", models.CharField(blank=True, max_length=100)),
                        ("date_of_birth", models.DateField(blank=True, null=True)),
                        ("expected_date", models.DateField(blank=True, null=True)),
                        ("age", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "sex",
                            models.CharField(
                                blank=True, choices=[("F", "Female"), ("M", "Male"), ("U", "Not known")], max_length=1
                            ),
                        ),
                        ("ethnicity", models.CharField(blank=True, max_length=4)),
                        ("language", models.CharField(blank=True, max_length=60)),
                        ("interpreter", models.CharField(blank=True, max_length=120)),
                        ("disability", models.CharField(blank=True, max_length=200)),
                        ("nhs_number", models.CharField(blank=True, max_length=40)),
                        ("upn", models.CharField(blank=True, max_length=40)),
                        ("school", models.CharField(blank=True, max_length=160)),
                        ("address", models.CharField(blank=True, max_length=300)),
                        ("postcode", models.CharField(blank=True, max_length=10)),
                        ("telephone", models.CharField(blank=True, max_length=60)),
                        ("lives_with", models.CharField(blank=True, max_length=300)),
                        ("notes", models.TextField(blank=True)),
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
                        (
                            "match",
                            models.CharField(
                                choices=[
                                    ("not_searched", "Not searched yet"),
                                    ("to_check", "Possible matches to check"),
                                    ("none", "Searched, nobody like this is held"),
                                    ("confirmed", "Confirmed"),
                                    ("new", "Confirmed as not on record"),
                                ],
                                default="not_searched",
                                max_length=15,
                            ),
                        ),
                        (
                            "matched_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("matched_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "same_as",
                            models.ForeignKey(
                                blank=True,
                                help_text="Listed twice: the other row",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="front_door.requestperson",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["person"], name="front_door_requestperson_who")],
                        "constraints": [models.UniqueConstraint(fields=("request", "key"), name="front_door_person_key_once")],
                    },
                ),
                migrations.CreateModel(
                    name="RequestPersonEvent",
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
                                to="front_door.requestperson",
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
                            "request",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.request",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("key", models.CharField(max_length=40)),
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
                        ("forename", models.CharField(blank=True, max_length=100)),
                        ("surname", models.CharField(blank=True, max_length=100)),
                        ("known_as", models.CharField(blank=True, max_length=100)),
                        ("date_of_birth", models.DateField(blank=True, null=True)),
                        ("expected_date", models.DateField(blank=True, null=True)),
                        ("age", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "sex",
                            models.CharField(
                                blank=True, choices=[("F", "Female"), ("M", "Male"), ("U", "Not known")], max_length=1
                            ),
                        ),
                        ("ethnicity", models.CharField(blank=True, max_length=4)),
                        ("language", models.CharField(blank=True, max_length=60)),
                        ("interpreter", models.CharField(blank=True, max_length=120)),
                        ("disability", models.CharField(blank=True, max_length=200)),
                        ("nhs_number", models.CharField(blank=True, max_length=40)),
                        ("upn", models.CharField(blank=True, max_length=40)),
                        ("school", models.CharField(blank=True, max_length=160)),
                        ("address", models.CharField(blank=True, max_length=300)),
                        ("postcode", models.CharField(blank=True, max_length=10)),
                        ("telephone", models.CharField(blank=True, max_length=60)),
                        ("lives_with", models.CharField(blank=True, max_length=300)),
                        ("notes", models.TextField(blank=True)),
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
                        (
                            "match",
                            models.CharField(
                                choices=[
                                    ("not_searched", "Not searched yet"),
                                    ("to_check", "Possible matches to check"),
                                    ("none", "Searched, nobody like this is held"),
                                    ("confirmed", "Confirmed"),
                                    ("new", "Confirmed as not on record"),
                                ],
                                default="not_searched",
                                max_length=15,
                            ),
                        ),
                        (
                            "matched_by",
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
                        ("matched_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "same_as",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Listed twice: the other row",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.requestperson",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RequestRelationship",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="relationships", to="front_door.request"
                            ),
                        ),
                        (
                            "from_person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="front_door.requestperson"
                            ),
                        ),
                        (
                            "to_person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="front_door.requestperson"
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
                        ("parental_responsibility", models.BooleanField(null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RequestRelationshipEvent",
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
                                to="front_door.requestrelationship",
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
                            "request",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.request",
                            ),
                        ),
                        (
                            "from_person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.requestperson",
                            ),
                        ),
                        (
                            "to_person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.requestperson",
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
                        ("parental_responsibility", models.BooleanField(null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RequestKey",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="keys", to="front_door.request"
                            ),
                        ),
                        (
                            "request_person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="keys",
                                to="front_door.requestperson",
                            ),
                        ),
                        ("kind", models.CharField(max_length=12)),
                        ("value", models.CharField(max_length=160)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["area", "kind", "value"], name="front_door_key_lookup")],
                    },
                ),
                migrations.CreateModel(
                    name="RequestMatch",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="matches", to="front_door.request"
                            ),
                        ),
                        (
                            "request_person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="matches", to="front_door.requestperson"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("score", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("confidence", models.CharField(max_length=10)),
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
                                choices=[
                                    ("proposed", "To check"),
                                    ("confirmed", "The same person"),
                                    ("rejected", "Not the same person"),
                                ],
                                default="proposed",
                                max_length=10,
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
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("request_person", "person"), name="front_door_match_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestMatchEvent",
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
                                to="front_door.requestmatch",
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
                            "request",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.request",
                            ),
                        ),
                        (
                            "request_person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.requestperson",
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
                        ("position", models.PositiveSmallIntegerField()),
                        ("score", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("confidence", models.CharField(max_length=10)),
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
                                choices=[
                                    ("proposed", "To check"),
                                    ("confirmed", "The same person"),
                                    ("rejected", "Not the same person"),
                                ],
                                default="proposed",
                                max_length=10,
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
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RestrictedMatch",
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
                            "request",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="front_door.request",
                            ),
                        ),
                        ("owner_name", models.CharField(max_length=160)),
                        ("owner_telephone", models.CharField(blank=True, max_length=40)),
                        ("found_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["request"], name="front_door_restricted_match")],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="front_door.request"
                            ),
                        ),
                        (
                            "request_person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="front_door.requestperson",
                            ),
                        ),
                        ("outcome", models.CharField(max_length=40)),
                        ("reason", models.TextField()),
                        ("strengths", models.TextField(blank=True)),
                        ("needs", models.TextField(blank=True)),
                        (
                            "owed",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                help_text="What an urgent decision left for later",
                                size=None,
                            ),
                        ),
                        ("alleges_harm", models.BooleanField(default=False)),
                        ("lead_kind", models.CharField(blank=True, help_text="Which kind of lead practitioner", max_length=60)),
                        ("lead_reason", models.TextField(blank=True)),
                        ("primary_need", models.CharField(blank=True, help_text="DfE primary need code", max_length=3)),
                        (
                            "passed_to",
                            models.CharField(blank=True, help_text="Another area or service, and whom there", max_length=200),
                        ),
                        ("family_said", models.TextField(blank=True)),
                        ("agreement_words", models.TextField(blank=True)),
                        ("threshold_version", models.CharField(max_length=60)),
                        ("model_version", models.CharField(max_length=80)),
                        ("rule", models.CharField(blank=True, max_length=80)),
                        (
                            "episode",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="family_help.episode",
                            ),
                        ),
                        (
                            "take_up",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("directed", "Directed"),
                                    ("accepted", "Accepted"),
                                    ("started", "Started"),
                                    ("not_engaged", "Not engaged"),
                                ],
                                help_text="Early help only (ledger B-19)",
                                max_length=15,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.practitioner"
                            ),
                        ),
                        (
                            "decided_as",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), default=list, size=None
                            ),
                        ),
                        ("decided_at", models.DateTimeField()),
                        (
                            "confirm_by",
                            models.DateTimeField(
                                blank=True, help_text="Decided alone out of hours: a manager confirms", null=True
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("in_force", models.BooleanField(default=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("confirm_by__isnull", False), ("confirmed_at__isnull", True), ("in_force", True)
                                ),
                                fields=["area", "confirm_by", "id"],
                                name="front_door_decision_to_confirm",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("in_force", True)),
                                fields=("request_person",),
                                name="front_door_one_decision_for_a_child",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionEvent",
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
                                to="front_door.decision",
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
                            "request",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.request",
                            ),
                        ),
                        (
                            "request_person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.requestperson",
                            ),
                        ),
                        ("outcome", models.CharField(max_length=40)),
                        ("reason", models.TextField()),
                        ("strengths", models.TextField(blank=True)),
                        ("needs", models.TextField(blank=True)),
                        (
                            "owed",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                default=list,
                                help_text="What an urgent decision left for later",
                                size=None,
                            ),
                        ),
                        ("alleges_harm", models.BooleanField(default=False)),
                        ("lead_kind", models.CharField(blank=True, help_text="Which kind of lead practitioner", max_length=60)),
                        ("lead_reason", models.TextField(blank=True)),
                        ("primary_need", models.CharField(blank=True, help_text="DfE primary need code", max_length=3)),
                        (
                            "passed_to",
                            models.CharField(blank=True, help_text="Another area or service, and whom there", max_length=200),
                        ),
                        ("family_said", models.TextField(blank=True)),
                        ("agreement_words", models.TextField(blank=True)),
                        ("threshold_version", models.CharField(max_length=60)),
                        ("model_version", models.CharField(max_length=80)),
                        ("rule", models.CharField(blank=True, max_length=80)),
                        (
                            "episode",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.episode",
                            ),
                        ),
                        (
                            "take_up",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("directed", "Directed"),
                                    ("accepted", "Accepted"),
                                    ("started", "Started"),
                                    ("not_engaged", "Not engaged"),
                                ],
                                help_text="Early help only (ledger B-19)",
                                max_length=15,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        (
                            "decided_as",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), default=list, size=None
                            ),
                        ),
                        ("decided_at", models.DateTimeField()),
                        (
                            "confirm_by",
                            models.DateTimeField(
                                blank=True, help_text="Decided alone out of hours: a manager confirms", null=True
                            ),
                        ),
                        (
                            "confirmed_by",
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
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("in_force", models.BooleanField(default=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HandOver",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="hand_overs", to="front_door.request"
                            ),
                        ),
                        (
                            "decision",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="hand_over", to="front_door.decision"
                            ),
                        ),
                        ("told", models.CharField(blank=True, help_text="Who was rung", max_length=200)),
                        ("told_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "told_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("answer", models.TextField(blank=True)),
                        ("answered_by", models.CharField(blank=True, max_length=200)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "written_by",
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
                    name="HandOverEvent",
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
                                to="front_door.handover",
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
                            "request",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.request",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.decision",
                            ),
                        ),
                        ("told", models.CharField(blank=True, help_text="Who was rung", max_length=200)),
                        ("told_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "told_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("answer", models.TextField(blank=True)),
                        ("answered_by", models.CharField(blank=True, max_length=200)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "written_by",
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
                    name="HubEnquiry",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="enquiries", to="front_door.request"
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("agreement", "The parents agreed"),
                                    ("suspicion", "Reasonable cause to suspect significant harm"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("basis_words", models.TextField(help_text="Who agreed and when, or what gives cause to suspect")),
                        ("parents_told", models.BooleanField()),
                        ("parents_not_told_reason", models.TextField(blank=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.practitioner"
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HubEnquiryEvent",
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
                                to="front_door.hubenquiry",
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
                            "request",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.request",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("agreement", "The parents agreed"),
                                    ("suspicion", "Reasonable cause to suspect significant harm"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("basis_words", models.TextField(help_text="Who agreed and when, or what gives cause to suspect")),
                        ("parents_told", models.BooleanField()),
                        ("parents_not_told_reason", models.TextField(blank=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HubQuestion",
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
                            "enquiry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="front_door.hubenquiry"
                            ),
                        ),
                        ("body", models.CharField(help_text="Short name of the body in the area's hub", max_length=60)),
                        ("body_name", models.CharField(max_length=160)),
                        ("group", models.CharField(blank=True, max_length=160)),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
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
                        (
                            "about",
                            models.TextField(
                                help_text="Name and date of birth of those asked about, as the body must know them to answer"
                            ),
                        ),
                        ("question", models.TextField()),
                        ("necessary", models.TextField(help_text="Why this body must be asked")),
                        ("asked_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("outstanding", "Outstanding"),
                                    ("responded", "Responded"),
                                    ("nothing_held", "Nothing held"),
                                ],
                                default="outstanding",
                                max_length=15,
                            ),
                        ),
                        (
                            "waits",
                            kith.kernel.columns.Derived(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(state="outstanding", then=models.Value(1)), default=models.Value(0)
                                ),
                                output_field=models.SmallIntegerField(),
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                models.F("area"),
                                models.OrderBy(models.F("waits"), descending=True),
                                models.F("due_at"),
                                models.F("asked_at"),
                                models.F("id"),
                                name="front_door_question_order",
                            )
                        ],
                        "constraints": [models.UniqueConstraint(fields=("enquiry", "body"), name="front_door_body_asked_once")],
                    },
                ),
                migrations.CreateModel(
                    name="HubQuestionEvent",
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
                                to="front_door.hubquestion",
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
                            "enquiry",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.hubenquiry",
                            ),
                        ),
                        ("body", models.CharField(help_text="Short name of the body in the area's hub", max_length=60)),
                        ("body_name", models.CharField(max_length=160)),
                        ("group", models.CharField(blank=True, max_length=160)),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                        (
                            "about",
                            models.TextField(
                                help_text="Name and date of birth of those asked about, as the body must know them to answer"
                            ),
                        ),
                        ("question", models.TextField()),
                        ("necessary", models.TextField(help_text="Why this body must be asked")),
                        ("asked_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("outstanding", "Outstanding"),
                                    ("responded", "Responded"),
                                    ("nothing_held", "Nothing held"),
                                ],
                                default="outstanding",
                                max_length=15,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HubAnswer",
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
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="front_door.hubquestion"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        ("held", models.BooleanField()),
                        ("words", models.TextField(blank=True)),
                        (
                            "mark",
                            models.CharField(
                                choices=[
                                    ("family", "May be shared with the family"),
                                    ("professionals", "Professionals around the family only"),
                                    ("sealed", "Sealed to the hub: intelligence, MARAC, third parties, adult health"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.practitioner"
                            ),
                        ),
                        ("answered_at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HubAnswerEvent",
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
                                to="front_door.hubanswer",
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
                            "question",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.hubquestion",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.agency",
                            ),
                        ),
                        ("held", models.BooleanField()),
                        ("words", models.TextField(blank=True)),
                        (
                            "mark",
                            models.CharField(
                                choices=[
                                    ("family", "May be shared with the family"),
                                    ("professionals", "Professionals around the family only"),
                                    ("sealed", "Sealed to the hub: intelligence, MARAC, third parties, adult health"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("answered_at", models.DateTimeField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Receipt",
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
                        ("request_id", models.UUIDField(unique=True)),
                        ("number", models.CharField(max_length=12)),
                        (
                            "sender",
                            models.CharField(
                                help_text="The API client, the practitioner, or the form's one-time token", max_length=80
                            ),
                        ),
                        ("sender_key", models.CharField(help_text="Whose references are counted together", max_length=120)),
                        ("reference", models.CharField(max_length=64)),
                        ("idempotency_key", models.CharField(blank=True, max_length=200)),
                        ("body_hash", models.CharField(max_length=64)),
                        (
                            "door",
                            models.CharField(
                                choices=[
                                    ("api", "API"),
                                    ("web", "Written down by staff"),
                                    ("bulk", "From a file"),
                                    ("public", "Public form"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("channel", models.CharField(max_length=60)),
                        ("urgent", models.BooleanField()),
                        ("received_at", models.DateTimeField()),
                        ("decide_by", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["area", "received_at"], name="front_door_receipt_day")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area", "sender_key", "reference"), name="front_door_receipt_reference_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("idempotency_key", ""), _negated=True),
                                fields=("area", "sender_key", "idempotency_key"),
                                name="front_door_receipt_key_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Feedback",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="feedback", to="front_door.request"
                            ),
                        ),
                        ("to_professional", models.BooleanField()),
                        (
                            "outcomes",
                            models.JSONField(default=list, help_text="One {key, outcome, label} for each child the sender named"),
                        ),
                        ("level", models.CharField(blank=True, max_length=120)),
                        (
                            "reason",
                            models.TextField(blank=True, help_text="Words for the sender: nothing about others in the family"),
                        ),
                        ("next_step", models.TextField(blank=True)),
                        (
                            "episode",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="family_help.episode",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.practitioner"
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        (
                            "told_how",
                            models.CharField(
                                blank=True, help_text="For those with no API: how and when they were told", max_length=200
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["request", "given_at"], name="front_door_feedback_latest")],
                    },
                ),
                migrations.CreateModel(
                    name="FeedbackEvent",
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
                                to="front_door.feedback",
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
                            "request",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.request",
                            ),
                        ),
                        ("to_professional", models.BooleanField()),
                        (
                            "outcomes",
                            models.JSONField(default=list, help_text="One {key, outcome, label} for each child the sender named"),
                        ),
                        ("level", models.CharField(blank=True, max_length=120)),
                        (
                            "reason",
                            models.TextField(blank=True, help_text="Words for the sender: nothing about others in the family"),
                        ),
                        ("next_step", models.TextField(blank=True)),
                        (
                            "episode",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="family_help.episode",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        (
                            "told_how",
                            models.CharField(
                                blank=True, help_text="For those with no API: how and when they were told", max_length=200
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("danger", "A child may be in danger now"),
                                    ("news", "News about a family you work with"),
                                    ("restricted", "A request may concern a restricted family of yours"),
                                    ("confirm", "Decided alone out of hours: please confirm"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "practitioner",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: whoever is on duty",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("request_id", models.UUIDField(null=True)),
                        ("family_id", models.UUIDField(null=True)),
                        ("words", models.TextField()),
                        ("at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "seen_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        (
                            "first",
                            kith.kernel.columns.Derived(
                                db_persist=True,
                                expression=models.Case(models.When(kind="danger", then=models.Value(1)), default=models.Value(0)),
                                output_field=models.SmallIntegerField(),
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                models.F("area"),
                                models.OrderBy(models.F("first"), descending=True),
                                models.F("at"),
                                models.F("id"),
                                condition=models.Q(("seen_at__isnull", True)),
                                name="front_door_notice_unseen",
                            ),
                            models.Index(fields=["area", "practitioner", "seen_at"], name="front_door_notice_open"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeEvent",
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
                                to="front_door.notice",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("danger", "A child may be in danger now"),
                                    ("news", "News about a family you work with"),
                                    ("restricted", "A request may concern a restricted family of yours"),
                                    ("confirm", "Decided alone out of hours: please confirm"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "practitioner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty: whoever is on duty",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("request_id", models.UUIDField(null=True)),
                        ("family_id", models.UUIDField(null=True)),
                        ("words", models.TextField()),
                        ("at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "seen_by",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RefusedLine",
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
                        ("reference", models.CharField(blank=True, max_length=64)),
                        ("line", models.PositiveIntegerField()),
                        ("text", models.TextField(help_text="What could be read of it")),
                        ("text_hash", models.CharField(max_length=64)),
                        ("problems", models.JSONField(default=list)),
                        ("may_be_urgent", models.BooleanField(default=False)),
                        ("received_at", models.DateTimeField()),
                        ("dealt_with", models.TextField(blank=True)),
                        (
                            "dealt_with_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("dealt_with_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                models.F("area"),
                                models.OrderBy(models.F("may_be_urgent"), descending=True),
                                models.F("received_at"),
                                models.F("id"),
                                condition=models.Q(("dealt_with_at__isnull", True)),
                                name="front_door_refused_line_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("area", "text_hash"), name="front_door_refused_line_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RefusedLineEvent",
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
                                to="front_door.refusedline",
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
                        ("reference", models.CharField(blank=True, max_length=64)),
                        ("line", models.PositiveIntegerField()),
                        ("text", models.TextField(help_text="What could be read of it")),
                        ("text_hash", models.CharField(max_length=64)),
                        ("problems", models.JSONField(default=list)),
                        ("may_be_urgent", models.BooleanField(default=False)),
                        ("received_at", models.DateTimeField()),
                        ("dealt_with", models.TextField(blank=True)),
                        (
                            "dealt_with_by",
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
                        ("dealt_with_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Conversation",
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
                        (
                            "request",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conversations",
                                to="front_door.request",
                            ),
                        ),
                        ("caller", models.CharField(blank=True, max_length=160)),
                        ("caller_role", models.CharField(blank=True, max_length=160)),
                        ("caller_contact", models.CharField(blank=True, max_length=160)),
                        (
                            "about",
                            models.CharField(blank=True, help_text="Names the caller used, to find it again", max_length=300),
                        ),
                        ("said", models.TextField()),
                        ("advice", models.TextField()),
                        ("next_step", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.practitioner"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                models.F("area"),
                                models.OrderBy(models.F("at"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                name="front_door_conversation_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConversationEvent",
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
                                to="front_door.conversation",
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
                        (
                            "request",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.request",
                            ),
                        ),
                        ("caller", models.CharField(blank=True, max_length=160)),
                        ("caller_role", models.CharField(blank=True, max_length=160)),
                        ("caller_contact", models.CharField(blank=True, max_length=160)),
                        (
                            "about",
                            models.CharField(blank=True, help_text="Names the caller used, to find it again", max_length=300),
                        ),
                        ("said", models.TextField()),
                        ("advice", models.TextField()),
                        ("next_step", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
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
                    name="ConversationName",
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
                            "conversation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="names", to="front_door.conversation"
                            ),
                        ),
                        ("word", models.CharField(max_length=80)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["area", "word"], name="front_door_conversation_word")],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="consultations", to="front_door.request"
                            ),
                        ),
                        ("channel", models.CharField(max_length=60)),
                        ("channel_name", models.CharField(max_length=160)),
                        ("question", models.TextField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.practitioner"
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("outcome", models.TextField(blank=True)),
                        (
                            "outcome_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("outcome_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationEvent",
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
                                to="front_door.consultation",
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
                            "request",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="front_door.request",
                            ),
                        ),
                        ("channel", models.CharField(max_length=60)),
                        ("channel_name", models.CharField(max_length=160)),
                        ("question", models.TextField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.practitioner",
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("outcome", models.TextField(blank=True)),
                        (
                            "outcome_by",
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
                        ("outcome_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
    ]
