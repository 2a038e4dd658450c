"""Identifiers with right check digits that belong to nobody.

The codes are taken where no office ever issued any: tax inspections 4290-4299, SNILS above 900-000-000.
"""

from stdnum.ru import inn as inn_rule
from stdnum.ru import ogrn as ogrn_rule

_PRIME = 7_368_787  # not divisible by 2 or 5, hence a permutation of any decimal range
_SNILS_WEIGHTS = range(9, 0, -1)


def scatter(serial: int, digits: int) -> str:
    """Shuffle serial numbers so that neighbours look unlike; the prime keeps them all different."""
    return f"{serial * _PRIME % 10**digits:0{digits}d}"


def inspection(serial: int, digits: int) -> str:
    return f"42{99 - serial // 10**digits % 10}{scatter(serial, digits)}"


def company_inn(serial: int) -> str:
    body = inspection(serial, 5)
    return body + inn_rule.calc_company_check_digit(body)


def personal_inn(serial: int) -> str:
    body = inspection(serial, 6)
    return body + inn_rule.calc_personal_check_digits(body)


def kpp() -> str:
    return "429901001"


def ogrn(serial: int) -> str:
    body = f"1{10 + serial % 15:02d}42{scatter(serial, 7)}"
    return body + ogrn_rule.calc_check_digit(body + "0")


def ogrnip(serial: int) -> str:
    """Skip the bodies whose remainder has two digits: registries and stdnum disagree on them."""
    body = int(f"3{10 + serial % 15:02d}42{scatter(serial, 9)}")
    while body % 13 > 9:
        body += 1
    return f"{body}{body % 13}"


def snils(serial: int) -> str:
    body = f"9{scatter(serial, 8)}"
    check = sum(int(digit) * weight for digit, weight in zip(body, _SNILS_WEIGHTS, strict=True))
    check = check % 101 % 100
    return f"{body[:3]}-{body[3:6]}-{body[6:]} {check:02d}"


def phone(serial: int) -> str:
    digits = f"905{scatter(serial, 4 if serial < 10_000 else 7):0>7}"
    return f"+7 {digits[:3]} {digits[3:6]}-{digits[6:8]}-{digits[8:]}"
