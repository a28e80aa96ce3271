"""Whether a text says anything: what every reason is held to. Pure."""


def says_nothing(text: str) -> bool:
    """Say whether a text has no letter and no figure of any script: empty, blank, or nothing but signs such as ``.`` or ``-``."""
    return not any(each.isalnum() for each in text)
