"""What a program that reads a PDF aloud finds in it: the text that stands for each piece (``/ActualText``), else what the glyphs say.

pypdf's own reader does not know ``/ActualText``, with which shaped scripts say their letters.
"""

import io
import re

import pypdf
from pypdf.generic import ContentStream


def read_aloud(pdf):
    """Return the text of a PDF, page after page. Right-to-left runs come as they are drawn."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return "\n".join(_page(page, reader) for page in reader.pages)


def _page(page, reader):
    said, marks, letters = [], [], {}
    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"BDC":
            text = operands[1].get("/ActualText") if isinstance(operands[1], dict) else None
            marks.append(text)
            if text is not None:
                said.append(str(text))
        elif operator == b"BMC":
            marks.append(None)
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            letters = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ") and not any(mark is not None for mark in marks):
            pieces = operands[0] if operator == b"TJ" else [operands[0]]
            for piece in pieces:
                if isinstance(piece, str | bytes):
                    raw = piece if isinstance(piece, bytes) else getattr(piece, "original_bytes", None) or piece.encode("latin-1")
                    said.append(_decoded(raw, letters))
    return "".join(said)


def _decoded(raw, letters):
    wide = letters.get("wide", 1)
    return "".join(letters.get(int.from_bytes(raw[i : i + wide], "big"), "") for i in range(0, len(raw), wide))


def _letters(font):
    source = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    found = {"wide": 2 if font["/Subtype"] == "/Type0" else 1}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.S):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.S):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            begins = bytes.fromhex(text).decode("utf-16-be")
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = begins[:-1] + chr(ord(begins[-1]) + code - int(first, 16))
    return found
