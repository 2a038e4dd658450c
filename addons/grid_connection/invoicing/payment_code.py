"""The payment code of an invoice (ГОСТ Р 56042-2014), which bank applications read from its QR picture."""

from dataclasses import dataclass
from decimal import Decimal

#: Format, version, encoding: 2 is UTF-8.
HEAD = "ST00012"
SEPARATORS = "|~_"
#: The longest value of a field by the standard.
LONGEST = {"Name": 160, "PersonalAcc": 20, "BankName": 45, "BIC": 9, "CorrespAcc": 20, "Purpose": 210}


@dataclass(frozen=True)
class Payee:
    """Who is paid, and where."""

    name: str
    account: str
    bank: str
    bic: str
    correspondent: str
    inn: str
    kpp: str = ""


def payment_code(payee: Payee, amount: Decimal, purpose: str, payer: str = "") -> str:
    """Return the text of the code; the amount is in roubles, the code has kopecks.

    >>> payee = Payee("АО «Сеть»", "40702810400000000225", "Банк", "044525225", "30101810400000000225", "4200000000")
    >>> payment_code(payee, Decimal("183.05"), "Счёт № 1").split("|")[:3]
    ['ST00012', 'Name=АО «Сеть»', 'PersonalAcc=40702810400000000225']
    >>> payment_code(payee, Decimal("183.05"), "Счёт № 1").split("|")[-2:]
    ['Sum=18305', 'Purpose=Счёт № 1']
    """
    values = {
        "Name": payee.name,
        "PersonalAcc": payee.account,
        "BankName": payee.bank,
        "BIC": payee.bic,
        "CorrespAcc": payee.correspondent or "0",
        "PayeeINN": payee.inn,
        "KPP": payee.kpp,
        "Sum": str(int(amount * 100)),
        "Purpose": purpose,
        "LastName": payer,
    }
    said = {name: " ".join(value.split())[: LONGEST.get(name)] for name, value in values.items() if value}
    separator = next(mark for mark in SEPARATORS if not any(mark in value for value in said.values()))
    return separator.join([HEAD, *(f"{name}={value}" for name, value in said.items())])
