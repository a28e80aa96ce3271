"""What a record goes through, as a value: services ask it before every change of state, the documents draw it. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kith.kernel.refusals import Refusal

START = "[*]"
"""Where a record comes from that was not there before."""


class NotNow(Refusal):
    """The state that the record is in does not have this."""

    code = "not_now"
    source = "design 3 (states are a table of transitions)"


@dataclass(frozen=True)
class States:
    """The states of one kind of record.

    * ``name``: its model, such as ``Plan``. ``states``: each state with its words.
    * ``transitions``: the state before, the name of the service that leads on, and the state after. A service may lead to one of
      several.
    * ``works``: by state, the services that change the record and leave its state.
    * ``refusal``: raised for what a state does not have, with the words of ``because`` for the state and the service, else
      ``otherwise``. ``{state}`` in them is the state in words.
    * ``undoing``: services that take back an end which was recorded by mistake. A state that only they leave is finished.
    * ``note``: what a reader of the diagram must know besides.
    """

    name: str
    states: Mapping[str, str]
    transitions: tuple[tuple[str, str, str], ...]
    note: str = ""
    works: Mapping[str, frozenset[str]] = field(default_factory=dict)
    refusal: type[Refusal] = NotNow
    undoing: frozenset[str] = frozenset()
    otherwise: str = "This cannot be done now. It stands at: {state}."
    because: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def after(self, state: str, verb: str, wanted: str | None = None) -> str:
        """Return the state to which a service leads; where it leads to one of several, ``wanted`` says which.

        Raises the refusal when this state does not have it.
        """
        following = self._following(state, verb)
        if not following or wanted not in (None, *following):
            words = self.because.get((state, verb), self.otherwise)
            raise self.refusal(words.format(state=self.states[state].lower()))
        return wanted or following[0]

    def allows(self, state: str, verb: str) -> bool:
        """Say whether this may be done with a record in this state."""
        return bool(self._following(state, verb))

    def having(self, verb: str) -> frozenset[str]:
        """Return the states in which this may be done."""
        return frozenset(state for state in self.states if self.allows(state, verb))

    @property
    def verbs(self) -> frozenset[str]:
        """Everything that may be done with a record that is there, in one state or another."""
        return frozenset(verb for before, verb, _ in self.transitions if before != START).union(*self.works.values())

    @property
    def finished(self) -> frozenset[str]:
        """The states that a record does not leave, but for an end that is taken back."""
        return frozenset(self.states) - {before for before, verb, _ in self.transitions if verb not in self.undoing}

    def faults(self) -> Iterator[str]:
        """Give what is wrong with the declaration, each as what to write."""
        yield from self._words_faults()
        known = {START, *self.states}
        for each in self.transitions:
            if not (isinstance(each, tuple) and len(each) == 3 and all(each)):
                yield f'{each!r} is no transition. Write (before, "service", after)'
                return
        for before, verb, after in self.transitions:
            for state in {before, after} - known:
                yield f'the transition {verb} names the state "{state}", which is not in states. Add it, or correct the name'
        reached = {after for _, _, after in self.transitions}
        for state in self.states:
            if state not in reached:
                yield f'no transition leads to the state "{state}". Add (before, "service", "{state}"), or take the state out'
        for state in self.works.keys() - known:
            yield f'works names the state "{state}", which is not in states. Add it, or correct the name'
        verbs = self.verbs | {verb for _, verb, _ in self.transitions}
        for state, verb in self.because:
            if state not in known or verb not in verbs:
                yield f'because says why {verb} is not done at "{state}", and there is no such state or service. Correct the name'

    def _words_faults(self) -> Iterator[str]:
        """Give what is wrong with the words: of each state, and of a refusal."""
        for state, words in self.states.items():
            if not isinstance(words, str) or not words.strip():
                yield f'the state "{state}" has no words. Write "{state}": "what a person reads"'
        for words in (self.otherwise, *self.because.values()):
            try:
                said = words.format(state="")
            except (LookupError, ValueError, AttributeError):
                said = ""
            if not said.strip():
                yield f"it refuses with {words!r}. Write a sentence; {{state}} in it is the state in words"
        refusal: Any = self.refusal
        if not (isinstance(refusal, type) and issubclass(refusal, Refusal)):
            yield f"refusal is {refusal!r}, which is no Refusal. Derive it from kernel.refusals.Refusal"

    def _following(self, state: str, verb: str) -> list[str]:
        stays = [state] if verb in self.works.get(state, ()) else []
        return stays + [after for at, by, after in self.transitions if at == state and by == verb]
