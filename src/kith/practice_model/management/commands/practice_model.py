"""``kith practice-model``: check, compare, publish, show and list practice models, and find steps on a version that has ended."""

import argparse
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from kith.access.identity import acting_as, service
from kith.design.words import the_date
from kith.kernel.refusals import FileRefused, Refusal
from kith.kernel.time import london_date, now
from kith.organisations.commanding import RoomCommand
from kith.organisations.models import Area
from kith.organisations.services import area_called
from kith.practice_model import examples, explaining, minimums
from kith.practice_model.drafting import first_draft
from kith.practice_model.models import PracticeModelVersion
from kith.practice_model.queries import model_of_version, version_in_force, versions
from kith.practice_model.reading import draft, drafts, own_folder, read_draft
from kith.practice_model.rules import Model
from kith.practice_model.services import publish, publish_drafts
from kith.workbench.rooms import OpenStep, open_steps


class Command(RoomCommand):
    help = "Begin, check, compare, publish, show and list practice models."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        new = verbs.add_parser("new", help="write a first draft for an area that has none")
        new.add_argument("name", metavar="AREA")
        check = verbs.add_parser("check", help="run the examples and the national minimums of drafts")
        check.add_argument("names", nargs="*", metavar="NAME")
        diff = verbs.add_parser("diff", help="explain in words how B differs from A")
        diff.add_argument("a", metavar="A", help="a draft, or AREA@DATE for a published version")
        diff.add_argument("b", metavar="B")
        publishing = verbs.add_parser("publish", help="publish a draft from a day on")
        publishing.add_argument("name", metavar="NAME", help="a draft, or “all” for every area that has published none")
        publishing.add_argument("--from", dest="valid_from", type=date.fromisoformat, required=True, metavar="DATE")
        publishing.add_argument("--by", dest="published_by", required=True, metavar="NAME")
        publishing.add_argument("--note", dest="change_note", default="")
        publishing.add_argument("--approved-by", dest="approved_by_executive", default="", metavar="NAME")
        show = verbs.add_parser("show", help="show every setting of a draft or of AREA@DATE")
        show.add_argument("name", metavar="NAME")
        verbs.add_parser("list", help="list the drafts and the published versions")
        move = verbs.add_parser("move", help="list open steps on versions that have ended")
        move.add_argument("names", nargs="*", metavar="AREA")
        for verb in (new, check, diff, publishing, show):
            verb.add_argument(
                "--folder",
                type=Path,
                default=own_folder(),
                help="your own drafts (default: practice_models in KITH_HOME); one that is not there is ours",
            )

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        try:
            getattr(self, f"_{verb}")(options)
        except Refusal as refusal:
            raise CommandError(refusal.line) from refusal

    def _new(self, options: dict[str, Any]) -> None:
        area = area_called(options["name"])
        path = options["folder"] / f"{area.slug}.toml"
        text = first_draft(
            slug=area.slug,
            name=area.name,
            pathfinder=area.mode == Area.Mode.PATHFINDER,
            today=london_date(now()),
        )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            raise CommandError(f"{path} is there already. Edit it, or give another --folder.") from None
        except OSError as error:
            raise CommandError(f"{FileRefused(error, done='written').line} Or give a --folder of your own.") from None
        folder = "" if options["folder"] == own_folder() else f" --folder {options['folder']}"
        self.stdout.write(f"Written: {path}. Fill what it needs to go live, then:")
        self.stdout.write(f"kith practice-model check {area.slug}{folder}")
        self.stdout.write(f"kith practice-model publish {area.slug} --from DATE --by NAME{folder}")

    def _check(self, options: dict[str, Any]) -> None:
        failed = False
        for name in options["names"] or drafts(options["folder"]):
            try:
                model = read_draft(name, on=london_date(now()), folder=options["folder"])
            except Refusal as refusal:
                failed = True
                self.stdout.write(f"{name}: cannot be read. {refusal.line}")
                continue
            wrong = [f"example “{each.example}”: {each.words}" for each in examples.run(model)]
            wrong += [f"minimum {each.rule}: {each.words}" for each in minimums.loosened(model)]
            if not model.document.examples:
                wrong.append("it has no examples.")
            failed = failed or bool(wrong)
            counted = len(model.document.examples)
            self.stdout.write(f"{name}: " + (f"{counted} examples hold, no minimum is loosened." if not wrong else "not good."))
            for words in wrong:
                self.stdout.write(f"  {words}")
        if failed:
            raise CommandError("Not every model may be published.")

    def _diff(self, options: dict[str, Any]) -> None:
        old, new = (self._model(options[name], options["folder"]) for name in ("a", "b"))
        said = explaining.differences(old, new)
        self.stdout.write("\n".join(said) if said else "They say the same.")

    def _publish(self, options: dict[str, Any]) -> None:
        common = {"valid_from": options["valid_from"], "published_by": options["published_by"], "now": now()}
        if options["name"] == "all":
            published = publish_drafts(**common)
        else:
            published = [
                publish(
                    text=draft(options["name"], options["folder"]),
                    change_note=options["change_note"],
                    approved_by_executive=options["approved_by_executive"],
                    **common,
                )
            ]
        for version in published:
            self.stdout.write(f"Published {version} from {the_date(version.valid_from)}, sha256 {version.sha256}.")
        if not published:
            self.stdout.write("Nothing to publish: every area has a model.")

    def _show(self, options: dict[str, Any]) -> None:
        model = self._model(options["name"], options["folder"])
        self.stdout.write(model.version_label)
        for heading, elements in explaining.describe(model).items():
            self.stdout.write(f"\n{heading}")
            for element in elements:
                self.stdout.write(f"  {element.name} [{', '.join(element.rows)}; {element.binding}; {element.status}]")
                for value in element.values:
                    self.stdout.write(f"    {value.label}: {value.words} ({value.layer})")

    def _list(self, options: dict[str, Any]) -> None:
        self.stdout.write(f"Drafts: {', '.join(drafts(own_folder())) or 'none'}")
        published = PracticeModelVersion.objects.select_related("area").order_by("area__slug", "valid_from")
        for version in published:
            until = f" until {the_date(version.valid_to - timedelta(days=1))}" if version.valid_to else ""
            self.stdout.write(
                f"{version}: from {the_date(version.valid_from)}{until}, by {version.published_by}, {version.sha256[:12]}"
            )
        if not published:
            self.stdout.write("Published: none")

    def _move(self, options: dict[str, Any]) -> None:
        today = london_date(now())
        found = 0
        names = options["names"] or sorted(
            PracticeModelVersion.objects.filter(area__isnull=False).values_list("area__slug", flat=True).distinct()
        )
        for name in names:
            ended = [each for each in versions(name) if each.valid_to is not None and each.valid_to <= today]
            for version in ended:
                for step in self._open_steps(version):
                    found += 1
                    self.stdout.write(
                        f"{version}, ended {the_date(version.valid_to)}: {step.kind} {step.step_id} {step.page}".strip()
                    )
        self.stdout.write(
            f"{found} open step{'s' if found != 1 else ''} on versions that have ended. "
            "A manager moves each with a reason, on its own page."
            if found
            else "No open step is on a version that has ended."
        )

    def _open_steps(self, version: PracticeModelVersion) -> list[OpenStep]:
        """Look in the version's area as the named service, which sees that a step is there and no person's name."""
        if version.area_id is None:
            return []
        purpose = "list open steps on versions that have ended"
        with acting_as(service("practice_model", area_id=version.area_id, purpose=purpose), now=now()):
            return open_steps(version.pk)

    def _model(self, name: str, folder: Path) -> Model:
        if "@" not in name:
            return read_draft(name, on=london_date(now()), folder=folder)
        area, _, day = name.partition("@")
        try:
            on = date.fromisoformat(day)
        except ValueError as error:
            raise CommandError(f"{day!r} is not a date. Write it as 2026-04-01.") from error
        return model_of_version(version_in_force(area, on).pk, on)
