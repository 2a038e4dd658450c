"""INN, KPP, OGRN and SNILS: real numbers pass, misprints do not, each fault has its name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from identity import numbers

LEGAL, SOLE, CITIZEN = "legal_entity", "entrepreneur", "individual"


@pytest.mark.parametrize(
    ("field", "kind", "value"),
    [
        ("inn", LEGAL, "6671163413"),
        ("inn", LEGAL, "7717127211"),
        ("inn", CITIZEN, "500100732259"),
        ("inn", SOLE, "500100732259"),
        ("kpp", LEGAL, "660850001"),
        ("kpp", LEGAL, "77010A001"),
        ("ogrn", LEGAL, "1056604000970"),
        ("ogrn", SOLE, "304500116000157"),
        ("snils", CITIZEN, "112-233-445 95"),
        ("snils", SOLE, "087-654-303 00"),
        ("snils", CITIZEN, "001-001-998 17"),
        ("snils", CITIZEN, "000-000-001 99"),
    ],
)
def test_a_real_number_passes(field, kind, value):
    assert numbers.fault(field, numbers.normalise(field, value), kind) is None


@pytest.mark.parametrize(
    ("field", "kind", "value", "fault"),
    [
        ("inn", LEGAL, "0000000000", "zeros"),
        ("inn", CITIZEN, "000000000000", "zeros"),
        ("inn", LEGAL, "6671163414", "checksum"),
        ("inn", CITIZEN, "500100732258", "checksum"),
        ("inn", CITIZEN, "500100732269", "checksum"),
        ("inn", LEGAL, "500100732259", "person"),
        ("inn", CITIZEN, "6671163413", "organisation"),
        ("inn", SOLE, "6671163413", "organisation"),
        ("inn", LEGAL, "667116341", "length"),
        ("inn", LEGAL, "667116341З", "digits"),
        ("inn", LEGAL, "٦٦٧١١٦٣٤١٣", "digits"),
        ("kpp", CITIZEN, "660850001", "kind"),
        ("kpp", SOLE, "660850001", "kind"),
        ("kpp", LEGAL, "66085000", "shape"),
        ("kpp", LEGAL, "660850A01", "shape"),
        ("kpp", LEGAL, "6608А0001", "shape"),
        ("kpp", LEGAL, "000000000", "shape"),
        ("ogrn", CITIZEN, "304500116000157", "kind"),
        ("ogrn", LEGAL, "304500116000157", "length"),
        ("ogrn", SOLE, "1056604000970", "length"),
        ("ogrn", LEGAL, "1056604000971", "checksum"),
        ("ogrn", SOLE, "304500116000158", "checksum"),
        ("ogrn", LEGAL, "2056604000970", "first"),
        ("ogrn", SOLE, "404500116000157", "first"),
        ("ogrn", LEGAL, "0000000000000", "zeros"),
        ("snils", LEGAL, "112-233-445 95", "kind"),
        ("snils", CITIZEN, "112-233-445 96", "checksum"),
        ("snils", CITIZEN, "112-233-445 9", "length"),
        ("snils", CITIZEN, "000-000-000 00", "zeros"),
        ("snils", CITIZEN, "112-233-44A 95", "digits"),
    ],
)
def test_a_wrong_number_is_named(field, kind, value, fault):
    assert numbers.fault(field, numbers.normalise(field, value), kind) == fault


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("inn", " 5001 0073 2259 ", "500100732259"),
        ("inn", "ИНН: 5001-0073-2259", "500100732259"),
        ("inn", "инн500100732259.", "500100732259"),
        ("kpp", "КПП 77010a001", "77010A001"),
        ("ogrn", "ОГРН № 1056604000970", "1056604000970"),
        ("ogrn", "ОГРНИП 304500116000157", "304500116000157"),
        ("snils", "11223344595", "112-233-445 95"),
        ("snils", "СНИЛС 112 233 445 95", "112-233-445 95"),
        ("snils", "112–233–445—95", "112-233-445 95"),
        ("snils", "112-233", "112233"),
        ("inn", None, ""),
        ("inn", "  ", ""),
    ],
)
def test_there_is_one_spelling(field, text, value):
    assert numbers.normalise(field, text) == value
    assert numbers.normalise(field, value) == value


@pytest.mark.parametrize("remainder", range(13))
def test_an_ogrnip_of_any_remainder_has_one_last_digit(remainder):
    body = next(n for n in range(30450011600000, 30450011600013) if n % 13 == remainder)
    good = [digit for digit in "0123456789" if numbers.ogrn_fault(f"{body}{digit}", SOLE) is None]
    assert good == [str(remainder % 10)]


@given(st.integers(min_value=1_001_999, max_value=999_999_999))
def test_every_snils_has_one_check(number):
    good = [check for check in range(100) if numbers.snils_fault(f"{number:09}{check:02}", CITIZEN) is None]
    assert len(good) == 1


@given(st.text(max_size=20), st.sampled_from(sorted(numbers.FAULTS)), st.sampled_from([LEGAL, SOLE, CITIZEN]))
def test_any_text_gets_an_answer_and_a_second_look_changes_nothing(text, field, kind):
    value = numbers.normalise(field, text)
    assert numbers.normalise(field, value) == value
    numbers.fault(field, value, kind)
