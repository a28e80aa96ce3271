"""Numbers of the demonstration that are never given out: NHS numbers of 999, UPNs of local authority 001."""

SETS = 20
"""Seeds whose families have numbers of their own, so that several sets can be loaded side by side."""

AREA_NUMBERS = {"dorset": 0, "lincolnshire": 1, "wolverhampton": 2, "thurrock": 3}
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def nhs_number(number: int) -> str:
    """Return an NHS number of the test range 999 with its check digit (modulus 11); ``number`` counts up."""
    while True:
        nine = f"999{number % 1_000_000:06d}"
        check = 11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return nine + str(check % 11)
        number += 500_000


def upn(number: int, school: int, year: int) -> str:
    """Return a unique pupil number of local authority 001 with its check letter (modulus 23)."""
    digits = f"001{school:04d}{year % 100:02d}{number % 1000:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(2, 14), strict=True))
    return _UPN_LETTERS[total % 23] + digits
