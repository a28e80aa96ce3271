from pathlib import Path

from django.db import migrations

from kith.access.policies import IN_AREA, Guard, of_area, of_family, sees_part

FUNCTIONS = (Path(__file__).parent / "functions.sql").read_text()

OF_REQUEST = (
    f"{IN_AREA} and {sees_part(repr('front_door'))} and exists (select 1 from front_door_request seen where seen.id = request_id)"
)
HUB = f"{sees_part(repr('hub'))} and exists (select 1 from front_door_request seen where seen.id = request_id)"
ENQUIRY = f"{IN_AREA} and {HUB}"
THEIR_AGENCY = "agency_id = any((select front_door_hub_agencies())::uuid[])"
QUESTION = (
    f"{IN_AREA} and (({sees_part(repr('hub'))} and exists (select 1 from front_door_hubenquiry seen where seen.id = enquiry_id))"
    f" or {THEIR_AGENCY})"
)
ANSWER = f"{IN_AREA} and exists (select 1 from front_door_hubquestion seen where seen.id = question_id)"
MATCH = f"{OF_REQUEST} and exists (select 1 from people_person seen where seen.id = person_id)"
NOTICE = (
    f"{IN_AREA} and (practitioner_id = (select access_practitioner())"
    f" or (practitioner_id is null and {sees_part(repr('duty_alert'))})"
    f" or ({sees_part(repr('front_door'))} and kind <> 'restricted'))"
)


class Migration(migrations.Migration):
    dependencies = [("front_door", "0001_initial"), ("people", "0002_guard"), ("access", "0002_functions")]
    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        Guard("front_door_request", of_family("front_door"), check=IN_AREA, family=True),
        Guard("front_door_requestsender", OF_REQUEST, check=IN_AREA),
        Guard("front_door_requestperson", OF_REQUEST, check=IN_AREA),
        Guard("front_door_requestrelationship", OF_REQUEST, check=IN_AREA),
        Guard("front_door_requestkey", OF_REQUEST, check=IN_AREA, deletable=True, history=False),
        Guard("front_door_requestmatch", MATCH, check=IN_AREA),
        Guard(
            "front_door_restrictedmatch",
            f"{IN_AREA} and {sees_part(repr('duty_alert'))}",
            check=IN_AREA,
            append_only=True,
            history=False,
        ),
        Guard("front_door_decision", OF_REQUEST),
        Guard("front_door_handover", OF_REQUEST),
        Guard("front_door_hubenquiry", ENQUIRY),
        Guard("front_door_hubquestion", QUESTION),
        Guard("front_door_hubanswer", ANSWER, append_only=True),
        Guard(
            "front_door_receipt",
            f"{of_area('front_door')} or ({IN_AREA} and sender = (select access_sender()))",
            check=IN_AREA,
            append_only=True,
            history=False,
        ),
        Guard("front_door_feedback", OF_REQUEST),
        Guard("front_door_notice", NOTICE, check=IN_AREA),
        Guard("front_door_refusedline", of_area("front_door"), check=IN_AREA),
        Guard("front_door_conversation", of_area("front_door")),
        Guard("front_door_conversationname", of_area("front_door"), deletable=True, history=False),
        Guard("front_door_consultation", OF_REQUEST),
    ]
