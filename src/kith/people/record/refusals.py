"""Why a change to a person or a family is refused."""

from kith.kernel.refusals import Refusal


class PersonRefused(Refusal):
    """Something about a person cannot be as it was said."""

    code = "person_refused"


class RelationshipRefused(Refusal):
    """Two people cannot be related like this."""

    code = "relationship_refused"


class AlreadyInFamily(Refusal):
    code = "already_in_family"
    field = "person"


class NeedsWords(Refusal):
    """A reason, a source or a date that must be given is missing."""

    code = "needs_words"


class AlreadyRestricted(Refusal):
    code = "already_restricted"
