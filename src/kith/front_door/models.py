"""Requests for support from receipt to decision, and what is asked, told and noticed on the way.

Who sent a request stands in a table of its own, so that a referrer who must not be named is not carried along by accident.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, Value, When

from kith.audit.history import tracked
from kith.family_help.models import Episode
from kith.kernel.columns import Derived
from kith.kernel.constraints import explain
from kith.organisations.models import Agency, Practitioner, Team
from kith.people.models import Family, Person, RelationshipKind, Sex
from kith.people.records import AreaRecord, Versioned

YES_NO_NOT_ASKED = [("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")]


class Kind(models.TextChoices):
    """Who asks."""

    PROFESSIONAL = "professional", "A professional"
    RELATIVE = "relative", "A relative"
    PUBLIC = "public", "A member of the public"
    SELF = "self", "A parent or carer for their own family"
    CHILD = "child", "A child or young person"
    ANONYMOUS = "anonymous", "Somebody who gave no name"


class DangerSaid(models.TextChoices):
    """What the sender answers when asked whether a child is being hurt now. *Not sure* is an answer (practice P-22)."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_SURE = "not_sure", "Not sure"
    NOT_SAID = "", "Not said"


class Danger(models.IntegerChoices):
    """Where a request stands in the queue: the higher, the sooner it is read (practice P-22)."""

    SAID = 4, "A child may be in danger now"
    WORDS = 3, "May be urgent from what was said"
    HANDED_OVER = 2, "Handed over to child protection, not yet answered"
    NOT_SURE = 1, "The sender is not sure whether a child is being hurt"
    NONE = 0, "Waiting for a decision"


class InBurst(models.IntegerChoices):
    """How a request of a burst stands in the queue. A danger that says something of its own is never hidden by somebody else's burst."""

    APART = 0, "On a line of its own"
    DIFFERENT = 1, "In the line of its burst, and says something that none before it said"
    REPEAT = 2, "In the line of its burst, and says what one before it said"


class Door(models.TextChoices):
    """The way a request came in."""

    API = "api", "API"
    WEB = "web", "Written down by staff"
    BULK = "bulk", "From a file"
    PUBLIC = "public", "Public form"


