"""Who works here: areas, agencies, teams, hubs, users and practitioners.

Nothing in this room leads to a person who is helped, so its tables are not guarded. Every change of them is kept (``history``),
and what gives sight is written by administrators only (``migrations/places.sql``).
"""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.kernel.ids import uuid7
from kith.kernel.terms import term
from kith.organisations.history import tracked
from kith.organisations.words import Profession as Profession
from kith.organisations.words import Role as Role


@tracked
class Area(models.Model):
    """A local area: one council with its partners, one practice model, one set of records."""

    class Mode(models.TextChoices):
        PATHFINDER = "pathfinder", "Pathfinder"
        NON_PATHFINDER = "non_pathfinder", "Not a pathfinder"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    mode = models.CharField(max_length=20, choices=Mode, default=Mode.PATHFINDER)
    la_code = models.CharField(max_length=3, blank=True, help_text="Three-digit DfE code of the local authority")
    live_at = models.DateTimeField(null=True, blank=True, help_text="Since when it takes requests from outside")
    live_by = models.CharField(max_length=160, blank=True, help_text="Who took it live")
    not_live_since = models.DateTimeField(
        null=True, blank=True, help_text="When it was taken back, and takes no more from outside"
    )
    not_live_reason = models.TextField(blank=True, help_text="Why it was taken back")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(live_at__isnull=True) | ~models.Q(live_by=""), name="organisations_area_live_by_someone"
            ),
            models.CheckConstraint(
                condition=models.Q(not_live_since__isnull=True)
                | (models.Q(live_at__isnull=True) & ~models.Q(not_live_reason="")),
                name="organisations_area_not_live_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_live(self) -> bool:
        """Whether the area takes requests from outside: by public form and by API."""
        return self.live_at is not None


@tracked
class Agency(models.Model):
    """An organisation that works with families: the council's children's services, a school, a police force."""

    class Kind(models.TextChoices):
        CHILDRENS_SERVICES = "childrens_services", "Children's services"
        HEALTH = "health", "Health"
        POLICE = "police", "Police"
        EDUCATION = "education", "Education"
        HOUSING = "housing", "Housing"
        ADULT_SOCIAL_CARE = "adult_social_care", "Adult social care"
        PROBATION = "probation", "Probation"
        VOLUNTARY = "voluntary", "Voluntary and community"
        OTHER = "other", "Other"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=30, choices=Kind)
    areas = models.ManyToManyField(Area, related_name="agencies")

    def __str__(self) -> str:
        return self.name


@tracked
class AgencyArea(Agency.areas.through):  # type: ignore[name-defined]
    """In which area an agency works, as a model so that its history is kept."""

    class Meta:
        proxy = True


@tracked
class Team(models.Model):
    """A team or a hub of an area, with the disciplines that its model expects to find in it."""

    class Kind(models.TextChoices):
        FRONT_DOOR = "front_door", term("front_door_service")
        FAMILY_HELP = "family_help", term("family_help_team")
        CHILD_PROTECTION = "child_protection", "Multi-agency child protection team"
        OUT_OF_HOURS = "out_of_hours", "Out-of-hours team"
        HUB = "hub", "Hub"
        OTHER = "other", "Other"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="teams")
    slug = models.SlugField()
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=30, choices=Kind)
    locality = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    expected_disciplines = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    ends_on = models.DateField(null=True, blank=True, help_text="Its last day")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "slug"], name="organisations_team_slug_in_area")]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes users. There is no superuser in Kith: nothing walks past the services."""

    def create_user(self, email: str, password: str | None = None, *, invited_at: datetime | None = None) -> "User":
        user = self.model(email=self.normalize_email(email), invited_at=invited_at)
        user.set_password(password)
        user.save(using=self._db)
        return user


@tracked
class User(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    invited_at = models.DateTimeField(
        null=True, blank=True, help_text="When they were last invited: an older one-time link is dead"
    )
    codes_reset_at = models.DateTimeField(null=True, blank=True, help_text="When their second factor was last forgotten for them")

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.email


@tracked
class Practitioner(models.Model):
    """A person who works with families, in one agency. A registration number makes a social worker qualified."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField(User, models.PROTECT, null=True, blank=True, related_name="practitioner")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="practitioners")
    name = models.CharField(max_length=160)
    profession = models.CharField(max_length=30, choices=Profession)
    registration = models.CharField(max_length=40, blank=True, help_text="Social Work England or other registration number")
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def is_social_worker(self) -> bool:
        """A qualified social worker: the profession and a registration."""
        return self.profession == Profession.SOCIAL_WORKER and bool(self.registration)


@tracked
class Membership(models.Model):
    """What a practitioner does in an area, in which team, from when until when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="memberships")
    area = models.ForeignKey(Area, models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=40, choices=Role)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practitioner", "area", "role", "starts_on"], name="organisations_membership_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="organisations_membership_ends_after_start",
            ),
        ]


@tracked
class Capability(models.Model):
    """A capability with its evidence, such as accreditation as lead practitioner (ledger C-14, K-15)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="capabilities")
    area = models.ForeignKey(Area, models.PROTECT)
    kind = models.CharField(max_length=60)
    evidence = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)


@tracked
class DutyTurn(models.Model):
    """Who is on duty for a team, from when until when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, models.PROTECT)
    team = models.ForeignKey(Team, models.PROTECT, related_name="duty_turns")
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="duty_turns")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="organisations_duty_turn_ends_after_start"
            )
        ]


@tracked
class HubBody(models.Model):
    """A body that answers hub enquiries of an area: which agency it is of,
    and which team's people answer for it (ledger B-13)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="hub_bodies")
    key = models.SlugField(max_length=60, help_text="Its short name; the one in the area's model where the model lists it")
    name = models.CharField(max_length=160)
    group = models.CharField(max_length=160, help_text="The group of agencies it is counted in")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="+", help_text="Whose people answer; empty: the agency's"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "key"],
                condition=models.Q(ends_on__isnull=True),
                name="organisations_hub_body_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="organisations_hub_body_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DemonstrationClock(models.Model):
    """The pretended time of the demonstration, as an offset from the real one. Empty everywhere else."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    offset = models.DurationField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="organisations_demonstration_clock_single")]
