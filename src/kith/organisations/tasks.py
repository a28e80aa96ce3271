"""Jobs of who works here: letters. Arguments hold ids, never a name, an address or a link."""

import logging
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kith.kernel.ids import uuid7
from kith.organisations import one_time
from kith.organisations.models import User

log = logging.getLogger(__name__)

NAME = "organisations.send_letter"
AGAIN = RetryStrategy(max_attempts=7, exponential_wait=4)
"""After 4 and 16 seconds, 1, 4 and 17 minutes, 1 and 5 hours. Each try makes a link of its own."""


@app.task(name=NAME, queue="mail", lock="mail", retry=AGAIN)
def send_letter(user_id: str, letter: str) -> None:
    """Make a one-time link and send it. Nobody is written to who has left meanwhile, or who never was.

    One at a time (``lock``): a mail server that hangs holds up letters, and one place of the worker.
    """
    user = User.objects.filter(pk=UUID(user_id), is_active=True).first()
    if user is None:
        return
    try:
        one_time.send(user, letter)
    except one_time.NotTaken as refusal:
        # What is tried again is no error to the queue, and who runs Kith must hear of it the first time.
        log.error("%s", refusal.message)
        raise


def defer_letter(user: User | None, letter: str) -> None:
    """Have a letter sent after this transaction has committed.

    Without a user the same is done for no one: how long an answer takes then does not tell whether an address is known.
    """
    send_letter.defer(user_id=str(user.pk if user else uuid7()), letter=str(letter))
