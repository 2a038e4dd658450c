"""The generator of the sample company: repeatable, plausible, of any size."""

import csv
import subprocess
import sys
import tracemalloc
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from stdnum.ru import inn, ogrn

DATA = Path(__file__).resolve().parents[2] / "data"
sys.path.insert(0, str(DATA))

import generate  # noqa: E402
from generator import appeals, customers, life, numbers, words  # noqa: E402

KINDS = {
    "consultation", "complaint", "claim", "application", "outage_message", "proposal", "gratitude", "pd_request",
    "authority_request", "negative_info",
}  # fmt: skip
THEMES = {"transmission", "power_quality", "connection", "metering", "service", "maintenance", "other"}
CHANNELS = {"window", "phone", "post", "email", "site", "account"}
PAPERS = ("meters", "representatives", "vulnerabilities", "consent_texts", "consents", "passports")
FILES = ("company", "branches", "offices", "staff", "customers", "usage_points", "appeals", *PAPERS)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    generate.main(["--out", str(folder)])
    return folder


@pytest.fixture(scope="module")
def tables(made):
    return {name: list(csv.DictReader((made / f"{name}.csv").open(encoding="utf-8"))) for name in FILES}


def snils_is_right(number: str) -> bool:
    """Written anew from the rule, so that a slip in the generator cannot hide in its own test."""
    digits = [int(sign) for sign in number if sign.isdigit()]
    total = sum(digit * (9 - place) for place, digit in enumerate(digits[:9]))
    while total > 101:
        total %= 101
    return digits[9] * 10 + digits[10] == (0 if total in (100, 101) else total)


def test_the_committed_sample_is_what_the_generator_writes(made):
    for name in FILES:
        assert (made / f"{name}.csv").read_bytes() == (DATA / "sample" / f"{name}.csv").read_bytes(), name


def test_another_process_with_another_hash_seed_writes_the_same_bytes(made, tmp_path):
    command = [sys.executable, str(DATA / "generate.py"), "--out", str(tmp_path)]
    subprocess.run(command, check=True, env={"PYTHONHASHSEED": "4711", "PATH": "/usr/bin:/bin"})
    assert (tmp_path / "appeals.csv").read_bytes() == (made / "appeals.csv").read_bytes()


def test_another_seed_is_another_company(made, tmp_path):
    generate.main(["--seed", "2", "--out", str(tmp_path)])
    assert (tmp_path / "customers.csv").read_bytes() != (made / "customers.csv").read_bytes()


def test_counts_of_the_sample(tables):
    expected = {"company": 1, "branches": 3, "offices": 6, "staff": 12, "customers": 60, "usage_points": 90}
    expected |= {"appeals": 150, "meters": 98, "representatives": 5, "vulnerabilities": 5, "consent_texts": 2}
    assert {name: len(rows) for name, rows in tables.items()} == {**expected, "consents": 6, "passports": 6}


def test_all_eight_roles_are_played(tables):
    assert len({row["role"] for row in tables["staff"]}) == 8


def test_identifiers_have_right_check_digits(tables):
    for row in tables["customers"] + tables["company"]:
        if row["inn"]:
            inn.validate(row["inn"])
            firm = row.get("customer_kind", "legal_entity") == "legal_entity"
            assert len(row["inn"]) == (10 if firm else 12), row
        if row["ogrn"]:
            ogrn.validate(row["ogrn"])
        if row.get("snils"):
            assert snils_is_right(row["snils"]), row


def test_known_snils_numbers_pass_the_check():
    assert snils_is_right("112-233-445 95")
    assert not snils_is_right("112-233-445 96")


@pytest.mark.parametrize("serials", [range(1, 3000), range(99_000, 101_000), range(999_000, 1_001_000)])
def test_identifiers_stay_right_and_different_at_scale(serials):
    for make in (numbers.company_inn, numbers.personal_inn, numbers.ogrn, numbers.ogrnip, numbers.snils, numbers.phone):
        assert len({make(serial) for serial in serials}) == len(serials), make.__name__
    for serial in serials:
        assert inn.is_valid(numbers.company_inn(serial)) and inn.is_valid(numbers.personal_inn(serial))
        assert ogrn.is_valid(numbers.ogrn(serial)) and ogrn.is_valid(numbers.ogrnip(serial))
        assert snils_is_right(numbers.snils(serial))


def test_customers_of_all_groups_and_kinds(tables):
    groups = Counter(row["customer_group"] for row in tables["customers"])
    assert groups["1"] >= 35 and groups["2"] >= 5 and groups["3"] >= 8
    assert {row["customer_kind"] for row in tables["customers"]} == {"individual", "entrepreneur", "legal_entity"}
    assert any(row["customer_group"] == "3" for row in tables["usage_points"])  # trades at a second place
    assert [row["login"] for row in tables["customers"] if row["login"]] == ["customer"]


def test_names_agree_in_gender(tables):
    for row in tables["customers"]:
        if row["customer_kind"] == "individual":
            last, first, middle = row["name"].split()
            assert middle.endswith("на") == (first in words.read("names.toml")["female"]), row["name"]
            assert not (last.endswith(("ов", "ев", "ин")) and middle.endswith("на")), row["name"]
            assert not (last.endswith(("ова", "ева", "ина")) and middle.endswith("ич")), row["name"]


def test_contacts_are_unique_and_belong_to_nobody(tables):
    phones = [row["phone"] for row in tables["customers"]]
    assert len(set(phones)) == len(phones)
    mails = [row["email"] for row in tables["customers"] if row["email"]]
    assert len(set(mails)) == len(mails) and all(mail.endswith(".example") for mail in mails)


