"""``kith intake FILE.jsonl --area SLUG [--json OUT]``: requests in bulk, one answer a line.

Exits with 0 when every line was received, with 3 when lines were refused and kept, with 1 when nothing could be taken at all.
"""

import json
from argparse import ArgumentParser
from codecs import BOM_UTF8
from collections import Counter
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from django.core.management.base import CommandError
from django.db import DataError

from kith.access.identity import acting_as, service
from kith.front_door.body import MAXIMUM_BYTES, BodyRefused, FieldProblem, LineNotKept, Unnamed, read_body, reference_in
from kith.front_door.models import Door
from kith.front_door.services import receive_request, refuse_line
from kith.kernel.refusals import FileRefused, Refusal
from kith.kernel.terminal import on_one_line
from kith.kernel.time import now
from kith.organisations.commanding import RoomCommand
from kith.organisations.models import Area
from kith.organisations.services import area_called

SOME_REFUSED = 3
"""What the command exits with when it took the file in and lines of it were refused."""


class Command(RoomCommand):
    help = "Take in requests for support from a file with one JSON object a line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="A .jsonl file, or - for standard input")
        parser.add_argument("--area", required=True, help="Slug of the area, such as dorset")
        parser.add_argument("--json", dest="out", type=Path, help="Write one JSON answer a line into this file")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            area = area_called(options["area"].lower())
            lines, out = _opened(options["file"]), _answers(options["out"])
        except Refusal as refusal:
            raise CommandError(refusal.line) from None
        counted: Counter[str] = Counter()
        with lines, out as file:
            for number, raw in enumerate(_lines(lines), start=1):
                if not raw.removeprefix(BOM_UTF8).strip():
                    continue
                answer = self._take(raw, number, area)
                counted.update(lines=1, refused="refusal" in answer, again=bool(answer.get("received_before")))
                if file:
                    file.write(json.dumps(answer, ensure_ascii=False) + "\n")
        self._sum(counted)

    def _sum(self, counted: Counter[str]) -> None:
        again = f" (of these {counted['again']} received before)" if counted["again"] else ""
        said = f"{counted['lines']} lines: {counted['lines'] - counted['refused']} received{again}"
        self.stdout.write(f"{said}, {counted['refused']} refused and kept for the duty worker.")
        if counted["refused"]:
            raise CommandError(
                "Lines were refused. They stand in the front door's queue, under lines that could not be read.",
                returncode=SOME_REFUSED,
            )

    def _take(self, raw: bytes, number: int, area: Area) -> dict[str, Any]:
        moment = now()
        intake = service("intake", area_id=area.pk, purpose="intake", why="bulk file")
        try:
            body = read_body(raw.strip(), now=moment)
            with acting_as(intake, now=moment):
                receipt = receive_request(body=body, door=Door.BULK, received_at=body.received_at or moment, now=moment)
        except BodyRefused as refusal:
            return self._refused(raw, number, intake, moment, refusal, reference=refusal.reference, problems=refusal.problems)
        except Refusal as refusal:
            problems = [FieldProblem(field=refusal.field or "", problem=refusal.message, fix="")]
            return self._refused(raw, number, intake, moment, refusal, reference=body.reference, problems=problems)
        except (ValueError, ArithmeticError, DataError):
            # A line that none of our rules foresaw must not take the lines behind it along.
            unforeseen = LineNotKept()
            return self._refused(raw, number, intake, moment, unforeseen, reference="", problems=unforeseen.problems)
        before = bool(getattr(receipt, "replayed", False))
        self.stdout.write(
            f"{number}: {on_one_line(receipt.reference)} {'received before' if before else 'received'}, receipt {receipt.number}"
        )
        return {
            "line": number,
            "reference": receipt.reference,
            "receipt": receipt.number,
            "received_at": receipt.received_at.isoformat(),
            "channel": receipt.channel,
            "decide_by": receipt.decide_by.isoformat() if receipt.decide_by else None,
            "received_before": before,
        }

    def _refused(
        self,
        raw: bytes,
        number: int,
        intake: Any,
        moment: Any,
        refusal: Refusal,
        *,
        reference: str,
        problems: list[FieldProblem],
    ) -> dict[str, Any]:
        text = raw[: MAXIMUM_BYTES + 1].decode("utf-8", "replace").removeprefix("\ufeff")
        reference = reference or reference_in(text)
        unnamed = Unnamed(text)
        problems = [problem.model_copy(update={"problem": unnamed.of(problem.problem)}) for problem in problems]
        with acting_as(intake, now=moment):
            refuse_line(text=text, line=number, reference=reference, problems=problems, received_at=moment, now=moment)
        first = f"{problems[0].field} {problems[0].problem}".strip()
        wrong = on_one_line(f"{reference or '(no reference)'} refused: {first}")
        self.stdout.write(f"{number}: {wrong} [{refusal.rule}]")
        return {
            "line": number,
            "reference": reference,
            "refusal": {"code": refusal.code, "rule": refusal.rule, "problems": [problem.model_dump() for problem in problems]},
        }


def _opened(path: Path) -> BinaryIO:
    """Return the file, or standard input for ``-``. Raises :class:`FileRefused`."""
    try:
        return (Path("/dev/stdin") if str(path) == "-" else path).open("rb")
    except OSError as error:
        raise FileRefused(error) from None


def _answers(path: Path | None) -> AbstractContextManager[TextIO | None]:
    """Return the file for the answers, opened before anything is taken in. Raises :class:`FileRefused`."""
    try:
        return path.open("w", encoding="utf-8") if path else nullcontext()
    except OSError as error:
        raise FileRefused(error, done="written") from None


def _lines(file: Any) -> Any:
    """Yield the lines of a file without ever holding more than a little over 1 MiB of one."""
    while raw := file.readline(MAXIMUM_BYTES + 2):
        if not raw.endswith(b"\n") and len(raw) > MAXIMUM_BYTES:
            while (rest := file.readline(MAXIMUM_BYTES)) and not rest.endswith(b"\n"):
                pass
        yield raw
