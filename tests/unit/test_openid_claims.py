"""What an identity token must state, and what it says of a person."""

import pytest
from openid.claims import Person, fault, is_safe_address, person, same

NOW = 1_000
GOOD = {"iss": "https://id.example", "aud": "griddesk", "exp": NOW + 1, "nonce": "n", "sub": "1"}


def found(**changes):
    claims = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    return fault(claims, "https://id.example", "griddesk", "n", NOW)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, ""),
        ({"aud": ["griddesk"]}, ""),
        ({"aud": ["griddesk", "other"], "azp": "griddesk"}, ""),
        ({"iss": "https://id.example/"}, "iss"),
        ({"iss": None}, "iss"),
        ({"aud": "other"}, "aud"),
        ({"aud": None}, "aud"),
        ({"aud": "griddesk2"}, "aud"),
        ({"aud": ["griddesk", "other"]}, "azp"),
        ({"azp": "other"}, "azp"),
        ({"exp": NOW}, "exp"),
        ({"exp": None}, "exp"),
        ({"exp": "later"}, "exp"),
        ({"nonce": None}, "nonce"),
        ({"nonce": "я"}, "nonce"),
        ({"nonce": ["n"]}, "nonce"),
        ({"sub": None}, "sub"),
        ({"sub": ""}, "sub"),
        ({"sub": 7}, "sub"),
        ({"sub": "a\x00"}, "sub"),
        ({"sub": "x" * 256}, "sub"),
    ],
    ids=repr,
)
def test_one_wrong_claim_is_enough(changes, wrong):
    assert found(**changes) == wrong


def test_no_issuer_in_the_settings_is_no_issuer_in_the_token():
    assert fault({**GOOD, "iss": ""}, "", "griddesk", "n", NOW) == "iss"


def test_a_secret_that_was_never_kept_is_the_same_as_none():
    assert not same("", "")
    assert not same(None, "kept")
    assert same("kept", "kept")


@pytest.mark.parametrize(
    ("claims", "known"),
    [
        ({"name": "Нина", "email": "N@X.RU", "email_verified": True}, Person("Нина", "n@x.ru")),
        ({"name": "Н. И.", "family_name": " Новосёлова ", "given_name": "Нина"}, Person("Новосёлова Нина", "")),
        ({"name": 7, "email": "n@x.ru", "email_verified": "true"}, Person("", "n@x.ru")),
        ({"name": "a\x00b", "email": "n@x.ru", "email_verified": "yes"}, Person("a b", "")),
        ({"email": ["n@x.ru"], "email_verified": True}, Person("", "")),
        ({"email": "n@x.ru", "email_verified": 1}, Person("", "n@x.ru")),
    ],
    ids=repr,
)
def test_only_a_confirmed_e_mail_is_known(claims, known):
    assert person(claims) == known


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("https://id.example/token", True),
        ("http://127.0.0.1:8080/token", True),
        ("http://[::1]/token", True),
        ("http://localhost/", True),
        ("http://id.example/", False),
        ("http://127.0.0.1.example/", False),
        ("https:///token", False),
        ("https://[::1", False),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        (None, False),
    ],
)
def test_nothing_is_asked_in_the_open(address, is_safe):
    assert is_safe_address(address) is is_safe
