"""The words and the code of an invoice, and the check of bank details."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invoicing import Payee, account_fault, bic_fault, in_words, payment_code

PAYEE = Payee("АО «Сеть»", "40702810400000000225", "Банк", "044525225", "30101810400000000225", "4200000000")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1", "Один рубль 00 копеек"),
        ("2.01", "Два рубля 01 копейка"),
        ("11.11", "Одиннадцать рублей 11 копеек"),
        ("1000", "Одна тысяча рублей 00 копеек"),
        ("1021.02", "Одна тысяча двадцать один рубль 02 копейки"),
        ("12345.67", "Двенадцать тысяч триста сорок пять рублей 67 копеек"),
        ("1464000", "Один миллион четыреста шестьдесят четыре тысячи рублей 00 копеек"),
    ],
)
def test_an_amount_is_written_as_payment_papers_do(amount: str, words: str) -> None:
    assert in_words(Decimal(amount)) == words


def test_half_a_kopeck_is_rounded_up() -> None:
    assert in_words(Decimal("0.995")).endswith("рубль 00 копеек")


def test_the_code_names_the_payee_the_sum_in_kopecks_and_the_purpose() -> None:
    assert payment_code(PAYEE, Decimal("18300.05"), "Счёт № 1", "Тестова Мария") == (
        "ST00012|Name=АО «Сеть»|PersonalAcc=40702810400000000225|BankName=Банк|BIC=044525225"
        "|CorrespAcc=30101810400000000225|PayeeINN=4200000000|Sum=1830005|Purpose=Счёт № 1|LastName=Тестова Мария"
    )


def test_a_separator_that_stands_in_a_value_is_not_used() -> None:
    code = payment_code(PAYEE, Decimal(1), "Дом | гараж")
    assert code.startswith("ST00012~Name=")
    assert "~Purpose=Дом | гараж" in code


@given(st.text(max_size=400))
def test_every_purpose_gives_a_code_that_can_be_read_back(purpose: str) -> None:
    code = payment_code(PAYEE, Decimal(1), purpose)
    fields = code[len("ST00012") + 1 :].split(code[len("ST00012")])
    values = dict(field.split("=", 1) for field in fields)
    assert values.get("Purpose", "") == " ".join(purpose.split())[:210]


@pytest.mark.parametrize("place", range(20))
def test_a_wrong_digit_of_an_account_is_found(place: int) -> None:
    account = list(PAYEE.account)
    account[place] = str((int(account[place]) + 1) % 10)
    assert account_fault("".join(account), PAYEE.bic)
    assert not account_fault(PAYEE.account, PAYEE.bic)


@pytest.mark.parametrize("bic", ["", "04452522", "144525225", "04452522X"])
def test_a_bic_of_wrong_form_is_found(bic: str) -> None:
    assert bic_fault(bic)
    assert account_fault(PAYEE.account, bic)
