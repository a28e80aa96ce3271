"""What other rooms may hear from Family Help."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class EpisodeOpened:
    episode_id: UUID
    family_id: UUID
    at: datetime


@dataclass(frozen=True)
class BasisSet:
    family_id: UUID
    person_id: UUID
    basis: str
    at: datetime


@dataclass(frozen=True)
class LeadAccepted:
    episode_id: UUID
    family_id: UUID
    practitioner_id: UUID
    at: datetime


@dataclass(frozen=True)
class LeadEnded:
    """Nobody leads from now on: the lead has left, or help has ended."""

    episode_id: UUID
    family_id: UUID
    at: datetime


@dataclass(frozen=True)
class StepTaken:
    episode_id: UUID
    family_id: UUID
    kind: str
    at: datetime


@dataclass(frozen=True)
class EpisodeClosing:
    """A handler may refuse: something of its room is still open."""

    episode_id: UUID
    family_id: UUID
    at: datetime


@dataclass(frozen=True)
class EpisodeReopened:
    """Help that was ended by mistake goes on."""

    episode_id: UUID
    family_id: UUID
    at: datetime


@dataclass(frozen=True)
class DangerRaised:
    alert_id: UUID
    family_id: UUID
    at: datetime
