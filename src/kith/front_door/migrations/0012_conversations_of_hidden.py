from django.db import migrations

from kith.access.policies import of_area, repolicy

FRONT_DOOR = of_area("front_door")
CONVERSATION = (
    f"{FRONT_DOOR} and (request_id is null or exists (select 1 from front_door_request seen where seen.id = request_id))"
)
NAME = f"{FRONT_DOOR} and exists (select 1 from front_door_conversation seen where seen.id = conversation_id)"


class Migration(migrations.Migration):
    """A conversation about a request is hidden with the request, and the names in it with the conversation."""

    dependencies = [("front_door", "0011_persons_of_requests")]
    operations = [
        *repolicy("front_door_conversation", CONVERSATION),
        *repolicy("front_door_conversationname", NAME, history=False),
    ]