@tracked(exclude=["danger"])
class Request(AreaRecord, Versioned):
    """A request for support as it was received, and where it stands.

    A request is not a referral: what is decided for each child says so (:class:`Decision`).
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for a decision"
        PART_DECIDED = "part_decided", "Decided for some children"
        HANDED_OVER = "handed_over", "Handed over, not yet answered"
        DECIDED = "decided", "Decided"

    family = models.ForeignKey(Family, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(max_length=12, help_text="The receipt number, to read out on the telephone")
    reference = models.CharField(max_length=64, help_text="The sender's own reference")
    door = models.CharField(max_length=10, choices=Door)
    channel = models.CharField(max_length=60, help_text="Channel of the area's model; empty when the model has none")
    kind = models.CharField(max_length=15, choices=Kind)
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True, help_text="When the sender says it was written")
    immediate_danger = models.CharField(max_length=10, choices=DangerSaid, blank=True, default="")
    urgent = models.BooleanField(default=False, help_text="On top of the queue: danger was said, seen or raised")
    urgent_words = models.TextField(blank=True)
    urgent_by = models.CharField(max_length=160, blank=True)
    urgent_at = models.DateTimeField(null=True, blank=True)
    raised_words = models.CharField(max_length=300, blank=True, help_text="The sender's own words that may mean danger now")
    lowered_words = models.TextField(blank=True, help_text="Why a worker took it from the top of the queue")
    lowered_by = models.CharField(max_length=160, blank=True)
    lowered_at = models.DateTimeField(null=True, blank=True)
    burst = models.UUIDField(null=True, blank=True, help_text="Many sent at once from one place stand in the queue as one line")
    in_burst = models.PositiveSmallIntegerField(choices=InBurst, default=InBurst.APART)
    worries = models.TextField()
    strengths = models.TextField(blank=True)
    tried = models.TextField(blank=True)
    wanted = models.TextField(blank=True)
    family_views = models.TextField(blank=True)
    child_views = models.TextField(blank=True)
    agreement_service = models.CharField(max_length=10, choices=YES_NO_NOT_ASKED, default="not_asked")
    agreement_sharing = models.CharField(max_length=10, choices=YES_NO_NOT_ASKED, default="not_asked")
    agreement_by = models.TextField(blank=True)
    agreement_reason = models.TextField(blank=True)
    hazards = models.TextField(blank=True)
    protect = models.JSONField(default=list, blank=True, help_text="List of {what, from}")
    decide_by = models.DateTimeField(null=True, blank=True, help_text="Empty when the area has set no limit")
    decide_by_rule = models.CharField(max_length=200, blank=True)
    searched_at = models.DateTimeField(null=True, blank=True, help_text="When the family was last looked for")
    search_failed = models.TextField(blank=True)
    state = models.CharField(max_length=15, choices=State, default=State.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    danger = Derived(
        expression=Case(
            When(urgent=True, state__in=["waiting", "part_decided"], then=Value(Danger.SAID.value)),
            When(state="handed_over", then=Value(Danger.HANDED_OVER.value)),
            When(lowered_at__isnull=False, then=Value(Danger.NONE.value)),
            When(~Q(raised_words=""), then=Value(Danger.WORDS.value)),
            When(immediate_danger="not_sure", then=Value(Danger.NOT_SURE.value)),
            default=Value(Danger.NONE.value),
        ),
        output_field=models.SmallIntegerField(choices=Danger),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "area"], name="front_door_request_in_area"),
            models.UniqueConstraint(fields=["area", "number"], name="front_door_request_number_once"),
            # What is urgent waits, so that the queue, which reads what waits, holds all of it.
            models.CheckConstraint(condition=~Q(urgent=True, state="decided"), name="front_door_urgent_request_waits"),
        ]
        indexes = [
            models.Index(
                F("area"),
                F("danger").desc(),
                F("decide_by"),
                F("received_at"),
                F("id"),
                name="front_door_request_waiting",
                condition=Q(state__in=["waiting", "part_decided", "handed_over"]),
            ),
            models.Index(
                F("burst"),
                F("danger").desc(),
                F("in_burst"),
                F("decide_by"),
                F("received_at"),
                F("id"),
                name="front_door_request_burst",
                condition=Q(burst__isnull=False),
            ),
            models.Index(fields=["area", "received_at"], name="front_door_request_received"),
            models.Index(fields=["family"], name="front_door_request_family"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def alleges_danger(self) -> bool:
        return self.urgent or self.immediate_danger == DangerSaid.YES


@tracked()
class RequestSender(AreaRecord):
    """Who sent a request and how to reach them safely. Kept apart: never read by a page that a family may see."""

    request = models.OneToOneField(Request, models.PROTECT, related_name="sender")
    name = models.CharField(max_length=160, blank=True)
    role = models.CharField(max_length=160, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    telephone_key = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=160, blank=True)
    may_be_named = models.CharField(max_length=10, choices=YES_NO_NOT_ASKED, default="not_asked")
    safe_to_contact = models.CharField(max_length=300, blank=True)
    told_family = models.CharField(max_length=3, choices=[("yes", "Yes"), ("no", "No")], blank=True)
    told_family_reason = models.TextField(blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    taken_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["area", "telephone_key"], name="front_door_sender_telephone")]

    @property
    def is_protected(self) -> bool:
        """A relative or member of the public who has not said that they may be named (practice: never assume yes)."""
        return self.may_be_named != "yes"

    @property
    def said(self) -> str:
        """Name, role and organisation in one line."""
        return ", ".join(each for each in (self.name, self.role, self.organisation) if each) or "Not given"


@tracked()
class RequestPerson(AreaRecord):
    """A person as the sender described them. ``person`` is set when somebody has confirmed who it is."""

    class Role(models.TextChoices):
        CHILD = "child", "Child"
        UNBORN = "unborn", "Unborn child"
        PARENT = "parent", "Parent"
        CARER = "carer", "Carer"
        RELATIVE = "relative", "Relative"
        ADULT = "adult", "Other adult"

    CHILDREN = (Role.CHILD, Role.UNBORN)

    class Match(models.TextChoices):
        NOT_SEARCHED = "not_searched", "Not searched yet"
        TO_CHECK = "to_check", "Possible matches to check"
        NONE = "none", "Searched, nobody like this is held"
        CONFIRMED = "confirmed", "Confirmed"
        NEW = "new", "Confirmed as not on record"

    request = models.ForeignKey(Request, models.PROTECT, related_name="people")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    role = models.CharField(max_length=10, choices=Role)
    forename = models.CharField(max_length=100, blank=True)
    surname = models.CharField(max_length=100, blank=True)
    known_as = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    expected_date = models.DateField(null=True, blank=True)
    age = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    ethnicity = models.CharField(max_length=4, blank=True)
    language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(max_length=120, blank=True)
    disability = models.CharField(max_length=200, blank=True)
    nhs_number = models.CharField(max_length=40, blank=True)
    upn = models.CharField(max_length=40, blank=True)
    school = models.CharField(max_length=160, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    lives_with = models.CharField(max_length=300, blank=True)
    notes = models.TextField(blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    match = models.CharField(max_length=15, choices=Match, default=Match.NOT_SEARCHED)
    matched_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    matched_at = models.DateTimeField(null=True, blank=True)
    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Listed twice: the other row",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "key"], name="front_door_person_key_once")]
        indexes = [models.Index(fields=["person"], name="front_door_requestperson_who")]

    @property
    def is_child(self) -> bool:
        return self.role in self.CHILDREN

    @property
    def name(self) -> str:
        """The name as it was given, or words that say what is known."""
        given = f"{self.forename} {self.surname}".strip() or self.known_as
        if given:
            return f"Unborn baby {given}" if self.role == self.Role.UNBORN else given
        if self.role == self.Role.UNBORN:
            return "Unborn baby"
        told_age = f", about {self.age}" if self.age is not None else ""
        return f"{self.get_role_display()}, name not given{told_age}"


@tracked()
class RequestRelationship(AreaRecord):
    """``from_person`` is the ``kind`` of ``to_person``, as the sender said."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="relationships")
    from_person = models.ForeignKey(RequestPerson, models.PROTECT, related_name="+")
    to_person = models.ForeignKey(RequestPerson, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=15, choices=RelationshipKind)
    parental_responsibility = models.BooleanField(null=True)


