"""Rules as values: each has an id, where it comes from, what a person reads when it says no, and examples. Pure.

::

    @rule(
        "people.parents_are_older",
        source="practice P-17",
        edition="2026",
        message="{parent} was born after {child}. Check both dates of birth.",
        examples=(allows(parent=1980, child=2010), refuses(parent=2010, child=1980)),
    )
    def parents_are_older(*, parent: int, child: int) -> bool: ...

A rule that refuses answers ``False``, a :class:`No`, several of them in a list, or something that carries one as ``no``; or it
raises a refusal, which then carries its id. A refusal made of a ``No`` carries the rule's id. The rule book prints every rule,
and a test runs every example. What an area may choose is data in its practice model, where each element has its own source.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Generic, ParamSpec, TypeVar

from kith.kernel.refusals import No as No
from kith.kernel.refusals import Refusal

P = ParamSpec("P")
Result = TypeVar("Result")

ID = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")


class RuleWrong(Exception):
    """A rule is declared wrongly. The message names it and says what to write."""


@dataclass(frozen=True)
class Example:
    """What a rule is asked and what it must answer."""

    arguments: tuple[Any, ...]
    named: Mapping[str, Any]
    kind: str
    answer: Any = None

    def fits(self, answer: Any) -> bool:
        """Say whether a rule's answer is the one that the example expects."""
        if self.kind == "gives":
            return bool(answer == self.answer) and type(answer) is type(self.answer)
        if isinstance(answer, bool):
            return answer is (self.kind == "allows") and not self.answer
        said = answer if isinstance(answer, list) else [answer if answer is None or isinstance(answer, No) else answer.no]
        keys = [each.key for each in said if each is not None]
        return keys == ([] if self.kind == "allows" else [self.answer])


def allows(*arguments: Any, **named: Any) -> Example:
    """An example that the rule lets pass: it answers ``True``, or ``None`` where it answers what is wrong."""
    return Example(arguments, named, "allows")


def refuses(*arguments: Any, says: str = "", **named: Any) -> Example:
    """An example that the rule refuses. ``says``: the key of the message, for a rule that has more than one."""
    return Example(arguments, named, "refuses", says)


def gives(answer: Any, *arguments: Any, **named: Any) -> Example:
    """An example of a rule that works something out."""
    return Example(arguments, named, "gives", answer)


@dataclass(frozen=True)
class Rule(Generic[P, Result]):
    """A rule. It is called like the function it holds.

    * ``id``: the room and a telling name. It is written in logs, answers and records, so it never changes.
    * ``source`` and the ``edition`` of it, a year or a date, which was read for the rule.
    * ``messages``: what a person reads when it refuses, by key; ``{name}`` in them is filled in. A rule with one has the key
      ``""``.
    * ``examples``: both sides of it.
    * ``note``: what holds of it beyond that, such as that an area may choose.
    """

    id: str
    source: str
    edition: str
    function: Callable[P, Result]
    messages: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    note: str = ""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Result:
        try:
            return self.function(*args, **kwargs)
        except Refusal as refusal:
            refusal.rule = refusal.of_rule = refusal.of_rule or self.id
            raise

    def answer(self, example: Example) -> Any:
        """Ask the rule what an example asks. What it refuses by raising is answered as its no."""
        try:
            return self.function(*example.arguments, **example.named)
        except Refusal as refusal:
            return No(refusal.message, self.id, refusal.field)

    @property
    def words(self) -> list[str]:
        """What a person reads when it refuses: its messages, or those with which it refuses its examples."""
        if self.messages:
            return [re.sub(r"\{\w+\}", "…", each) for each in self.messages.values()]
        said = [self.answer(each) for each in self.examples if each.kind == "refuses"]
        return list(dict.fromkeys(each.message for each in said if isinstance(each, No)))

    def no(self, key: str = "", *, field: str | None = None, **filled: object) -> No:
        """Return the rule's no in words. ``field``: the input to mend; ``filled``: what the message leaves open."""
        return No(self.messages[key].format(**filled), self.id, field, key)

    def faults(self) -> list[str]:
        """Return what is wrong with the declaration, each as what to write."""
        found = []
        if not ID.fullmatch(self.id):
            found.append("write its id as the room and a name, such as people.may_seal")
        if not (self.source.strip() and self.edition.strip()):
            found.append("say its source and the edition of it that was read")
        if not self.examples:
            found.append("give examples")
        kinds = {each.kind for each in self.examples}
        refused = {each.answer for each in self.examples if each.kind == "refuses"}
        if unknown := refused - set(self.messages) - ({""} if not self.messages else set()):
            found.append(f"give the message that an example names: {', '.join(map(repr, sorted(unknown)))}")
        if kinds == {"allows"}:
            found.append("give an example that is refused")
        if untried := set(self.messages) - refused:
            found.append(f"give an example that is refused with: {', '.join(map(repr, sorted(untried)))}")
        if refused and not kinds & {"allows", "gives"}:
            found.append("give an example that it allows")
        given = {each.answer for each in self.examples if each.kind == "gives" and isinstance(each.answer, bool)}
        if len(given) == 1:
            found.append("give an example of yes and one of no")
        return found


def rule(
    id: str,
    *,
    source: str,
    edition: str,
    examples: Iterable[Example],
    message: str | Mapping[str, str] = "",
    note: str = "",
) -> Callable[[Callable[P, Result]], Rule[P, Result]]:
    """Make a rule of a pure function. See :class:`Rule` for the arguments; ``message`` is one text, or texts by key.

    Raises :class:`RuleWrong` when it lacks something: such a program does not start.
    """
    messages = {"": message} if isinstance(message, str) and message else dict(message or {})

    def made(function: Callable[P, Result]) -> Rule[P, Result]:
        found = Rule(id, source, edition, function, messages, tuple(examples), note)
        for fault in found.faults():
            raise RuleWrong(f"The rule {id}, {function.__module__}.{function.__name__}: {fault}.")
        return found

    return made


def rules_in(modules: Iterable[ModuleType]) -> dict[str, Rule[..., Any]]:
    """Return the rules that some modules declare, by id. Raises :class:`RuleWrong` when two have one id."""
    found: dict[str, Rule[..., Any]] = {}
    for module in modules:
        for held in vars(module).values():
            if isinstance(held, Rule):
                if found.get(held.id, held) is not held:
                    raise RuleWrong(f"Two rules are called {held.id}. Give one another id.")
                found[held.id] = held
    return found
