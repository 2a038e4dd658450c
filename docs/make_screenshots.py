"""Make the pictures of docs/screens.md, and that page itself, from the running product with its sample company.

./griddesk up
.local/venv/bin/python docs/make_screenshots.py             every picture
.local/venv/bin/python docs/make_screenshots.py desk law    these only

The sample is left as it was but for an answer begun, a quotation kept, an appeal filed, a call that rings, the key
of its exchange, a form of each kind, and a survey on numbered blanks. A draft is thrown away, a day off is taken back.
"""

import shutil
import sys

from album import HERE, PICTURES, Album
from contact_screens import CONTACT_SECTIONS
from contact_walks import CONTACT_WALKS
from playwright.sync_api import sync_playwright
from quality_screens import QUALITY_SECTIONS
from quality_walks import QUALITY_WALKS
from screens import SECTIONS, Letter
from service_screens import SERVICE_SECTIONS
from site_screens import SITE_SECTIONS
from walks import WALKS

ALL_SECTIONS = {**SECTIONS, **SITE_SECTIONS, **SERVICE_SECTIONS, **CONTACT_SECTIONS, **QUALITY_SECTIONS}
ALL_WALKS = {**WALKS, **CONTACT_WALKS, **QUALITY_WALKS}
#: Pictures that stand beside another one, by the ends of their names.
BESIDE = {"phone": "on a phone", "wall": "on the wall", "passport": "as printed", "page": "as printed"}


def write_page() -> None:
    """List every picture with one line about it."""
    made = "Made from the running product with its sample company by `docs/make_screenshots.py`, in Russian."
    lines = ["# Screens", "", made, ""]
    for section, shown in ALL_SECTIONS.items():
        lines += [f"## {section}", ""]
        words = {one.name: one.words for one in shown if one.words}
        for walk in ALL_WALKS.get(section, ()):
            words |= {name: said for name, said in walk.pictures.items() if said}
        for name, said in words.items():
            images = [f"![{said}](screenshots/{name}.png)"]
            for beside, how in BESIDE.items():
                if (PICTURES / f"{name}_{beside}.png").exists():
                    images.append(f"![{said}, {how}](screenshots/{name}_{beside}.png)")
            lines += [f"### {said}", "", " ".join(images), ""]
    (HERE / "screens.md").write_text("\n".join(lines), encoding="utf-8")


def main(only: set[str]) -> None:
    """Walk through the product and take the pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        album = Album(browser)
        for section, shown in ALL_SECTIONS.items():
            for one in shown:
                if not only or one.name in only:
                    album.letter(one) if isinstance(one, Letter) else album.screen(one)
            for walk in ALL_WALKS.get(section, ()):
                if not only or only & walk.pictures.keys():
                    walk.draw(album)
        browser.close()
    write_page()


if __name__ == "__main__":
    main(set(sys.argv[1:]))
