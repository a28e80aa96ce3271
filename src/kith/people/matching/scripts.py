"""Names in other scripts: as they sound in Latin letters, and where a name written without a space divides. Pure."""

import unicodedata
from functools import lru_cache

from anyascii import anyascii

_BEYOND_LATIN = "\u0370"
"""The first letter of another script: Greek. What comes before is Latin, whose accents are folded away."""
_LETTERS = str.maketrans(
    {
        # Vowels and ayin, which a plain table leaves out; and letters as Persian and Urdu say them.
        **dict.fromkeys("اأإآعىة", "a"),
        **dict.fromkeys("ذظض", "z"),
        **dict.fromkeys("ثص", "s"),
        # A nasal before a consonant, and the two further letters for sh, of the scripts of India.
        **dict.fromkeys("ंংੰਂંംំ", "n"),
        **dict.fromkeys("शषশষ", "sh"),
    }
)
_ARTICLE = "ال"
_VOWELS_BESIDE = frozenset("ايىآةى")
_TWO_CHARACTERS = frozenset("欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 司徒 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 남궁 황보 선우".split())
"""Surnames of two characters."""


def other_script(word: str) -> bool:
    """Say whether a word is written in another script than Latin."""
    return any(letter >= _BEYOND_LATIN for letter in word)


@lru_cache(maxsize=50_000)
def latin(word: str) -> str:
    """Return a folded word as it sounds in Latin letters; a word in Latin letters as it is.

    Arabic and Hebrew leave short vowels out, and so does what is returned: compare how it sounds, not how it is spelt.
    """
    if not other_script(word):
        return word
    whole = unicodedata.normalize("NFC", word)
    if whole.startswith(_ARTICLE) and len(whole) > len(_ARTICLE) + 2:
        whole = whole.removeprefix(_ARTICLE)
    read = anyascii(_arabic_vowels(whole).translate(_LETTERS)).lower()
    return "".join(letter for letter in read if letter.isalnum()) or word


def _arabic_vowels(word: str) -> str:
    """Return a word with each Arabic waw that stands between consonants as the vowel it is there (Yusuf, not Ywsf), and without
    an h inside, which beside an s or z would be read as one sound with it (Zahra)."""
    read = []
    for place, letter in enumerate(word):
        before = word[place - 1] if place > 1 else ""
        if letter == "و" and place and not _VOWELS_BESIDE & {before, *word[place + 1 : place + 2]}:
            read.append("u")
        elif not (letter in "هح" and place):
            read.append(letter)
    return "".join(read)


def divided(whole: str) -> tuple[str, str] | None:
    """Return the forename and the surname of a Chinese or Korean name that is written without a space, surname first;
    ``None`` for anything else. A name of four characters whose surname is not known to have two is read as a Japanese one."""
    name = unicodedata.normalize("NFC", whole.strip())
    if not 2 <= len(name) <= 4 or not all(_is_character(letter) for letter in name):
        return None
    family = 2 if len(name) > 2 and (name[:2] in _TWO_CHARACTERS or len(name) == 4) else 1
    return name[family:], name[:family]


def _is_character(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3"
