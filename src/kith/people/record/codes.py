"""DfE codes of a person's ethnicity and disability, in words."""

from kith.practice_model.codes import labels


def ethnicity_words(code: str) -> str:
    """Return the label of a DfE code of ethnicity, and any other text as it is."""
    return str(labels("ethnicity").get(code, code))


def disability_words(said: str) -> str:
    """Return what is recorded of disability in words: the labels of DfE codes, and words as they are."""
    codes = labels("disability")
    parts = said.split()
    return ", ".join(codes[part] for part in parts) if parts and all(p in codes for p in parts) else said


IN_WORDS = {"ethnicity": ethnicity_words, "disability": disability_words}
"""How the fields of a person that hold DfE codes are said."""
