"""The body of a request for support, version 1, as the API, the forms and ``kith intake`` take it.

Reading is strict: what is not understood is refused with the field's path and the fix, never guessed. What people write in text
fields is kept as it is.
"""

from kith.front_door.body.labels import label_of, plain_fix
from kith.front_door.body.problems import BodyContradicts, BodyRefused, BodyTooLarge, FieldProblem, LineNotKept, NotJson
from kith.front_door.body.reading import MAXIMUM_BYTES, check_body, read_body, read_json, reference_in
from kith.front_door.body.request import RequestBody, hash_of_body, json_schema
from kith.front_door.body.unnamed import LEFT_OUT, Unnamed
from kith.front_door.body.values import SCHOOLS_ETHNICITY, census_ethnicity

__all__ = [
    "LEFT_OUT",
    "MAXIMUM_BYTES",
    "SCHOOLS_ETHNICITY",
    "BodyContradicts",
    "BodyRefused",
    "BodyTooLarge",
    "FieldProblem",
    "LineNotKept",
    "NotJson",
    "RequestBody",
    "Unnamed",
    "census_ethnicity",
    "check_body",
    "hash_of_body",
    "json_schema",
    "label_of",
    "plain_fix",
    "read_body",
    "read_json",
    "reference_in",
]
