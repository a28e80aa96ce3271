from pathlib import Path

from django.db import migrations

from kith.access.policies import IN_AREA, Guard, of_area, of_family, sees_part
from kith.tasks.policies import seen_with

FUNCTIONS = (Path(__file__).parent / "functions.sql").read_text()


def seen(table: str, column: str) -> str:
    """SQL that is true when the actor sees the row of another table of the room to which a column leads."""
    return f"exists (select 1 from front_door_{table} seen where seen.id = {column})"


def named(column: str) -> str:
    """SQL that is true when the actor sees the person of the request to whom a column leads, if to anybody."""
    return f"({column} is null or exists (select 1 from front_door_requestperson named where named.id = {column}))"


FRONT_DOOR = of_area("front_door")
OF_REQUEST = f"{FRONT_DOOR} and {seen('request', 'request_id')}"
NOT_HIDDEN = "(person_id is null or person_id not in (select access_hidden_people()))"
KNOWN = "exists (select 1 from people_person seen where seen.id = person_id)"
DUTY = f"{IN_AREA} and {sees_part(repr('duty_alert'))}"
ENQUIRY = f"{of_area('hub')} and {seen('request', 'request_id')}"
# Where a body names a team, only its people see what it is asked, not everybody of the agency.
QUESTION = (
    f"{IN_AREA} and (({sees_part(repr('hub'))} and {seen('hubenquiry', 'enquiry_id')})"
    " or (agency_id = any((select front_door_hub_agencies())::uuid[])"
    " and (team_id is null or team_id = any((select front_door_hub_teams())::uuid[]))))"
)
# News of a family that was restricted since is hidden with it, also from whoever had it before.
NOTICE = (
    f"{IN_AREA} and (practitioner_id = (select access_practitioner())"
    f" or (practitioner_id is null and {sees_part(repr('duty_alert'))})"
    f" or ({sees_part(repr('front_door'))} and kind <> 'restricted'))"
    " and (family_id is null or family_id not in (select access_hidden_families()))"
    " and (request_id is null or request_id not in (select front_door_hidden_requests()))"
)


class Migration(migrations.Migration):
    """Somebody of a request who is a hidden person is hidden with what was decided about them; the request itself is not."""

    dependencies = [("front_door", "0001_tables"), ("people", "0002_doors"), ("tasks", "0002_doors")]
    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        Guard("front_door_request", of_family("front_door"), check=IN_AREA, family=True),
        Guard("front_door_requestsender", OF_REQUEST, check=IN_AREA),
        Guard("front_door_requestperson", f"{OF_REQUEST} and {NOT_HIDDEN}", check=IN_AREA),
        Guard(
            "front_door_requestrelationship",
            f"{OF_REQUEST} and {named('from_person_id')} and {named('to_person_id')}",
            check=IN_AREA,
        ),
        Guard(
            "front_door_requestkey",
            f"{OF_REQUEST} and {named('request_person_id')}",
            check=IN_AREA,
            deletable=True,
            history=False,
        ),
        Guard("front_door_requestmatch", f"{OF_REQUEST} and {named('request_person_id')} and {KNOWN}", check=IN_AREA),
        Guard("front_door_restrictedmatch", DUTY, check=IN_AREA, append_only=True, history=False),
        Guard("front_door_decision", f"{OF_REQUEST} and {named('request_person_id')}", check=OF_REQUEST),
        Guard("front_door_handover", f"{OF_REQUEST} and {seen('decision', 'decision_id')}", check=OF_REQUEST),
        Guard("front_door_hubenquiry", ENQUIRY),
        Guard("front_door_hubquestion", QUESTION),
        Guard("front_door_hubanswer", f"{IN_AREA} and {seen('hubquestion', 'question_id')}", append_only=True),
        Guard(
            "front_door_receipt",
            f"{FRONT_DOOR} or ({IN_AREA} and sender = (select access_sender()))",
            check=IN_AREA,
            append_only=True,
            history=False,
        ),
        Guard("front_door_feedback", OF_REQUEST),
        Guard("front_door_notice", NOTICE, check=IN_AREA),
        Guard("front_door_refusedline", FRONT_DOOR, check=IN_AREA),
        # A conversation about a request is hidden with the request, and the names in it with the conversation.
        Guard("front_door_conversation", f"{FRONT_DOOR} and (request_id is null or {seen('request', 'request_id')})"),
        Guard(
            "front_door_conversationname",
            f"{FRONT_DOOR} and {seen('conversation', 'conversation_id')}",
            deletable=True,
            history=False,
        ),
        Guard("front_door_consultation", OF_REQUEST),
        # What is due at the front door is seen with the request, the decision or the question that it is about.
        *(
            operation
            for table in ("front_door_request", "front_door_decision", "front_door_hubquestion")
            for operation in seen_with(table)
        ),
    ]
