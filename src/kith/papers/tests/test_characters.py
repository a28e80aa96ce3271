"""A paper in anybody's script: it is shown and can be read back, or the paper says in words what it cannot show. It never fails."""

import hashlib
import io
import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.papers import typeset
from kith.papers.characters import FONTS, plainest, showable
from kith.papers.typeset import NOT_ALL_SHOWN, Facts, Heading, Paper, Quotation, Table, Words, pdf_of, unshown_in

pypdf = pytest.importorskip("pypdf")
from pypdf.generic import ContentStream  # noqa: E402

from kith.papers.tests.reading import read_aloud  # noqa: E402

SCRIPTS = {
    "Chinese": "陈小明想去上学",
    "Chinese, as in Hong Kong": "陳小明想返學",
    "Japanese": "さくら ハナコ",
    "Korean": "김민준",
    "Punjabi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Bengali": "শ্রীমতী রহিমা খাতুন",
    "Tamil": "தமிழ்ச்செல்வி",
    "Hindi": "श्रीमती लक्ष्मी",
    "Gujarati": "પ્રીતિ શાહ",
    "Telugu": "శ్రీనివాస్",
    "Kannada": "ಲಕ್ಷ್ಮಿ",
    "Malayalam": "ശ്രീജ",
    "Sinhala": "ශ්‍රී ලංකා",
    "Odia": "ପ୍ରିୟା",
    "Thai": "สมชาย ใจดี",
    "Lao": "ສົມໃຈ",
    "Khmer": "សុខា",
    "Burmese": "မြန်မာ",
    "Amharic": "አበበ በቀለ",
    "Armenian": "Արամ",
    "Georgian": "გიორგი",
    "Greek": "Γιώργος",
    "Ukrainian": "Олексій Їжак",
    "Vietnamese": "Nguyễn Thị Hạnh",
    "Welsh": "Siân Ŵyn",
    "Polish": "Łukasz Żak",
    "Romanian": "Ștefan Țurcan",
    "Yoruba": "Ọláṣùnkànmí",
    "emoji": "🦄",
    "a family as emoji": "👩‍👧",
    "a heart": "❤️",
}
BACKWARDS = {
    "Arabic": "محمد عبد الله",
    "Urdu": "محمد علی خاں",
    "Kurdish": "ئازاد",
    "Dari": "فرشته",
    "Hebrew": "שרה כהן",
    "Yiddish": "שׂרה",
}
LONE = "\ud83d"


def everywhere(words):
    """Return a paper that holds a text in each of its places."""
    return Paper(
        words,
        words,
        words,
        [
            Heading(words),
            Words(f"{words}\n\n{words}"),
            Quotation(words, words),
            Facts([(words, words)]),
            Table([words, words], [[words, words]]),
        ],
    )


@pytest.mark.parametrize("script", SCRIPTS)
def test_each_script_is_set_and_read_back(script):
    words = SCRIPTS[script]
    said = read_aloud(pdf_of(everywhere(words)))
    assert unicodedata.normalize("NFC", said).count(unicodedata.normalize("NFC", words)) >= 10, said
    assert not unshown_in(everywhere(words))
    assert NOT_ALL_SHOWN[:40] not in said


@pytest.mark.parametrize("script", BACKWARDS)
def test_what_runs_from_right_to_left_is_set_and_read_back(script):
    words = BACKWARDS[script]
    said = read_aloud(pdf_of(Paper("Plan", "Council", "Foot", [Words(words)])))
    assert sorted(each for each in said if each in words and each != " ") == sorted(words.replace(" ", "")), said
    assert not unshown_in(everywhere(words))


def test_a_paragraph_from_right_to_left_begins_at_the_right():
    begins = [places(pdf_of(Paper("Plan", "Council", "Foot", [Words(words)])))[1] for words in ("שרה", "Sara")]
    assert begins[0] > 400 > begins[1]


def places(pdf):
    """Return how far from the left edge each piece of text of the first page begins."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return [
        float(operands[4])
        for operands, operator in ContentStream(reader.pages[0].get_contents(), reader).operations
        if operator == b"cm"
    ]


def test_what_no_font_shows_is_said_in_words_on_the_paper_and_to_the_worker():
    for words in ("Ella \U00012000", "Ella \ue000", "Ella \x07", f"Ella {LONE}", "Ella \U0010ffff", "Ella \u0378"):
        paper = everywhere(words)
        said = read_aloud(pdf_of(paper))
        assert "Ella (a character this paper cannot show)" in said, ascii(words)
        assert "This paper cannot show every character" in said
        assert unshown_in(paper)


def test_several_together_are_counted():
    assert showable("a \U00012000\U00012001 b") == "a (2 characters this paper cannot show) b"
    assert plainest("Ella 陈小明 O’Brien") == "Ella (3 characters this paper cannot show) O’Brien"


def test_what_is_never_seen_is_no_fault():
    assert NOT_ALL_SHOWN[:40] not in read_aloud(pdf_of(everywhere("El\u2066la\u2069\ufeff\u00ad \U000e0041")))
    assert showable("a\r\nb\x0bc\u2028d") == "a\nb\nc\nd"


def test_a_withheld_name_is_taken_out_before_its_letters_are_replaced():
    name = "\U00012000nna"
    paper = Paper("Plan", "Council", "Foot", [Words(f"With {name} at home")])
    said = read_aloud(pdf_of(paper, withhold=lambda words: words.replace(name, "[name withheld]")))
    assert "[name withheld]" in said
    assert "nna" not in said


@pytest.mark.slow
def test_each_character_that_is_said_to_be_shown_is(monkeypatch):
    monkeypatch.setattr(typeset, "plainest", None)
    held = [chr(c) for first, last in json.loads((FONTS / "characters.json").read_text()) for c in range(first, last + 1)]
    for at in range(0, len(held), 6000):
        pdf_of(Paper("Plan", "Council", "Foot", [Words(" ".join(held[at : at + 6000]))]))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_no_text_makes_a_paper_fail(words):
    assert pdf_of(everywhere(words)).startswith(b"%PDF")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                chr(c)
                for first, last in json.loads((FONTS / "characters.json").read_text())
                for c in range(first, min(last, first + 600) + 1)
            ]
        ),
        max_size=80,
    ).map("".join)
)
def test_no_mixture_of_our_own_characters_makes_a_paper_fail(words):
    assert pdf_of(everywhere(words)).startswith(b"%PDF")


def test_the_fonts_are_those_of_the_manifest_and_their_licence_lies_beside_them():
    said = json.loads((FONTS / "manifest.json").read_text())
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.[ot]tf")}
    assert files == said["files"]
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 14_000_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text()
