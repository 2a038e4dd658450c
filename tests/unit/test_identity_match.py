"""Whose card an appeal goes to."""

from dataclasses import replace

import pytest
from identity import names
from identity.match import Card, choose, twin_mark

PETROV = Card(1, "Петров Иван Сергеевич", "petrov@people.example", "+79051234567")
ANNA = Card(2, "Петрова Анна", "anna@people.example", "+79051234567")
LES = Card(3, "ООО «Лес»", "office@les.example", "+73842364567", "7717127211", True)
CARDS = [PETROV, ANNA, LES]


@pytest.mark.parametrize(
    ("asked", "card"),
    [
        (Card(email="petrov@people.example"), PETROV),
        (Card(email="petrov@people.example", name="Ivan Petrov"), PETROV),
        (Card(email="petrov@people.example", name="Кузя"), PETROV),
        (Card(email="petrov@people.example", name="Сидорова Анна"), None),
        (Card(phone="+79051234567"), None),
        (Card(phone="+79051234567", name="Иван Петров"), PETROV),
        (Card(phone="+79051234567", name="АННА ПЕТРОВА"), ANNA),
        (Card(phone="+79051234567", name="Кузнецов"), None),
        (Card(phone="+73842364567"), LES),
        (Card(inn="7717127211"), LES),
        (Card(inn="7717127211", email="petrov@people.example", name="Иван Петров"), LES),
        (Card(inn="6671163413", email="office@les.example"), None),
        (Card(inn="500100732259", email="petrov@people.example"), PETROV),
        (Card(email="office@les.example", name="Смирнова Мария"), LES),
        (Card(email="new@people.example", phone="+79051234567", name="Петров Иван"), PETROV),
        (Card(name="Петров Иван Сергеевич"), None),
        (Card(), None),
    ],
    ids=repr,
)
def test_the_marks_decide(asked, card):
    assert choose(asked, CARDS) == card


@pytest.mark.parametrize(
    ("asked", "is_given"),
    [
        (Card(phone=PETROV.phone, name=PETROV.name), False),
        (Card(inn="500100732259", name=PETROV.name), False),
        (Card(email=PETROV.email, name=PETROV.name), False),
        (Card(email="proven@people.example", phone=PETROV.phone), True),
        (Card(email="proven@people.example", inn="500100732259"), True),
        (Card(email="proven@people.example", phone=PETROV.phone, name="Сидорова Анна"), False),
    ],
)
def test_a_person_with_an_account_is_found_by_the_proven_mailbox_only(asked, is_given):
    card = replace(PETROV, inn="500100732259", mailboxes=frozenset({"proven@people.example"}))
    assert choose(asked, [card]) == (card if is_given else None)


def test_an_account_without_a_mailbox_is_found_by_nothing_and_a_company_by_every_mark():
    assert choose(Card(phone=PETROV.phone), [replace(PETROV, mailboxes=frozenset())]) is None
    company = replace(LES, mailboxes=frozenset())
    for asked in (Card(phone=LES.phone), Card(inn=LES.inn), Card(email=LES.email)):
        assert choose(asked, [company]) == company


def test_an_inn_on_two_cards_is_the_likest_then_the_oldest():
    branch = Card(4, "ООО «Лес», Белово", "", "+73845223344", "7717127211", True)
    assert choose(Card(inn="7717127211", phone="+73845223344"), [*CARDS, branch]) == branch
    assert choose(Card(inn="7717127211"), [*CARDS, branch]) == LES


def test_one_person_entered_twice_is_the_older_card():
    twin = Card(9, "ПЕТРОВ Иван Сергеевич", "petrov@people.example", "+79051234567")
    assert choose(Card(phone="+79051234567", name="Петров Иван"), [PETROV, twin]) == PETROV
    assert choose(Card(email="petrov@people.example"), [PETROV, twin]) == PETROV


@pytest.mark.parametrize(
    ("one", "other", "least", "answer"),
    [
        ("Иванов Пётр", "Петр Иванов", 1, False),
        ("Иванов И. И.", "Иванов", 1, False),
        ("Иванов", "Сидоров", 1, True),
        ("Иванов", "Сидоров", 2, False),
        ("Иванов Пётр", "Сидоров Олег", 2, True),
        ("Ivanov Petr", "Иванов Пётр", 1, False),
        ("John Smith", "Ivan Petrov", 1, True),
        ("", "Иванов", 1, False),
        (None, "Иванов", 1, False),
        ("ООО «Лес»", "ООО «Бор»", 1, True),
    ],
)
def test_names_contradict(one, other, least, answer):
    assert names.contradict(one, other, least) is answer
    assert names.contradict(other, one, least) is answer


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ООО «Ромашка»", "legal_entity"),
        ("«УК Дом»", "legal_entity"),
        ("Общество с ограниченной ответственностью «Бор»", "legal_entity"),
        ("Муниципальное бюджетное учреждение", "legal_entity"),
        ("снт Берёзка", "legal_entity"),
        ("ИП Козлов Б. А.", "entrepreneur"),
        ("Индивидуальный предприниматель Козлов", "entrepreneur"),
        ("Ипатов Аким", "individual"),
        ("Аоев Иван", "individual"),
        ("Иванов Иван", "individual"),
        ("", "individual"),
        (None, "individual"),
    ],
)
def test_the_kind_is_read_from_the_name(name, kind):
    assert names.kind(name) == kind


HOME = Card(4, "Орлов Глеб Юрьевич", address="Белово, ул. Мира, д. 3, кв. 1")


@pytest.mark.parametrize(
    ("asked", "card", "mark"),
    [
        (Card(inn="7717127211"), LES, "inn"),
        (Card(inn="6671163413", email="office@les.example", phone="+73842364567"), LES, None),
        (Card(email="office@les.example", name="Смирнова Мария"), LES, "email"),
        (Card(email="petrov@people.example", name="Сидорова Анна"), PETROV, None),
        (Card(phone="+79051234567"), PETROV, "phone"),
        (Card(phone="+79051234567", name="Кузнецов Олег"), PETROV, None),
        (Card(name="Глеб Юрьевич Орлов", address="Мира 3-1"), HOME, "address"),
        (Card(name="Глеб Орлов", address="Мира 3-1"), HOME, None),
        (Card(name="Глеб Юрьевич Орлов", address="Мира 3-2"), HOME, None),
        (Card(name="Глеб Юрьевич Орлов"), HOME, None),
        (Card(), LES, None),
    ],
)
def test_a_card_that_may_be_the_same_customers_says_by_what(asked, card, mark):
    assert twin_mark(asked, card) == mark
