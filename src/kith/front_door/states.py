"""The states of a request, of a possible match and of a hub question: what leads from one to another. Pure.

Drawn in docs/states.md. A fact is never refused because of a state: a decision can be made again, danger raised at any time, an
answer recorded after another. What a state decides is where the record stands afterwards.
"""

from kith.workbench.states import START, States

WAITING = ("waiting", "part_decided", "handed_over")
"""States in which a request waits for a worker at the front door."""

REQUEST = States(
    name="Request",
    states={
        "waiting": "Waiting for a decision",
        "part_decided": "Decided for some children",
        "handed_over": "Handed over, not yet answered",
        "decided": "Decided",
    },
    transitions=(
        (START, "receive_request", "waiting"),
        ("waiting", "decide", "part_decided"),
        ("waiting", "decide", "handed_over"),
        ("waiting", "decide", "decided"),
        ("part_decided", "decide", "handed_over"),
        ("part_decided", "decide", "decided"),
        ("handed_over", "decide", "part_decided"),
        ("handed_over", "decide", "decided"),
        ("decided", "decide", "part_decided"),
        ("decided", "decide", "handed_over"),
        ("handed_over", "record_handover_answer", "part_decided"),
        ("handed_over", "record_handover_answer", "decided"),
        ("handed_over", "raise_urgent", "part_decided"),
        ("decided", "raise_urgent", "part_decided"),
    ),
    works={
        "waiting": frozenset({"raise_urgent", "lower_danger"}),
        "part_decided": frozenset({"decide", "raise_urgent", "lower_danger", "record_handover_answer"}),
        "handed_over": frozenset({"decide", "lower_danger", "record_handover_answer"}),
        "decided": frozenset({"decide", "lower_danger", "record_handover_answer"}),
    },
    note="A request with a hand-over that nobody has answered stays on top. Deciding again keeps the earlier decision beside the"
    " later one. Danger raised after the decision, or while nobody has answered, has the request wait again, and the answer to an"
    " earlier hand-over does not take it away.",
)

MATCH = States(
    name="RequestMatch",
    states={"proposed": "To check", "confirmed": "The same person", "rejected": "Not the same person"},
    transitions=(
        (START, "look_for_family", "proposed"),
        ("proposed", "confirm_match", "confirmed"),
        ("proposed", "confirm_match", "rejected"),
        ("confirmed", "confirm_match", "rejected"),
        ("rejected", "confirm_match", "confirmed"),
    ),
    works={"confirmed": frozenset({"confirm_match"}), "rejected": frozenset({"confirm_match"})},
    note="Whoever says who a person is decides all possible matches of that person at once, and may say otherwise later.",
)

QUESTION = States(
    name="HubQuestion",
    states={"outstanding": "Outstanding", "responded": "Responded", "nothing_held": "Nothing held"},
    transitions=(
        (START, "ask_hub", "outstanding"),
        ("outstanding", "answer_hub", "responded"),
        ("outstanding", "answer_hub", "nothing_held"),
        ("nothing_held", "answer_hub", "responded"),
        ("responded", "answer_hub", "nothing_held"),
    ),
    works={"responded": frozenset({"answer_hub"}), "nothing_held": frozenset({"answer_hub"})},
    note="A body may answer again. Every answer stays; the question stands as the last one says.",
)
