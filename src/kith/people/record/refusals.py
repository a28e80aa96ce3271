"""Why a change to a person or a family is refused."""

from kith.kernel.refusals import Refusal


class PersonRefused(Refusal):
    """Something about a person cannot be as it was said."""

    code = "person_refused"
    source = "practice P-15, P-17"


class RelationshipRefused(Refusal):
    """Two people cannot be related like this."""

    code = "relationship_refused"
    source = "practice P-17, P-24"


class AlreadyInFamily(Refusal):
    code = "already_in_family"
    source = "practice P-1"
    field = "person"


class NeedsWords(Refusal):
    """A reason, a source or a date that must be given is missing."""

    code = "needs_words"
    source = "design 9 (who and why); practice P-9, P-24"


class AlreadyRestricted(Refusal):
    code = "already_restricted"
    source = "design 9, rule 3; practice P-11"