class RequestKey(AreaRecord):
    """A normalised key of somebody in a request, by which earlier contacts are found (ledger B-21)."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="keys")
    request_person = models.ForeignKey(RequestPerson, models.PROTECT, null=True, related_name="keys")
    kind = models.CharField(max_length=12)
    value = models.CharField(max_length=160)

    class Meta:
        indexes = [models.Index(fields=["area", "kind", "value"], name="front_door_key_lookup")]


@tracked()
class RequestMatch(AreaRecord):
    """Somebody on record who may be the person in the request: proposed by the search, decided by a person."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "To check"
        CONFIRMED = "confirmed", "The same person"
        REJECTED = "rejected", "Not the same person"

    request = models.ForeignKey(Request, models.PROTECT, related_name="matches")
    request_person = models.ForeignKey(RequestPerson, models.PROTECT, related_name="matches")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    score = models.DecimalField(max_digits=7, decimal_places=2)
    confidence = models.CharField(max_length=10)
    reasons_for = ArrayField(models.CharField(max_length=300), default=list)
    reasons_against = ArrayField(models.CharField(max_length=300), default=list)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    decided_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request_person", "person"], name="front_door_match_once")]


class RestrictedMatch(AreaRecord):
    """A restricted record may match. Says only whom to ring; shown to duty roles alone."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="+", db_index=False)
    owner_name = models.CharField(max_length=160)
    owner_telephone = models.CharField(max_length=40, blank=True)
    found_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["request"], name="front_door_restricted_match")]


@tracked()
class Decision(AreaRecord):
    """What was decided for one child, by whom, why, on which threshold. A later decision stands beside an earlier one."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="decisions")
    request_person = models.ForeignKey(RequestPerson, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=40)
    reason = models.TextField()
    strengths = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    owed = ArrayField(models.CharField(max_length=40), default=list, help_text="What an urgent decision left for later")
    alleges_harm = models.BooleanField(default=False)
    lead_kind = models.CharField(max_length=60, blank=True, help_text="Which kind of lead practitioner")
    lead_reason = models.TextField(blank=True)
    primary_need = models.CharField(max_length=3, blank=True, help_text="DfE primary need code")
    passed_to = models.CharField(max_length=200, blank=True, help_text="Another area or service, and whom there")
    family_said = models.TextField(blank=True)
    agreement_words = models.TextField(blank=True)
    threshold_version = models.CharField(max_length=60)
    model_version = models.CharField(max_length=80)
    rule = models.CharField(max_length=80, blank=True)
    episode = models.ForeignKey(Episode, models.PROTECT, null=True, blank=True, related_name="+")
    take_up = models.CharField(
        max_length=15,
        blank=True,
        choices=[
            ("directed", "Directed"),
            ("accepted", "Accepted"),
            ("started", "Started"),
            ("not_engaged", "Not engaged"),
        ],
        help_text="Early help only (ledger B-19)",
    )
    decided_by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    decided_as = ArrayField(models.CharField(max_length=40), default=list)
    decided_at = models.DateTimeField()
    confirm_by = models.DateTimeField(null=True, blank=True, help_text="Decided alone out of hours: a manager confirms")
    confirmed_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    in_force = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request_person"],
                condition=Q(in_force=True),
                name="front_door_one_decision_for_a_child",
            )
        ]
        indexes = [
            models.Index(
                fields=["area", "confirm_by", "id"],
                name="front_door_decision_to_confirm",
                condition=Q(confirm_by__isnull=False, confirmed_at__isnull=True, in_force=True),
            )
        ]


