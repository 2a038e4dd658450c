"""The check of bank details: a wrong digit sends the money of applicants to nobody."""

WEIGHTS = (7, 1, 3)


def bic_fault(bic: str) -> bool:
    """Return whether a bank code (БИК) is wrong in form: nine digits, the first two those of the country.

    >>> bic_fault("044525225"), bic_fault("44525225")
    (False, True)
    """
    return not (bic.isdecimal() and len(bic) == 9 and bic.startswith("04"))


def account_fault(account: str, bic: str, correspondent: bool = False) -> bool:
    """Return whether an account does not fit its bank by the control digit (Bank of Russia, 08.09.1997 No. 515).

    >>> account_fault("40702810500000000225", "044525225")
    True
    >>> account_fault("30101810400000000225", "044525225", correspondent=True)
    False
    """
    if not (account.isdecimal() and len(account) == 20) or bic_fault(bic):
        return True
    bank = f"0{bic[4:6]}" if correspondent else bic[-3:]
    digits = [int(digit) for digit in bank + account]
    return sum(digit * WEIGHTS[place % 3] % 10 for place, digit in enumerate(digits)) % 10 != 0
