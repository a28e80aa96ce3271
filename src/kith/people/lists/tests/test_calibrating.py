"""Learning weights from judged pairs, and what names, homes and rivals do to a score."""

import csv
import random
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from kith.people.finding.engine import weights_in_force
from kith.people.lists.calibration import calibrate
from kith.people.lists.pairs import read_pairs
from kith.people.lists.rows import ListRefused
from kith.people.matching.description import Held, Wanted
from kith.people.matching.score import Score, score_pair, with_rivals
from kith.people.matching.weights import NOBODY_COUNTED, Frequencies, Weights, packaged_weights
from tests.fixtures import Acting, practitioner_in

TODAY = date(2026, 3, 4)


def _pairs(path: Path, size: int = 1_500) -> Path:
    """A sample in which strangers share a surname as often as the same person does;
    first name and date of birth tell, not always."""
    rng = random.Random(5)
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(
            ["query", "a_forename", "a_surname", "a_date_of_birth", "b_forename", "b_surname", "b_date_of_birth", "same"]
        )
        for number in range(size):
            same = number % 2 == 0
            alike = 0.9 if same else 0.1
            first = "Ada" if rng.random() < alike else "Quentin"
            born = "2015-06-01" if rng.random() < alike else "1999-12-31"
            last = rng.choice(["Reed", "Wolstenholme"])
            out.writerow([number, "Ada", "Reed", "2015-06-01", first, last, born, "yes" if same else "no"])
    return path


def test_what_says_nothing_in_the_sample_loses_its_weight_and_what_tells_keeps_it(tmp_path: Path) -> None:
    start = packaged_weights()
    learnt = calibrate(list(read_pairs(_pairs(tmp_path / "pairs.csv"), today=TODAY)), frequencies=NOBODY_COUNTED)
    says = {
        part: learnt.weights.points(part, "same") - learnt.weights.points(part, "differs")
        for part in ("surname", "forename", "born")
    }
    assert says["surname"] < 2 < says["forename"]
    assert says["surname"] < 2 < says["born"]
    assert learnt.weights.points("nhs", "same") == start.points("nhs", "same")
    assert learnt.weights.strong >= learnt.weights.possible
    assert "| surname | same |" in learnt.report
    assert "750 of one person and 750 of two" in learnt.report


def test_no_likeness_is_worth_more_than_that_a_part_is_the_same() -> None:
    weights = packaged_weights()
    for (part, level), points in weights.levels.items():
        if (part, "same") in weights.levels:
            assert points <= weights.points(part, "same"), (part, level)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a_surname,b_surname\nReed,Reed\n", "missing: same"),
        ("a_surname,b_surname,same\nReed,Reed,perhaps\n", "Row 2, same: write yes or no"),
        ("a_surname,b_surname,same\nReed,Reed,yes\n", "at least 100 pairs"),
    ],
)
def test_a_sample_that_teaches_nothing_is_refused(text: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(text)
    with pytest.raises(ListRefused, match=words):
        calibrate(list(read_pairs(file, today=TODAY)))


def test_a_calibration_is_in_force_in_its_own_area_only_and_is_kept_with_its_report(
    clone: str, acting: Acting, tmp_path: Path
) -> None:
    practitioner_in("dorset", "front_door")
    out = tmp_path / "weights.toml"
    call_command("people", "calibrate", str(_pairs(tmp_path / "p.csv")), "--area", "dorset", "--weights", str(out))
    with acting():
        assert weights_in_force() is packaged_weights()
    call_command("people", "calibrate", str(_pairs(tmp_path / "p.csv")), "--area", "dorset", "--apply")
    with acting():
        assert weights_in_force().points("born", "differs") > packaged_weights().points("born", "differs") + 2
    with acting(area="thurrock"):
        assert weights_in_force() is packaged_weights()
    assert "[surname]" in out.read_text()


ADA = {"forename": "Ada", "surname": "Wolstenholme", "date_of_birth": date(2015, 6, 1)}


def test_a_rare_name_that_is_shared_says_more_than_a_common_one() -> None:
    counted = Frequencies(100_000, {("wolstenholme", "s"): 3, ("smith", "s"): 2_500})
    rare = score_pair(Wanted(surname="Wolstenholme"), Held(surname="Wolstenholme"), frequencies=counted)
    common = score_pair(Wanted(surname="Smith"), Held(surname="Smith"), frequencies=counted)
    assert rare.points > common.points + 8
    assert NOBODY_COUNTED.rarity("s", "smith") == 0.0
    assert abs(Frequencies(100, {("marsh", "s"): 3}).rarity("s", "marsh")) < 2.0, "a small area proves little"


def test_people_of_one_home_share_a_surname_however_rare() -> None:
    counted = Frequencies(100_000, {("wolstenholme", "s"): 3})
    home = {"addresses": (("1 Mill Row", "ZZ99 1AA", True),)}
    brother = Held(forename="Ned", surname="Wolstenholme", date_of_birth=date(2012, 3, 9), **home)
    score = score_pair(Wanted(**ADA, address="1 Mill Row", postcode="ZZ99 1AA"), brother, frequencies=counted)
    assert score.confidence == ""


def test_a_twin_with_a_like_name_is_not_counted_as_the_child() -> None:
    home = {"addresses": (("1 Mill Row", "ZZ99 1AA", True),)}
    twin = Held(forename="Ida", surname="Wolstenholme", date_of_birth=date(2015, 6, 1), **home)
    herself = Held(**ADA, **home)
    wanted = Wanted(**ADA, address="1 Mill Row", postcode="ZZ99 1AA")
    counted = Frequencies(100_000, {("ada", "f"): 200, ("ida", "f"): 150})
    score = score_pair(wanted, twin, frequencies=counted)
    assert "A twin would fit too: one home and day of birth" in score.reasons_against
    assert score.confidence != "strong", "Ada and Ida are each a name that many bear"
    assert score.points < score_pair(wanted, herself, frequencies=counted).points - 6


def test_a_slip_of_a_name_is_told_from_another_name_by_how_many_bear_it() -> None:
    counted = Frequencies(100_000, {("maria", "f"): 900, ("marta", "f"): 400, ("mariq", "f"): 1})
    assert counted.both_names("f", "maria", "mariq") == 0.0, "nobody is called so: it is a slip"
    assert counted.both_names("f", "maria", "marta") < -6
    assert counted.both_names("f", "marta", "maria") == counted.both_names("f", "maria", "marta")
    assert NOBODY_COUNTED.both_names("f", "maria", "marta") == 0.0


def test_two_who_fit_equally_are_both_possible_and_neither_strong() -> None:
    scores = [score_pair(Wanted(**ADA), Held(**ADA)) for _ in range(2)]
    alone = scores[0].points
    with_rivals(scores)
    assert {score.confidence for score in scores} == {"possible"}
    assert all(score.points < alone for score in scores)
    assert scores[0].reasons_against[-1] == "Somebody else fits as well"
    single = [score_pair(Wanted(**ADA), Held(**ADA))]
    with_rivals(single)
    assert single[0].points == pytest.approx(alone)


def test_rivals_never_change_the_order_nor_drop_anybody_below_possible() -> None:
    weights = Weights({}, strong=14.0, possible=4.0)
    scores = [Score(weights, points) for points in (22.0, 21.0, 9.0, 4.5, 1.0)]
    with_rivals(scores)
    assert [s.points for s in scores] == sorted((s.points for s in scores), reverse=True)
    assert all(s.points >= 4.0 for s in scores[:4])
    assert scores[4].points <= 1.0
