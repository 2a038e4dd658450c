"""The lint that is our own: XML and CSV files that a program would read wrongly."""

import pytest
from setup.lint import bad_csv, bad_xml, main


def test_xml_that_no_parser_reads_is_seen(house):
    top = house({"addons/a/views/a.xml": "<odoo>\n<record>\n</odoo>", "addons/a/views/b.xml": "<odoo/>"})
    assert [line.split(":")[:2] for line in bad_xml(top, ["addons"])] == [["addons/a/views/a.xml", "3"]]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id,name\na,One,too many\n", "2: 3 columns, 2 expected"),
        ("id,name\na,One\na,Two\n", "3: id a stands twice"),
        ("id,,name\na,b,c\n", "1: the first line must name every column"),
        ("", "1: the first line must name every column"),
        ('id,name\na,"One\n', "unexpected end of data"),
    ],
)
def test_a_bad_table_is_seen(house, text, problem):
    found = list(bad_csv(house({"data/a.csv": text}), ["data"]))
    assert len(found) == 1 and found[0].endswith(problem)


def test_a_table_in_another_encoding_is_seen(house):
    top = house({"data/a.csv": ""})
    (top / "data/a.csv").write_bytes("id,name\na,Иванова\n".encode("cp1251"))
    assert "utf-8" in next(bad_csv(top, ["data"]))


def test_a_good_table_is_left_alone(house):
    assert list(bad_csv(house({"data/a.csv": 'id,name\na,"Иванова, М. П."\nb,Петров\n'}), ["data"])) == []


def test_an_unknown_argument_is_refused(capsys):
    assert main(["--all"]) == 2
    assert "--fix" in capsys.readouterr().err