def test_appeals_of_all_kinds_themes_channels_and_states(tables):
    for column, expected in (("kind", KINDS), ("theme", THEMES), ("channel", CHANNELS), ("state", set(life.STATES))):
        assert {row[column] for row in tables["appeals"]} == expected, column


def test_appeals_look_different(tables):
    rows = tables["appeals"]
    assert len({row["text"] for row in rows}) >= 0.97 * len(rows)
    assert Counter(row["subject"] for row in rows).most_common(1)[0][1] <= 5


def test_no_template_is_left_unfilled(tables):
    for row in tables["appeals"]:
        text = row["subject"] + row["text"] + row["answer"]
        assert not set(text) & set("{}[]|"), row["ref"]
        assert "None" not in text and "  " not in text, row["ref"]


def test_every_template_can_be_filled_for_everyone(tables):
    rng = Random(5)
    people, _points = customers.populate(rng, words.read("names.toml"), words.read("places.toml"), 40, 60)
    stream = appeals.Stream(rng, words.scenarios(), people, 10, 365)
    for scenario in words.scenarios():
        for customer in (people[0], people[17]):  # one with points, an authority without any
            values = stream.values(customer, customer.points[0] if customer.points else None)
            for versions in scenario.texts.values():
                for version in versions:
                    for voice in version:
                        assert not set(voice.format_map(values)) & set("{}[]|"), voice


def test_a_person_and_a_firm_write_in_their_own_voice():
    assert words.voices("[Прошу|Просим] ответить") == ("Прошу ответить", "Просим ответить")


def test_some_are_late_some_overdue_some_due_today(tables):
    rows = tables["appeals"]
    assert sum(row["state"] in ("registered", "in_work") and int(row["registered_days_ago"]) > 33 for row in rows) >= 3
    assert sum(row["state"] in ("registered", "in_work") and row["registered_days_ago"] == "30" for row in rows) >= 3
    due_today = [row["branch"] for row in rows if row["state"] == "in_work" and row["registered_days_ago"] == "30"]
    assert set(due_today) == {"KEM", "NVK", "BEL"}
    late = [row for row in rows if row["answered_days_ago"]
            and int(row["registered_days_ago"]) - int(row["answered_days_ago"]) > 33]  # fmt: skip
    assert len(late) >= 3
    assert max(int(row["received_days_ago"]) for row in rows) >= 360


def test_acts_follow_each_other(tables):
    for row in tables["appeals"]:
        moments = [(-int(row[f"{act}_days_ago"]), row[f"{act}_time"])
                   for act in ("received", "registered", "answered", "closed") if row[f"{act}_days_ago"]]  # fmt: skip
        assert moments == sorted(moments), row["ref"]
        happened = {"new": 1, "registered": 2, "in_work": 2, "answered": 3, "closed": 4}[row["state"]]
        assert len(moments) == happened and bool(row["answer"]) == (happened > 2), row["ref"]


def test_references_are_known(tables):
    refs = {row["ref"] for row in tables["customers"]}
    points = {row["number"]: row["customer"] for row in tables["usage_points"]}
    logins = {row["login"] for row in tables["staff"]}
    assert len(points) == 90 and set(points.values()) <= refs
    for row in tables["appeals"]:
        assert row["customer"] in refs
        assert not row["usage_point"] or points[row["usage_point"]] == row["customer"]
        assert {row["handler"], row["registered_by"]} <= logins | {""}


def test_meters_and_papers_belong_to_known_points_and_customers(tables):
    refs = {row["ref"]: row for row in tables["customers"]}
    points = {row["number"] for row in tables["usage_points"]}
    assert {row["usage_point"] for row in tables["meters"]} == points
    assert len({row["number"] for row in tables["meters"]}) == len(tables["meters"])
    for name, columns in (
        ("representatives", ("customer", "representative")),
        ("vulnerabilities", ("customer",)),
        ("consents", ("customer",)),
        ("passports", ("customer",)),
    ):
        assert {row[column] for row in tables[name] for column in columns} <= refs.keys(), name
    for row in tables["vulnerabilities"] + tables["passports"]:
        assert refs[row["customer"]]["customer_kind"] == "individual"


def test_the_portal_customer_has_a_history(tables):
    mine = [row["state"] for row in tables["appeals"] if row["customer"] == "C00001"]
    assert len(mine) >= 6 and len(set(mine)) >= 3


def test_memory_does_not_grow_with_appeals():
    rng = Random(1)
    people, _points = customers.populate(rng, words.read("names.toml"), words.read("places.toml"), 60, 90)
    stream = appeals.Stream(rng, words.scenarios(), people, 20_000, 365)
    tracemalloc.start()
    count = sum(1 for _row in stream.rows())
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 2_000_000


@pytest.mark.parametrize("arguments", [
    ["--appeals", "0"], ["--appeals", "-5"], ["--appeals", "many"], ["--appeals", "1e6"], ["--customers", "19"],
    ["--points", "0"], ["--seed", "x"], ["--days", "10"],
])  # fmt: skip
def test_bad_volumes_are_refused_with_a_sentence(arguments, tmp_path, capsys):
    with pytest.raises(SystemExit) as refusal:
        generate.main([*arguments, "--out", str(tmp_path / "made")])
    assert refusal.value.code == 2
    assert "is not a whole number of" in capsys.readouterr().err
    assert not (tmp_path / "made").exists()


def test_one_appeal_and_the_smallest_town_work(tmp_path):
    generate.main(["--appeals", "1", "--customers", "20", "--points", "1", "--out", str(tmp_path)])
    assert len((tmp_path / "appeals.csv").read_text(encoding="utf-8").splitlines()) == 2
