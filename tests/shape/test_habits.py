"""No habit of an older Odoo, no loose end, no address of the outside world in code and docs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from repository import TOP, files, nothing_found

TEXTS = (".py", ".xml", ".csv", ".js", ".md", ".toml", ".txt", ".conf", ".yml", ".sh", ".html", "")
OUR_FOLDERS = ("addons", "config", "data", "tests", ".ci")

# ODOO 19 leaves these aside, some of them silently. {what to look for: (endings, what to write instead)}
HABITS = {
    r"_sql_constraints": (".py", "models.Constraint"),
    r"\battrs=": (".xml", "invisible=, readonly=, required="),
    r"<tree\b|view_mode.*\btree\b": (".xml", "<list>"),
    r"\bgroups_id\b": (".py .xml .csv", "group_ids"),
    r"type=['\"]json['\"]": (".py", "type='jsonrpc'"),
    r"(?<!\w)read_group\(": (".py", "_read_group or formatted_read_group"),
    r"\bname_get\b|\b_name_search\b": (".py", "_compute_display_name, _search_display_name"),
    r"odoo\.osv|\bexpression\.(AND|OR|normalize)": (".py", "odoo.fields.Domain"),
    r"\bt-esc\b|\bt-raw\b": (".xml .js", "t-out"),
    r"kanban-box": (".xml", '<t t-name="card">'),
    r"\bnumbercall\b|\bdoall\b": (".xml .py", "nothing: a cron runs until it is archived"),
    r"\bgroup_operator=|\bauto_join=|\blazy_property\b": (".py", "aggregator, bypass_search_access, cached_property"),
    r"\btoggle_active\b|\b_check_recursion\b": (".py .xml", "action_archive, _has_cycle"),
    r"\bself\._(cr|uid|context)\b": (".py", "self.env.cr, .uid, .context"),
    r"oe_chatter": (".xml", "<chatter/>"),
    r"publicWidget|@odoo-module": (".js", "Interaction"),
}

LOOSE_ENDS = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b|\b(pytest|unittest)\.skip|@skip|/work/|/tmp/\w")

# Who may be named by address, and why. The sources of law may name anyone: a lawyer follows them.
HOSTS = {
    "www.w3.org": "the name of an XML namespace",
    "localhost": "this machine",
    "127.0.0.1": "this machine",
}
RESERVED = re.compile(r"(^|\.)(example|test|invalid|localhost|example\.(com|org|net|ru))$")  # RFC 2606: nobody's
ADDRESS = re.compile(r"\bhttps?://([\w.-]*\w)")
LAW = re.compile(r"(^|/)(legal\.(act|rule)|cases/deadlines)\.csv$")


def _lines(top: Path, endings: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """(place, ending, line) of every text of ours but this file, which must name what it forbids."""
    roots = [top / name for name in OUR_FOLDERS if (top / name).is_dir()]
    paths = [path for root in roots for path in files(root, *endings)]
    paths += [
        path for path in sorted(top.iterdir()) if path.is_file() and path.suffix in endings and path.name != "LICENSE"
    ]
    for path in paths:
        if path.resolve() == Path(__file__).resolve():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            yield f"{path.relative_to(top)}:{number}", path.suffix, line


def old_habits(top: Path) -> Iterator[str]:
    """Lines that an older Odoo would have understood."""
    known = [(re.compile(habit), endings.split(), better) for habit, (endings, better) in HABITS.items()]
    for place, ending, line in _lines(top, (".py", ".xml", ".csv", ".js")):
        for habit, endings, better in known:
            if ending in endings and (found := habit.search(line)):
                yield f"{place}: {found[0]} is of an older Odoo; write {better}"


def loose_ends(top: Path) -> Iterator[str]:
    """Work left undone, tests left out, paths of one machine."""
    for place, _ending, line in _lines(top, TEXTS):
        if found := LOOSE_ENDS.search(line):
            yield f"{place}: {found[0]} has no place in what is finished"


def outside_addresses(top: Path) -> Iterator[str]:
    """Addresses in code and docs that lead out of the house."""
    for place, _ending, line in _lines(top, TEXTS):
        if LAW.search(place.rsplit(":", 1)[0]):
            continue
        for host in ADDRESS.findall(line):
            if host not in HOSTS and "." in host and not RESERVED.search(host):
                yield f"{place}: leads to {host}; leave it out, or name it in HOSTS of tests/shape with its reason"


def test_no_old_habits():
    nothing_found(old_habits(TOP))


def test_no_loose_ends():
    nothing_found(loose_ends(TOP))


def test_no_address_leads_out():
    nothing_found(outside_addresses(TOP))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("models/a.py", "_sql_constraints = []"),
        ("models/a.py", "groups = self.read_group([], [], [])"),
        ("models/a.py", "user.groups_id"),
        ("models/a.py", "self._cr.execute(query)"),
        ("models/a.py", "from odoo.osv import expression"),
        ("controllers/a.py", "@route('/a', type='json')"),
        ("views/a.xml", "<tree/>"),
        ("views/a.xml", "<field attrs=\"{'invisible': 1}\"/>"),
        ("views/a.xml", '<span t-esc="o.name"/>'),
        ("views/a.xml", '<t t-name="kanban-box"/>'),
        ("data/a.xml", '<field name="numbercall">-1</field>'),
    ],
)
def test_an_old_habit_is_seen(house, name, line):
    assert len(list(old_habits(house({f"addons/a/{name}": line})))) == 1


def test_what_is_of_odoo_19_is_left_alone(house):
    text = "rows = self._read_group(domain)\nweb = self.formatted_read_group(domain)\nnode = tree.find('p', attrs={})\n"
    assert list(old_habits(house({"addons/a/models/a.py": text}))) == []


@pytest.mark.parametrize(
    "line",
    ["# TO" + "DO later", "pytest.sk" + "ip('slow')", "raise Not" + "ImplementedError", "path = '/wo" + "rk/main'"],
)
def test_a_loose_end_is_seen(house, line):
    assert len(list(loose_ends(house({"tests/unit/test_a.py": line})))) == 1


def test_an_outside_address_is_seen_but_a_source_of_law_is_not(house):
    top = house(
        {
            "addons/a/models/a.py": "URL = 'https://api.somewhere.ru/v1'",
            "addons/a/models/b.py": "URL = 'https://mail.example.ru/v1'",
            "addons/a/data/legal.act.csv": "id,url\nact,https://www.publisher.ru/act",
        }
    )
    assert [line.split(":")[0] for line in outside_addresses(top)] == ["addons/a/models/a.py"]
