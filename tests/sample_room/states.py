"""What a loan goes through."""

from kith.kernel.refusals import Refusal
from kith.workbench.states import START, States


class LoanRefused(Refusal):
    """The loan is not in a state in which this may be done."""

    code = "loan_refused"
    source = "docs/adding-a-room.md"


LOAN = States(
    name="Loan",
    states={"asked": "Asked for", "lent": "Lent", "back": "Back", "refused": "Refused"},
    transitions=(
        (START, "ask_for", "asked"),
        ("asked", "lend", "lent"),
        ("asked", "refuse", "refused"),
        ("lent", "take_back", "back"),
    ),
    refusal=LoanRefused,
    otherwise="This thing is {state}. Look at the page again.",
    note="A thing that was refused may be asked for again.",
)
