r"""Splink 5 on the generated register: whom it finds for each lookup, and how fast.

Two models are run. ``em`` learns without labels, as somebody does who has none. ``labels`` learns how often true pairs agree from
a labelled sample of other lookups. Both use the same comparisons, term frequencies and blocking. Runs in the environment of
``requirements-bench.lock``; prints a line of JSON for each model.

    splink_peer.py --register register.csv --lookups lookups.csv --truth truth.csv \
        --labelled tuning.csv --labelled-truth tuning_truth.csv
"""

import argparse
import json
import logging
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.matching.scoring import Wanted, score

LARGEST = 300_000
"""A larger register is cut to the people looked for and others up to this many, so that a run stays under three minutes."""

READ = """
    select ref as unique_id, lower(strip_accents(forename)) as forename, lower(strip_accents(surname)) as surname,
           lower(strip_accents(split_part(middle_names, ' ', 1))) as middle, date_of_birth as born, sex,
           replace(upper(postcode), ' ', '') as postcode,
           regexp_replace(lower(address_line), ' (road|rd|street|st|avenue|ave|close|cl|gardens|gdns)$', '') as address,
           nhs_number, upn, telephone
    from read_csv('{path}', header = true, all_varchar = true)
"""
BLANK = "select unique_id, {columns} from ({inner})"
HALVES_OF_A_DATE = ("substr(born, 1, 7)", "substr(born, 6)", "substr(born, 1, 4) || substr(born, 9)")
COLUMNS = ("forename", "surname", "middle", "born", "sex", "postcode", "address", "nhs_number", "upn", "telephone")


