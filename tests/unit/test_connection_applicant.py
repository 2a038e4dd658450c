"""What the form asks of the applicant himself, by his kind and his card."""

import pytest
from applications import CARD_FIELDS, CARD_READERS, card_lacks, read

WHOLE = dict.fromkeys(CARD_READERS, "given") | {"identity_kind": "passport"}


@pytest.mark.parametrize("kind", sorted(CARD_FIELDS))
def test_a_whole_card_lacks_nothing_and_an_empty_one_all_but_the_e_mail(kind):
    assert card_lacks(kind, WHOLE) == ()
    assert set(card_lacks(kind, {})) == set(CARD_FIELDS[kind]) - {"email"}


def test_identity_is_asked_of_people_and_the_register_of_business():
    assert "identity_number" not in card_lacks("legal_entity", {})
    assert "ogrn" not in card_lacks("individual", {})
    assert {"identity_number", "ogrn"} <= set(card_lacks("entrepreneur", {}))


def test_snils_is_not_asked_of_who_has_no_russian_passport():
    assert "snils" in card_lacks("individual", WHOLE | {"snils": False})
    assert "snils" not in card_lacks("individual", WHOLE | {"snils": False, "identity_kind": "foreign"})


def test_every_field_of_a_card_is_read():
    assert set().union(*CARD_FIELDS.values()) == set(CARD_READERS)
    reading = read({"identity_issued_on": "31.02.2020"}, {}, CARD_READERS)
    assert reading.faults["identity_issued_on"].code == "no_date"
