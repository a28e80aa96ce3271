"""What every management command of a room has in common: it lives in the demonstration's time, and what it echoes is harmless."""

from typing import Any

from django.core.management.base import BaseCommand, OutputWrapper

from kith.kernel.terminal import harmless
from kith.organisations.clock import follow_pretended_time


class Harmless(OutputWrapper):
    """Writes to a terminal or a file. No text that a command read can steer the terminal, nor stop the command because the
    terminal does not know its letters."""

    def write(self, msg: str = "", style_func: Any = None, ending: str | None = None) -> None:  # type: ignore[override]
        """Write a text with what would steer a terminal written out, in the colours of Django."""
        encoding = getattr(self._out, "encoding", None) or "utf-8"
        super().write(harmless(msg).encode(encoding, "backslashreplace").decode(encoding), style_func, ending)


class RoomCommand(BaseCommand):
    """A command that reads or writes what happens at a time. Each command of a room derives from it; a test holds it."""

    @property
    def stdout(self) -> OutputWrapper:
        """Where answers go."""
        return self._answers

    @stdout.setter
    def stdout(self, given: Any) -> None:
        self._answers = Harmless(given._out)

    @property
    def stderr(self) -> OutputWrapper:
        """Where problems and progress go."""
        return self._problems

    @stderr.setter
    def stderr(self, given: Any) -> None:
        self._problems = Harmless(given._out)
        self._problems.style_func = given.style_func

    def execute(self, *args: Any, **options: Any) -> Any:
        """Run the command in the demonstration's time, if there is one."""
        follow_pretended_time()
        return super().execute(*args, **options)
