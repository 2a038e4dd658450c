"""Shipped law is the table of terms (data/cases/deadlines.csv) row by row: there is no second truth."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from repository import TOP, addons, manifest, nothing_found
from test_law_tables import table

# A column of legal.rule.csv and the column of the table of terms that it repeats.
SAME = {
    **{name: name for name in ("code", "trigger", "amount", "unit", "start", "direction", "roll", "facts")},
    **{name: name for name in ("norm_kind", "confidence", "source")},
    "name": "title_en",
    "valid_from": "effective_from",
    "valid_to": "effective_to",
}
# An extension is a row of its own in the table of terms, and a property of the rule that it extends.
EXTENDED_BY = {"appeal_answer_59fz": "appeal_extension_59fz", "pd_access_answer": "pd_access_extension"}
ADDED = re.compile(r"\+(\d+) (calendar|working) days")


def terms(top: Path) -> dict[str, dict[str, str]]:
    """The countable rows of the table of terms by their ids."""
    with (top / "data/cases/deadlines.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines) if row["countable"] == "1"}


def shipped(top: Path) -> dict[str, dict[str, str]]:
    """The rules that manifests load, by the ids of their rows in the table of terms."""
    loading = {addon.name for addon in addons(top) if "data/legal.rule.csv" in manifest(addon)["data"]}
    return {row["id"].removeprefix("rule_"): row for row in table(top, "legal.rule") if row["addon"] in loading}


def unequal(top: Path) -> Iterator[str]:
    """Cells of shipped rules that say something else than the table of terms, and rules it does not know."""
    rows = terms(top)
    for name, rule in shipped(top).items():
        if name not in rows or rows[name]["owner"] != rule["addon"]:
            yield f"{rule['place']}: {rule['id']} is no row of {rule['addon']} in the table of terms"
            continue
        for ours, theirs in SAME.items():
            if rule[ours] != rows[name][theirs]:
                yield f"{rule['place']}: {rule['id']} has {ours} {rule[ours]!r}, the table {rows[name][theirs]!r}"


def missing(top: Path) -> Iterator[str]:
    """Countable rows whose owner is made but does not ship them."""
    made, known = {addon.name for addon in addons(top)}, shipped(top)
    for name, row in terms(top).items():
        if row["owner"] in made and name not in known:
            yield f"{row['owner']} does not ship {name}"


def wrong_extensions(top: Path) -> Iterator[str]:
    """Rules whose extension is not what the table of terms says: in a row of its own, or as “+5 working days”."""
    rows = terms(top)
    for name, rule in shipped(top).items():
        said = {_added(rows.get(name, {"extension": ""}))}
        if name in EXTENDED_BY:
            row = rows[EXTENDED_BY[name]]
            said = (said - {None}) | {(row["amount"], row["unit"], "once" in row["extension"])}
        has = (rule["extension_amount"], rule["extension_unit"], rule["extension_max"] == "1")
        if said != {has if rule["extension_amount"] else None}:
            yield f"{rule['place']}: {rule['id']} is extended by {has}, the table says {said}"


def _added(row: dict[str, str]) -> tuple[str, str, bool] | None:
    """The extension that a row of the table of terms says in words, granted once."""
    found = ADDED.match(row["extension"])
    return (found[1], f"{found[2]}_days", True) if found else None


def test_shipped_rules_are_the_rows_of_the_table_of_terms():
    nothing_found(unequal(TOP))


def test_every_countable_row_of_an_addon_that_is_made_is_shipped():
    nothing_found(missing(TOP))
    assert {row["addon"] for row in shipped(TOP).values()} >= {
        "grid_appeal",
        "grid_customer",
        "grid_service",
        "grid_connection",
        "grid_contact",
        "grid_reception",
    }


def test_an_extension_of_a_rule_is_its_row_of_the_table_of_terms():
    nothing_found(wrong_extensions(TOP))
    assert {name for name, rule in shipped(TOP).items() if rule["extension_amount"]} >= EXTENDED_BY.keys()


RULES = "id,code,name,trigger,amount,unit,start,direction,roll,facts,norm_kind,valid_from,valid_to,confidence,source"
TERMS = (
    "id,code,title_en,trigger,amount,unit,start,direction,roll,facts,norm_kind,effective_from,effective_to,"
    "confidence,source,owner,countable,extension\n"
)
ANSWER = "answer,Answer,event,30,calendar_days,next_day,forward,none,,law,2006-11-02,,partly,page"


def _house(house, rules, terms_rows, loaded="data/legal.rule.csv"):
    return house(
        {
            "addons/a/__manifest__.py": repr({"data": [loaded]}),
            "addons/a/data/legal.rule.csv": f"{RULES},extension_amount,extension_unit,extension_max\n{rules}",
            "data/cases/deadlines.csv": TERMS + terms_rows,
        }
    )


def test_another_amount_and_an_unknown_rule_are_seen(house):
    top = _house(
        house,
        f"rule_answer,{ANSWER.replace('30', '15')},,,\nrule_new,{ANSWER},,,\n",
        f"answer,{ANSWER},a,1,none\n",
    )
    assert list(unequal(top)) == [
        "a/data/legal.rule.csv:2: rule_answer has amount '15', the table '30'",
        "a/data/legal.rule.csv:3: rule_new is no row of a in the table of terms",
    ]


def test_a_row_that_nobody_loads_is_seen(house):
    top = _house(
        house,
        f"rule_answer,{ANSWER},,,\n",
        f"answer,{ANSWER},a,1,none\nduty,{ANSWER},a,0,none\nother,{ANSWER},b,1,none\n",
        loaded="data/legal.act.csv",
    )
    assert list(missing(top)) == ["a does not ship answer"]


def test_another_extension_is_seen(house):
    top = _house(
        house,
        f"rule_right,{ANSWER},5,working_days,1\nrule_long,{ANSWER},7,working_days,1\n"
        f"rule_twice,{ANSWER},5,working_days,2\nrule_never,{ANSWER},5,working_days,1\nrule_lost,{ANSWER},,,\n",
        "".join(f"{name},{ANSWER},a,1,+5 working days\n" for name in ("right", "long", "twice", "lost"))
        + f"never,{ANSWER},a,1,none\n",
    )
    assert [line.split(" is ")[0] for line in wrong_extensions(top)] == [
        f"a/data/legal.rule.csv:{line}: rule_{name}"
        for line, name in ((3, "long"), (4, "twice"), (5, "never"), (6, "lost"))
    ]
