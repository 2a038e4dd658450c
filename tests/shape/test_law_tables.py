"""Law tables: every edition has its act, clause and confidence, and no two editions of a norm hold on one day."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

from repository import TOP, nothing_found

CONFIDENCE = {"published", "partly", "unconfirmed"}  # a lawyer confirms in the product
REQUIRED = ("id", "code", "name", "act_id", "amount", "unit")


def table(top: Path, model: str) -> list[dict[str, str]]:
    """The rows of a model in all addons, `act_id:id` read as `act_id`, each knowing its addon and its line."""
    rows = []
    for path in sorted(top.glob(f"addons/*/data/{model}.csv")):
        addon = path.parts[-3]
        with path.open(encoding="utf-8", newline="") as lines:
            for number, raw in enumerate(csv.DictReader(lines), start=2):
                row = {name.removesuffix(":id").removesuffix("/id"): value for name, value in raw.items()}
                rows.append(row | {"place": f"{addon}/data/{model}.csv:{number}", "addon": addon})
    return rows


def rules(top: Path) -> list[dict]:
    """All editions with the set of their conditions, dates as dates; an edition without one is open on that side."""
    editions = []
    for row in table(top, "legal.rule"):
        row["conditions"] = frozenset(filter(None, row.get("facts", "").split(";")))
        row["from"], row["to"] = _day(row.get("valid_from"), date.min), _day(row.get("valid_to"), date.max)
        editions.append(row)
    return editions


def _full(row: dict, name: str) -> str:
    return row[name] if "." in row[name] else f"{row['addon']}.{row[name]}"


def _day(text: str | None, missing: date) -> date:
    return date.fromisoformat(text) if text else missing


def unsourced(top: Path) -> Iterator[str]:
    """Editions that a lawyer could not check: no act, no clause, no confidence, an act nobody knows."""
    acts = {_full(act, "id") for act in table(top, "legal.act")}
    for rule in rules(top):
        for name in (*REQUIRED, "clause"):
            if not rule.get(name):
                yield f"{rule['place']}: {rule.get('id')} lacks {name}"
        if rule.get("act_id") and _full(rule, "act_id") not in acts:
            yield f"{rule['place']}: {rule['id']} names the act {rule['act_id']}, which no legal.act.csv holds"
        if rule.get("confidence") not in CONFIDENCE:
            yield f"{rule['place']}: {rule['id']} has the confidence {rule.get('confidence')!r}"
        if rule["to"] < rule["from"]:
            yield f"{rule['place']}: {rule['id']} ends before it begins"
    for act in table(top, "legal.act"):
        if not (act.get("code") and act.get("name") and (act.get("url") or act.get("number"))):
            yield f"{act['place']}: the act {act.get('id')} lacks a code, a name, or a number or address to find it by"


def _norms(top: Path) -> Iterator[list[dict]]:
    """The editions of each norm (one code under the same conditions), the oldest first."""
    norms = defaultdict(list)
    for rule in rules(top):
        norms[rule["code"], rule["conditions"]].append(rule)
    for editions in norms.values():
        yield sorted(editions, key=lambda rule: rule["from"])


def overlaps(top: Path) -> Iterator[str]:
    """Pairs of editions of one norm that hold on the same day."""
    for editions in _norms(top):
        for one, other in combinations(editions, 2):
            if other["from"] <= one["to"]:
                yield f"{other['place']}: {other['id']} overlaps {one['id']} from {other['from']}"


def gaps(top: Path) -> list[str]:
    """Days between two editions of a norm on which none holds: allowed, but to be known."""
    found = []
    for editions in _norms(top):
        for one, other in pairwise(editions):
            if (other["from"] - one["to"]).days > 1:
                found.append(
                    f"{one['code']}: nothing between {one['id']} (to {one['to']}) and {other['id']} ({other['from']})"
                )
    return found


def test_every_edition_has_its_source():
    nothing_found(unsourced(TOP))


def test_no_two_editions_hold_on_one_day():
    nothing_found(overlaps(TOP))


ACTS = "id,code,name,number\nact_59,59-FZ,On appeals,59\n"
HEAD = "id,code,name,act_id:id,clause,amount,unit,facts,valid_from,valid_to,confidence\n"


def _law(house, rows):
    return house({"addons/a/data/legal.act.csv": ACTS, "addons/a/data/legal.rule.csv": HEAD + rows})


def test_a_rule_without_act_clause_or_confidence_is_seen(house):
    top = _law(house, "r1,answer,Answer,act_1,,30,days,,2006-01-01,,\n")
    found = list(unsourced(top))
    assert len(found) == 3
    assert all(word in line for word, line in zip(["lacks clause", "act_1", "confidence"], found, strict=True))


def test_an_overlap_is_seen(house):
    top = _law(
        house,
        "r1,answer,Answer,act_59,12,30,days,,2006-01-01,2020-01-01,published\n"
        "r2,answer,Answer,act_59,12,20,days,,2020-01-01,,published\n",
    )
    assert list(overlaps(top)) == ["a/data/legal.rule.csv:3: r2 overlaps r1 from 2020-01-01"]
    assert list(unsourced(top)) == []


def test_editions_under_other_conditions_do_not_overlap(house):
    top = _law(
        house,
        "r1,answer,Answer,act_59,12,30,days,,2006-01-01,,published\n"
        "r2,answer,Answer,act_59,12,20,days,kind=claim,2020-01-01,,published\n",
    )
    assert list(overlaps(top)) == []


def test_an_edition_without_a_first_day_overlaps_what_comes_before_its_last(house):
    top = _law(
        house,
        "r1,answer,Answer,act_59,12,30,days,group=1;kind=claim,,,published\n"
        "r2,answer,Answer,act_59,12,20,days,kind=claim;group=1,2020-01-01,,published\n",
    )
    assert list(overlaps(top)) == ["a/data/legal.rule.csv:3: r2 overlaps r1 from 2020-01-01"]


def test_a_gap_is_listed(house):
    top = _law(
        house,
        "r1,answer,Answer,act_59,12,30,days,,2006-01-01,2019-12-31,published\n"
        "r2,answer,Answer,act_59,12,20,days,,2020-01-02,,published\n",
    )
    assert gaps(top) == ["answer: nothing between r1 (to 2019-12-31) and r2 (2020-01-02)"]
