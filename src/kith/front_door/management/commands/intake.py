"""``kith intake FILE.jsonl --area SLUG [--json OUT]``: requests in bulk, one answer a line."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from kith.access.identity import acting_as, service
from kith.front_door.body import MAXIMUM_BYTES, BodyRefused, FieldProblem, read_body, reference_in
from kith.front_door.models import Door
from kith.front_door.services import receive_request, refuse_line
from kith.kernel.refusals import FileRefused, Refusal
from kith.kernel.time import now
from kith.organisations.models import Area
from kith.organisations.services import area_called


class Command(BaseCommand):
    help = "Take in requests for support from a file with one JSON object a line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="A .jsonl file, or - for standard input")
        parser.add_argument("--area", required=True, help="Slug of the area, such as dorset")
        parser.add_argument("--json", dest="out", type=Path, help="Write one JSON answer a line into this file")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            area = area_called(options["area"].lower())
            lines = _opened(options["file"])
        except Refusal as refusal:
            raise CommandError(refusal.line) from None
        answers = []
        with lines:
            for number, raw in enumerate(_lines(lines), start=1):
                if raw.strip():
                    answers.append(self._take(raw, number, area))
        refused = sum("refusal" in answer for answer in answers)
        again = sum(bool(answer.get("received_before")) for answer in answers)
        self.stdout.write(
            f"{len(answers)} lines: {len(answers) - refused} received"
            + (f" (of these {again} received before)" if again else "")
            + f", {refused} refused and kept for the duty worker."
        )
        if options["out"]:
            _write(options["out"], answers)

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
        before = bool(getattr(receipt, "replayed", False))
        self.stdout.write(
            f"{number}: {receipt.reference} {'received before' if before else 'received'}, receipt {receipt.number}"
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
        text = raw[: MAXIMUM_BYTES + 1].decode("utf-8", "replace")
        reference = reference or reference_in(text)
        with acting_as(intake, now=moment):
            refuse_line(text=text, line=number, reference=reference, problems=problems, received_at=moment, now=moment)
        first = f"{problems[0].field} {problems[0].problem}".strip()
        self.stdout.write(f"{number}: {reference or '(no reference)'} refused: {first} [{refusal.rule}]")
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


def _write(path: Path, answers: list[dict[str, Any]]) -> None:
    try:
        path.write_text("".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers), encoding="utf-8")
    except OSError as error:
        refusal = FileRefused(error, done="written")
        raise CommandError(f"{refusal.line} The requests are received all the same: the answers stand above.") from None


def _lines(file: Any) -> Any:
    """Yield the lines of a file without ever holding more than a little over 1 MiB of one."""
    while raw := file.readline(MAXIMUM_BYTES + 2):
        if not raw.endswith(b"\n") and len(raw) > MAXIMUM_BYTES:
            while (rest := file.readline(MAXIMUM_BYTES)) and not rest.endswith(b"\n"):
                pass
        yield raw