@tracked()
class HandOver(AreaRecord):
    """Child protection: who was told by telephone, and when they answered. Until then the request stays on top."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="hand_overs")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="hand_over")
    told = models.CharField(max_length=200, blank=True, help_text="Who was rung")
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")


@tracked()
class HubEnquiry(AreaRecord):
    """A question to chosen bodies of the hub, on a stated basis (practice: chosen, not broadcast)."""

    class Basis(models.TextChoices):
        AGREEMENT = "agreement", "The parents agreed"
        SUSPICION = "suspicion", "Reasonable cause to suspect significant harm"

    request = models.ForeignKey(Request, models.PROTECT, related_name="enquiries")
    basis = models.CharField(max_length=10, choices=Basis)
    basis_words = models.TextField(help_text="Who agreed and when, or what gives cause to suspect")
    parents_told = models.BooleanField()
    parents_not_told_reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()


@tracked(exclude=["waits"])
class HubQuestion(AreaRecord):
    """What one body is asked about one or more persons, and why that is necessary. The body sees this and no more."""

    class State(models.TextChoices):
        OUTSTANDING = "outstanding", "Outstanding"
        RESPONDED = "responded", "Responded"
        NOTHING_HELD = "nothing_held", "Nothing held"

    enquiry = models.ForeignKey(HubEnquiry, models.PROTECT, related_name="questions")
    body = models.CharField(max_length=60, help_text="Short name of the body in the area's hub")
    body_name = models.CharField(max_length=160)
    group = models.CharField(max_length=160, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="+", help_text="Whose people answer; empty: the agency's"
    )
    about = models.TextField(help_text="Name and date of birth of those asked about, as the body must know them to answer")
    question = models.TextField()
    necessary = models.TextField(help_text="Why this body must be asked")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=15, choices=State, default=State.OUTSTANDING)
    waits = Derived(
        expression=Case(When(state="outstanding", then=Value(1)), default=Value(0)),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enquiry", "body"], name="front_door_body_asked_once")]
        indexes = [
            models.Index(F("area"), F("waits").desc(), F("due_at"), F("asked_at"), F("id"), name="front_door_question_order")
        ]


@tracked()
class HubAnswer(AreaRecord):
    """What a body answered, with its own mark of who may see it."""

    class Mark(models.TextChoices):
        FAMILY = "family", "May be shared with the family"
        PROFESSIONALS = "professionals", "Professionals around the family only"
        SEALED = "sealed", "Sealed to the hub: intelligence, MARAC, third parties, adult health"

    question = models.ForeignKey(HubQuestion, models.PROTECT, related_name="answers")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    held = models.BooleanField()
    words = models.TextField(blank=True)
    mark = models.CharField(max_length=15, choices=Mark)
    answered_by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()


class Receipt(AreaRecord):
    """Proof that a request was received. Its sender reads it; the same request sent again finds it."""

    request_id = models.UUIDField(unique=True)
    number = models.CharField(max_length=12)
    sender = models.CharField(max_length=80, help_text="The API client, the practitioner, or the form's one-time token")
    sender_key = models.CharField(max_length=120, help_text="Whose references are counted together")
    reference = models.CharField(max_length=64)
    idempotency_key = models.CharField(max_length=200, blank=True)
    body_hash = models.CharField(max_length=64)
    door = models.CharField(max_length=10, choices=Door)
    channel = models.CharField(max_length=60)
    urgent = models.BooleanField()
    received_at = models.DateTimeField()
    decide_by = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "sender_key", "reference"], name="front_door_receipt_reference_once"),
            models.UniqueConstraint(
                fields=["area", "sender_key", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="front_door_receipt_key_once",
            ),
        ]
        indexes = [models.Index(fields=["area", "received_at"], name="front_door_receipt_day")]


@tracked()
class Feedback(AreaRecord):
    """What the sender may be told. A professional hears outcome and reason; anybody else that it was considered."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="feedback")
    to_professional = models.BooleanField()
    outcomes = models.JSONField(default=list, help_text="One {key, outcome, label} for each child the sender named")
    level = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True, help_text="Words for the sender: nothing about others in the family")
    next_step = models.TextField(blank=True)
    episode = models.ForeignKey(Episode, models.PROTECT, null=True, blank=True, related_name="+")
    given_by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    told_how = models.CharField(max_length=200, blank=True, help_text="For those with no API: how and when they were told")

    class Meta:
        indexes = [models.Index(fields=["request", "given_at"], name="front_door_feedback_latest")]


