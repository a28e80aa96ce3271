"""Decisions have the consequences they say, through the pages of the desk."""

import pytest

from kith.family_help import queries
from kith.family_help.models import (
    ChildWords,
)
from kith.family_help.tests.asking import words
from kith.family_help.tests.test_pages import Desk, at_noon, day, planned  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("answer", "in_hers", "in_mothers"),
    [
        ({"readers": "professionals", "own_copy": "no"}, False, False),
        ({"readers": "professionals", "own_copy": "yes"}, True, False),
        ({"readers": "named", "own_copy": "no"}, False, True),
    ],
    ids=["professionals only", "wanted at home", "her mother only"],
)
def test_a_childs_own_copy_has_their_words_only_when_they_want_them_there(planned, answer, in_hers, in_mothers):
    s, plan = planned
    lead = Desk(s, "lead_practitioner")
    with s.as_("lead_practitioner"):
        rows = list(ChildWords.objects.exclude(words=""))
    assert "WORDS-OF-CHILD" not in lead.get(f"plan/copy/{s.ella.id}/"), "not before it was asked"
    for row in rows:
        page = words(lead.get(f"assessment/words/{row.id}/"))
        assert "Ella Example’s own copy may be found at home by Jo Example, Sam Example." in page
        named = {"may_read": str(s.mother.id)} if answer["readers"] == "named" else {}
        decided = {"decided_by": "child", "reason": "", **named, "readers": answer["readers"]}
        lead.post(f"assessment/words/{row.id}/", decided, refused="wants these words in their own copy")
        lead.post(f"assessment/words/{row.id}/", decided | {"own_copy": answer["own_copy"]})
    for reader, expected in ((s.ella, in_hers), (s.mother, in_mothers), (s.father, False)):
        assert ("WORDS-OF-CHILD" in lead.get(f"plan/copy/{reader.id}/")) is expected
        with s.as_("lead_practitioner"):
            copy = "\n".join(map(str, queries.plan_for_reader(plan.id, reader.id).texts()))
        assert ("WORDS-OF-CHILD" in copy) is expected
