"""The shipped passports: each can be walked, says no term itself, and connections walk the table of states alike."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from applications import Passport, choose
from deadline_cases import read_csv
from deadlines import parse_facts
from passports import Place, graph_faults, parse_terms

ADDONS = ("grid_service", "grid_connection")
Row = Mapping[str, str]

#: The table of states (DOMAIN 4.2): from, act, to. What all connections have, then what the track and the way of
#: connecting add: by account or on paper; at 0.4 kV by a notice, else by inspection and act.
ALWAYS = """
draft submit submitted; submitted take_to_check on_check; on_check lack awaiting_docs;
awaiting_docs supplied on_check; awaiting_docs annul annulled_no_docs; on_check complete in_preparation;
contract_concluded start_works works_in_progress;
act_published send_copy act_published; act_published close closed; submitted withdraw withdrawn;
on_check withdraw withdrawn; awaiting_docs withdraw withdrawn; in_preparation withdraw withdrawn;
contract_concluded terminate terminated; works_in_progress terminate terminated
"""
ACCOUNT = """
in_preparation publish_offer offer_published; offer_published pay contract_concluded;
offer_published annul annulled_unpaid; offer_published withdraw withdrawn
"""
PAPER = """
in_preparation send_contract contract_sent; contract_sent sign contract_concluded;
contract_sent disagree in_preparation;
contract_sent annul annulled_not_signed; contract_sent withdraw withdrawn
"""
BY_NOTICE = """
works_in_progress secure possibility_secured; possibility_secured publish_notice act_published;
possibility_secured terminate terminated
"""
BY_ACT = """
works_in_progress report_fulfilment applicant_notified; applicant_notified inspect inspection;
inspection remarks works_in_progress; inspection no_remarks ready_to_connect; ready_to_connect connect connected;
connected sign_act act_published; applicant_notified terminate terminated; inspection terminate terminated;
ready_to_connect terminate terminated
"""
WALKS = {
    "tp_citizen_15": ACCOUNT + ";" + BY_NOTICE,
    "tp_business_150": ACCOUNT + ";" + BY_NOTICE,
    "tp_above_0_4": ACCOUNT + ";" + BY_ACT,
    "tp_temporary": PAPER + ";" + BY_ACT,
    "tp_citizen_150": PAPER + ";" + BY_ACT,
    "tp_category_1": PAPER + ";" + BY_ACT,
    "tp_above_20": PAPER + ";" + BY_ACT,
    "tp_150_670": PAPER + ";" + BY_ACT,
    "tp_670": PAPER + ";" + BY_ACT,
}
#: The checklist (DOMAIN 4.3): a paper always asked, or the facts by which it is.
ANYBODY = {"application": "channel!=account", "plan": "", "power_of_attorney": "by_representative=1"}
FIRM = ANYBODY | {"title": "", "founding": ""}
OF_ANY_POWER = ANYBODY | {"title": "", "founding": "customer_kind=legal_entity|entrepreneur"}  # citizens apply, too
CITIZEN = ANYBODY | dict.fromkeys(("title", "identity", "snils"), "") | {"house_consent": "is_apartment=1"}
OF_PERSON = dict.fromkeys(("identity", "snils"), "customer_kind=entrepreneur")
CHECKLISTS = {
    "tp_citizen_15": CITIZEN | {"social": "social_rate_claimed=1", "garden": "is_garden=1"},
    "tp_business_150": FIRM | OF_PERSON | {"house_consent": "is_apartment=1"},
    "tp_150_670": OF_ANY_POWER
    | {"automatics": "asks_emergency_automatics=1", "diagram": "voltage_kv>=35", "house_consent": "is_apartment=1"},
    "tp_670": OF_ANY_POWER | {"automatics": "", "diagram": "voltage_kv>=35"},
    "tp_temporary": ANYBODY
    | {"temporary_title": "", "mobile": "is_mobile=1", "founding": "customer_kind=legal_entity|entrepreneur"}
    | dict.fromkeys(("identity", "snils"), "customer_kind=individual|entrepreneur"),
}


def table(model: str, addons: tuple[str, ...] = ADDONS) -> list[dict[str, str]]:
    return [row for addon in addons for row in read_csv(f"addons/{addon}/data/{model}.csv")]


PASSPORTS = {row["code"]: row for row in table("grid.service")}
STEPS = {row["id"]: row for row in table("grid.service.step")}
WAYS = table("grid.service.transition")
RULES = table("legal.rule")


def steps_of(code: str) -> list[dict[str, str]]:
    return [step for step in STEPS.values() if step["service_id/id"] == f"service_{code}"]


def ways_of(code: str) -> list[dict[str, str]]:
    return [way for way in WAYS if STEPS[way["step_id/id"]]["service_id/id"] == f"service_{code}"]


def walk(code: str) -> set[tuple[str, str, str]]:
    return {
        (STEPS[way["step_id/id"]]["code"], way["code"], STEPS[way["target_id/id"]]["code"]) for way in ways_of(code)
    }


def named_rules(code: str) -> Iterator[str]:
    """Every code of a rule that a passport names."""
    yield PASSPORTS[code]["rule_code"]
    for step in steps_of(code):
        yield from (step["rule_code"], step["printed_rule_code"])
    for way in ways_of(code):
        yield way["after_rule_code"]
        yield from (act.code for act in parse_terms(way["term_acts"]))


@pytest.mark.parametrize("code", PASSPORTS)
def test_a_request_can_walk_it_to_every_end(code: str) -> None:
    places = [Place(one["code"], one["is_start"] == "1", bool(one["outcome"])) for one in steps_of(code)]
    assert list(graph_faults(places, [(source, target) for source, _act, target in walk(code)])) == []


@pytest.mark.parametrize("code", PASSPORTS)
def test_what_is_published_names_rules_in_force_on_its_day_and_a_draft_names_none(code: str) -> None:
    passport, named = PASSPORTS[code], set(named_rules(code)) - {""}
    if passport["state"] == "draft":
        assert (named, passport["valid_from"], bool(passport["draft_reason"])) == (set(), "", True)
        return
    day = date.fromisoformat(passport["valid_from"])
    assert day <= date(2026, 1, 1)
    in_force = {
        rule["code"]
        for rule in RULES
        if (rule["valid_from"] or "0001-01-01") <= str(day) <= (rule["valid_to"] or "9999-12-31")
    }
    assert named <= in_force
    assert not passport["draft_reason"]
    # readings alone are given by days of the month, which no rule counts
    assert named or code == "readings"


@pytest.mark.parametrize("code", WALKS)
def test_a_connection_walks_the_table_of_states(code: str) -> None:
    rows = [tuple(row.split()) for row in f"{ALWAYS};{WALKS[code]}".split(";")]
    assert sorted(walk(code)) == sorted(rows)


def test_acts_and_stages_of_one_name_are_the_same_in_every_connection() -> None:
    """The rows of ten passports are written ten times, but they may not differ."""
    of_act: dict[tuple[str, str], set] = {}
    of_step: dict[tuple[str, str], set] = {}
    for code in WALKS:
        track = PASSPORTS[code]["facts"].split(";")[0]
        for way in ways_of(code):
            said = {
                name: cell for name, cell in way.items() if not name.endswith("/id") and name not in ("id", "sequence")
            }
            said["papers"] += way["paper_kind_ids/id"]
            of_act.setdefault((STEPS[way["step_id/id"]]["code"], way["code"]), set()).add(tuple(said.items()))
        for step in steps_of(code):
            said = {name: cell for name, cell in step.items() if name not in ("id", "service_id/id", "sequence")}
            of_step.setdefault((step["code"], track), set()).add(tuple(said.items()))
    assert {act: said for act, said in of_act.items() if len(said) > 1} == {}
    assert {step: said for step, said in of_step.items() if len(said) > 1} == {}


@pytest.mark.parametrize("code", CHECKLISTS)
def test_the_papers_asked_are_the_checklist_of_the_category(code: str) -> None:
    asked = {
        row["code"]: row["needed_when"]
        for row in table("grid.service.document")
        if row["service_id/id"] == f"service_{code}"
    }
    assert asked == CHECKLISTS[code]


def test_every_condition_can_be_read() -> None:
    for row in [*PASSPORTS.values(), *table("grid.service.document")]:
        for name in ("offered_when", "facts", "needed_when"):
            parse_facts(row.get(name, ""))


def test_no_text_says_a_term_in_figures() -> None:
    said = re.compile(r"\d+\s*(?:working|calendar)?\s*(?:day|month|year|hour|minute)", re.IGNORECASE)
    texts = [cell for row in [*PASSPORTS.values(), *STEPS.values(), *WAYS] for cell in row.values()]
    assert [text for text in texts if said.search(text)] == []


def test_there_are_as_many_passports_as_the_standard_wants() -> None:
    families = [row["family"] for row in PASSPORTS.values()]
    assert families.count("connection") >= 10
    assert len(families) - families.count("connection") >= 15


def test_every_application_has_one_passport_but_a_temporary_one_of_more_than_150_kw_has_that_of_its_power() -> None:
    offered = [
        Passport(row["code"], tuple(parse_facts(row["offered_when"])))
        for row in PASSPORTS.values()
        if row["offered_when"] and row["family"] == "connection"
    ]
    powers = [Decimal(text) for text in ("0.001", "15", "15.001", "150", "150.001", "669.999", "670", "9000")]
    names = ("customer_group", "power_total_kw", "voltage_kv", "reliability_category", "is_temporary", "sources")
    for values in product((1, 2, 3), powers, ("0.23", "0.4", "6", "10", "20", "35", "110"), (1, 2, 3), (0, 1), (1, 2)):
        facts = dict(zip(names, values, strict=True))
        code = choose(offered, facts).code
        assert code, facts
        assert (code == "tp_temporary") is (facts["is_temporary"] == 1 and facts["power_total_kw"] <= 150)


@pytest.mark.parametrize(
    ("power", "sources", "category", "code"),
    [
        ("15.000", 1, 3, "tp_citizen_15"),
        ("15.000", 1, 2, "tp_citizen_15"),
        ("15.000", 2, 2, "tp_citizen_150"),  # PP 861 TP, point 14: by one source
        ("15.000", 2, 1, "tp_category_1"),
        ("15.001", 1, 3, "tp_citizen_150"),
        ("150.000", 1, 3, "tp_citizen_150"),
        ("150.001", 1, 3, "tp_150_670"),
    ],
)
def test_a_citizen_has_the_passport_of_his_power_and_of_his_sources(
    power: str, sources: int, category: int, code: str
) -> None:
    offered = [Passport(row["code"], tuple(parse_facts(row["offered_when"]))) for row in PASSPORTS.values()]
    facts = {"customer_group": 1, "power_total_kw": power, "sources": sources, "reliability_category": category}
    assert choose(offered, {**facts, "voltage_kv": "0.4", "is_temporary": 0}).code == code