def main() -> None:
    """Run both models and print what they reach."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("register", "lookups", "truth"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    for name in ("labelled", "labelled-truth"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--largest", type=int, default=LARGEST)
    parser.add_argument("--model", choices=("em", "labels"), action="append")
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    for model in given.model or ("em", "labels"):
        if model == "em" or given.labelled:
            print(json.dumps(run(given, model)), flush=True)


def run(given: argparse.Namespace, model: str) -> dict[str, Any]:
    """Train one model and score it on the lookups."""
    import duckdb  # noqa: PLC0415  of the peers' environment
    import splink.comparison_level_library as levels  # noqa: PLC0415  of the peers' environment
    import splink.comparison_library as comparisons  # noqa: PLC0415  of the peers' environment
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415  of the peers' environment

    began = time.perf_counter()
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    people = _read(connection, "people", given.register)
    _read(connection, "asked", given.lookups)
    connection.execute(f"create table truth as select * from read_csv('{given.truth}', header = true, all_varchar = true)")
    if given.labelled:
        _read(connection, "labelled", given.labelled)
        connection.execute(
            f"create table labelled_truth as select * from read_csv('{given.labelled_truth}', header = true, all_varchar = true)"
        )
    if people > given.largest:
        looked_for = "select truth from truth where truth is not null"
        if given.labelled:
            looked_for += " union select truth from labelled_truth where truth is not null"
        connection.execute(f"""
            create table fewer as
            select * from people where unique_id in ({looked_for})
            union
            (select * from people where unique_id not in ({looked_for}) order by hash(unique_id)
             limit {given.largest} - (select count(*) from people where unique_id in ({looked_for})))
        """)
        connection.execute("drop table people; alter table fewer rename to people")
    held = connection.sql("select count(*) from people").fetchall()[0][0]

    def name(column: str, other: str) -> Any:
        return comparisons.CustomComparison(
            output_column_name=column,
            comparison_levels=[
                levels.NullLevel(column),
                levels.ExactMatchLevel(column, term_frequency_adjustments=True),
                levels.JaroWinklerLevel(column, 0.92),
                levels.JaroWinklerLevel(column, 0.86),
                levels.ColumnsReversedLevel(column, other, symmetrical=False),
                *(
                    [levels.CustomLevel("forename_l = middle_r or middle_l = forename_r", "middle name as forename")]
                    if column == "forename"
                    else []
                ),
                levels.JaroWinklerLevel(column, 0.7),
                levels.ElseLevel(),
            ],
        )

    chosen = [
        name("forename", "surname"),
        name("surname", "forename"),
        comparisons.CustomComparison(
            output_column_name="born",
            comparison_levels=[
                levels.NullLevel("born"),
                levels.ExactMatchLevel("born"),
                levels.DamerauLevenshteinLevel("born", 1),
                levels.CustomLevel("born_l = born_r[:5] || born_r[9:10] || '-' || born_r[6:7]", "day and month swapped"),
                levels.DamerauLevenshteinLevel("born", 2),
                levels.ElseLevel(),
            ],
        ),
        comparisons.ExactMatch("sex"),
        comparisons.CustomComparison(
            output_column_name="address",
            comparison_levels=[
                levels.CustomLevel("postcode_l is null or postcode_r is null", "missing").configure(is_null_level=True),
                levels.CustomLevel("postcode_l = postcode_r and address_l = address_r", "the same address"),
                levels.CustomLevel("postcode_l = postcode_r", "the same postcode"),
                levels.ElseLevel(),
            ],
        ),
        comparisons.DamerauLevenshteinAtThresholds("nhs_number", [1]),
        comparisons.DamerauLevenshteinAtThresholds("upn", [1]),
        comparisons.ExactMatch("telephone").configure(term_frequency_adjustments=True),
    ]
    rules = [
        block_on("forename", "surname"),
        "l.forename = r.surname and l.surname = r.forename",
        block_on("born", "forename"),
        block_on("born", "surname"),
        block_on("born", "substr(forename, 1, 1)"),
        block_on("born", "postcode"),
        block_on("postcode", "surname"),
        block_on("postcode", "forename"),
        "l.born = r.born and l.forename = r.surname",
        "l.born = r.born and l.forename = r.middle",
        "l.born = r.born and l.surname = r.forename",
        # A slip in the date leaves the year and month, the year and day, or the month and day.
        *(block_on(name, part) for name in ("forename", "surname") for part in HALVES_OF_A_DATE),
        block_on("nhs_number"),
        block_on("upn"),
    ]

    def linker(second: str, settings: Any) -> Any:
        # Each linker has its own interface to the same data: what one has computed must not serve the other.
        api = DuckDBAPI(connection=connection.cursor())
        tables = [
            api.register(each, dataset_display_name=name, table_name=f"{name}_{second}")
            for each, name in (("people", "a_people"), (second, "b_asked"))
        ]
        return Linker(tables, settings, log_level=None)

    settings: Any = SettingsCreator(
        link_type="link_only",
        comparisons=chosen,
        blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False,
        probability_two_random_records_match=1 / held,
    )
    first = linker("labelled" if model == "labels" else "asked", settings)
    first.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    if model == "em":
        for rule in (
            block_on("born", "surname"),
            block_on("born", "forename"),
            block_on("forename", "surname", "postcode"),
            block_on("nhs_number"),
        ):
            first.training.estimate_parameters_using_expectation_maximisation(rule)
    else:
        connection.execute("""
            create table pairs as
            select 'a_people' as source_dataset_l, truth as unique_id_l, 'b_asked' as source_dataset_r, ref as unique_id_r
            from labelled_truth where truth is not null
        """)
        labels = first._db_api.register("pairs", table_name="pairs_of_labels")
        first.training.estimate_m_from_pairwise_labels(labels)
        learnt = first.misc.save_model_to_json()
        learnt.pop("linker_uid", None)
        first = linker("asked", learnt)
    trained = time.perf_counter()
    result = first.inference.predict(threshold_match_weight=-20)
    table = result.physical_name
    connection.execute(f"""
        create table ranked as
        select unique_id_r as asked, unique_id_l as found, match_weight as weight,
               row_number() over (partition by unique_id_r order by match_weight desc, unique_id_l) as place
        from {table}
    """)
    seconds = time.perf_counter() - trained
    answers: dict[str, list[tuple[str, float]]] = {}
    for asked, found, weight in connection.sql(
        "select asked, found, weight from ranked where place <= 5 order by asked, place"
    ).fetchall():
        answers.setdefault(asked, []).append((found, weight))
    wanted = [
        Wanted(ref, truth or "", error, tradition, counted == "1")
        for ref, truth, error, tradition, counted in connection.sql(
            "select ref, truth, error, tradition, counted from truth"
        ).fetchall()
    ]
    return {
        "system": f"Splink 5, {'EM without labels' if model == 'em' else 'learnt from labels'}",
        "register": held,
        "cut_from": people if people > held else None,
        "lookups": len(wanted),
        **score(answers, wanted).as_json(),
        "lookups_a_second_in_one_batch": round(len(wanted) / seconds),
        "seconds": round(time.perf_counter() - began, 1),
    }


def _read(connection: Any, table: str, path: Path) -> int:
    inner = READ.format(path=str(path).replace("'", "''"))
    blank = ", ".join(f"nullif({column}, '') as {column}" for column in COLUMNS)
    connection.execute(f"create table {table} as {BLANK.format(columns=blank, inner=inner)}")
    found: int = connection.sql(f"select count(*) from {table}").fetchall()[0][0]
    return found


if __name__ == "__main__":
    main()
