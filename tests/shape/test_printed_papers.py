"""A printed heading stays with its text in one way only: in a block that the end of a page does not divide."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from repository import TOP, addons, files, nothing_found


def headings_alone(top: Path) -> Iterator[str]:
    """Where a heading of a printed paper may be parted from what it heads by the end of a page."""
    for addon in addons(top):
        for path in files(addon / "report", ".xml"):
            for heading in etree.parse(path).xpath("//h3 | //p[@class='heading']"):
                if heading.getparent().get("class") != "section" or heading.getnext() is None:
                    yield f"{path.relative_to(top)}:{heading.sourceline}"


def test_a_heading_is_never_parted_from_what_it_heads() -> None:
    nothing_found(headings_alone(TOP))


def test_a_heading_alone_is_found(tmp_path: Path) -> None:
    report = tmp_path / "addons" / "grid_test" / "report"
    report.mkdir(parents=True)
    (report.parent / "__manifest__.py").write_text("{}")
    kept, alone = '<div class="section"><h3>1</h3><p/></div>', "<div><h3>2</h3><p/></div>"
    (report / "paper.xml").write_text(f"<odoo>\n{kept}\n{alone}\n</odoo>")
    assert list(headings_alone(tmp_path)) == ["addons/grid_test/report/paper.xml:3"]
