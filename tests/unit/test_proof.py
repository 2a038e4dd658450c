"""Proof of work: what the server has given and a browser has solved is right, once asked in time; nothing else is."""

import hashlib
import time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from proof import Proof, difficulty, issue, verify
from proof.work import BITS, BITS_MAX, BITS_MIN

KEY = b"a secret of the database"
NOW = 1_795_770_000
NONCE = "abcdefghijklmnop_-1234"
EASY = 6


def solve(challenge: str) -> str:
    """Look for the number, as the script of the page does."""
    bits, number = int(challenge.split(".")[1]), 0
    while int.from_bytes(hashlib.sha256(f"{challenge}.{number}".encode()).digest()) >> (256 - bits):
        number += 1
    return f"{challenge}.{number}"


def unsolved(challenge: str) -> str:
    """A number that does not solve it."""
    bits, number = int(challenge.split(".")[1]), 0
    while not int.from_bytes(hashlib.sha256(f"{challenge}.{number}".encode()).digest()) >> (256 - bits):
        number += 1
    return f"{challenge}.{number}"


def challenge(purpose="appeal", bits=EASY, expires=NOW + 60, key=KEY, nonce=NONCE):
    return issue(key, purpose, bits, expires, nonce)


@given(
    st.sampled_from(["appeal", "enquiry", "code"]),
    st.integers(BITS_MIN, 8),
    st.integers(0, 7200),
    st.text("abcXYZ019_-", min_size=16, max_size=64),
    st.binary(min_size=1, max_size=64),
)
def test_what_was_given_and_solved_in_time_is_right(purpose, bits, left, nonce, key):
    solution = solve(issue(key, purpose, bits, NOW + left, nonce))
    assert verify(key, purpose, solution, NOW) == Proof(nonce, NOW + left)
    assert verify(key, purpose, solution, NOW + left + 1) is None, "too late"
    assert verify(key, f"{purpose}x", solution, NOW) is None, "of another form"
    assert verify(key + b"x", purpose, solution, NOW) is None, "of another server"


def test_without_the_work_nothing_is_right():
    assert verify(KEY, "appeal", unsolved(challenge()), NOW) is None


@given(st.integers(0, 200), st.characters(codec="utf-8"))
def test_whatever_is_changed_spoils_it(place, sign):
    right = solve(challenge())
    place %= len(right) - len(right.rpartition(".")[2])  # another number may solve it, too
    assume(right[place] != sign)
    assert verify(KEY, "appeal", right[:place] + sign + right[place + 1 :], NOW) is None


@given(st.one_of(st.text(), st.none(), st.integers(), st.binary(), st.lists(st.text())))
@example("")
@example("......")
@example("appeal.17.٣٤٥.abcdefghijklmnop.0." + "a" * 32)
@example("9" * 100_000)
def test_anything_else_is_no_proof_and_no_fault(sent):
    assert verify(KEY, "appeal", sent, NOW) is None


def test_the_work_may_not_be_made_easier_by_who_does_it():
    dear = challenge(bits=20)
    cheap = dear.replace(".20.", ".4.", 1)
    assert verify(KEY, "appeal", solve(cheap), NOW) is None


@pytest.mark.parametrize(
    ("setting", "bits"),
    [("20", 20), (20, 20), (" 18 ", 18), ("0", BITS_MIN), ("99", BITS_MAX), ("", BITS), (None, BITS), (False, BITS)]
    + [(word, BITS) for word in ("many", "-5", "1.5", "٣", "9" * 5000)],
)
def test_a_setting_is_never_a_fault(setting, bits):
    assert difficulty(setting) == bits


def test_to_verify_costs_the_same_however_hard_the_work_was():
    started = time.perf_counter()
    for _time in range(1000):
        verify(KEY, "appeal", "appeal.26.1795770060.abcdefghijklmnop." + "a" * 32 + ".1", NOW)
    assert time.perf_counter() - started < 0.5
