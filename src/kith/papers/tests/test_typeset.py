"""A paper's PDF is tagged and holds the words it was given, whatever they are."""

import io

import pytest

from kith.papers.typeset import Facts, Heading, Paper, Quotation, Table, Words, pdf_of

pypdf = pytest.importorskip("pypdf")

NASTY = '#panic("no") $x$ \\ ] */ @ref <tag> "quoted" _under_'


def tags(node, found=None):
    """Return every structure tag below a node, in order."""
    found = [] if found is None else found
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            tags(each, found)
    elif isinstance(node, dict):
        if "/S" in node and node.get("/Type") != "/OBJR":
            found.append(str(node["/S"]))
        if "/K" in node:
            tags(node["/K"], found)
    return found


def test_pdf_is_tagged_and_keeps_every_word():
    paper = Paper(
        "Family Help Plan",
        "Example Council",
        "Made on 4 March 2026",
        [
            Heading("What we want"),
            Words(NASTY),
            Quotation("I like school.", "Ella"),
            Facts([("Lead", "Asha")]),
            Table(["What", "Who", "By when"], [["Walk to school", "Gran", "20 March 2026"]]),
        ],
    )
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(paper)))
    root = reader.trailer["/Root"]
    text = "".join(page.extract_text() for page in reader.pages)
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]) == "en-GB"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    found = tags(root["/StructTreeRoot"])
    for tag in ("/H1", "/H2", "/P", "/BlockQuote", "/Table", "/TH", "/TD"):
        assert tag in found, found
    for words in ("What we want", '#panic("no")', "I like school.", "Asha", "20 March 2026", "<tag>"):
        assert words in text, text


def text_of(*blocks, **how):
    """Return what can be read in the PDF of a paper."""
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(Paper("Plan", "Council", "Foot", list(blocks)), **how)))
    return " ".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize(
    "name", ["Siân O’Brien", "Łukasz Żak", "Zoë", "50 % & more", "a {b} [c]", "1. not a list", "= not a heading"]
)
def test_a_word_is_set_as_it_is_written(name):
    assert name in text_of(Words(name))


@pytest.mark.parametrize("block", [Heading("Ella"), Words("Ella"), Quotation("Ella", "Ella"), Facts([("Ella", "Ella")])])
def test_what_is_withheld_stands_nowhere(block):
    assert "Ella" not in text_of(block, withhold=lambda words: words.replace("Ella", "(kept private)"))