@tracked(exclude=["first"])
class Notice(AreaRecord):
    """Something one practitioner, or everybody on duty, must see at once. Carries no name of who sent the request."""

    class Kind(models.TextChoices):
        DANGER = "danger", "A child may be in danger now"
        NEWS = "news", "News about a family you work with"
        RESTRICTED = "restricted", "A request may concern a restricted family of yours"
        CONFIRM = "confirm", "Decided alone out of hours: please confirm"

    kind = models.CharField(max_length=12, choices=Kind)
    practitioner = models.ForeignKey(
        Practitioner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: whoever is on duty",
    )
    request_id = models.UUIDField(null=True)
    family_id = models.UUIDField(null=True)
    words = models.TextField()
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")

    first = Derived(
        expression=Case(When(kind="danger", then=Value(1)), default=Value(0)),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            models.Index(
                F("area"),
                F("first").desc(),
                F("at"),
                F("id"),
                name="front_door_notice_unseen",
                condition=Q(seen_at__isnull=True),
            ),
            models.Index(fields=["area", "practitioner", "seen_at"], name="front_door_notice_open"),
        ]


@tracked()
class RefusedLine(AreaRecord):
    """A line of a file that could not be read. Kept for the duty worker, because it may carry danger."""

    reference = models.CharField(max_length=64, blank=True)
    line = models.PositiveIntegerField()
    text = models.TextField(help_text="What could be read of it")
    text_hash = models.CharField(max_length=64)
    problems = models.JSONField(default=list)
    may_be_urgent = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    dealt_with = models.TextField(blank=True)
    dealt_with_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    dealt_with_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "text_hash"], name="front_door_refused_line_once")]
        indexes = [
            models.Index(
                F("area"),
                F("may_be_urgent").desc(),
                F("received_at"),
                F("id"),
                name="front_door_refused_line_open",
                condition=Q(dealt_with_at__isnull=True),
            )
        ]


@tracked()
class Conversation(AreaRecord, Versioned):
    """A conversation at the front door: who, what was said, the advice, the agreed next step (ledger B-01)."""

    request = models.ForeignKey(Request, models.PROTECT, null=True, blank=True, related_name="conversations")
    caller = models.CharField(max_length=160, blank=True)
    caller_role = models.CharField(max_length=160, blank=True)
    caller_contact = models.CharField(max_length=160, blank=True)
    about = models.CharField(max_length=300, blank=True, help_text="Names the caller used, to find it again")
    said = models.TextField()
    advice = models.TextField()
    next_step = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(F("area"), F("at").desc(), F("id").desc(), name="front_door_conversation_day")]


class ConversationName(AreaRecord):
    """One word of the names in a conversation, lower case and without accents, so that it is found by name."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="names")
    word = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["area", "word"], name="front_door_conversation_word")]


@tracked()
class Consultation(AreaRecord):
    """A specialist consultation or gateway raised from a request, whose outcome comes back to it (ledger B-05, B-06)."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="consultations")
    channel = models.CharField(max_length=60)
    channel_name = models.CharField(max_length=160)
    question = models.TextField()
    asked_by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    outcome = models.TextField(blank=True)
    outcome_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    outcome_at = models.DateTimeField(null=True, blank=True)


explain(
    {
        "front_door_one_decision_for_a_child": "Somebody has just decided for this child. Read their decision first.",
        "front_door_body_asked_once": "This body has already been asked in this enquiry.",
        "front_door_handover_decision_id_key": "This decision has been handed over already. Look at it again.",
        "front_door_person_key_once": "Two people of the request have the same key. Give each their own.",
        "front_door_receipt_key_once": "This very request has just arrived. Send it again to get its receipt.",
        "front_door_receipt_reference_once": "This very request has just arrived. Send it again to get its receipt.",
        "front_door_receipt_request_id_key": "This request has its receipt already.",
        "front_door_refused_line_once": "This line has been kept already.",
        "front_door_request_number_once": "Two requests arrived at once. Send this one again.",
        "front_door_requestsender_request_id_key": "This request has its sender already.",
        "front_door_urgent_request_waits": "A child may be in danger now, so this request is not decided yet. Look at it again.",
        "front_door_match_once": "This person is already listed as a possible match.",
    }
)
