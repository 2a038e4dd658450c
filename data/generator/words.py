"""The words of the sample: names, places and letter templates, read from the TOML files."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
_VOICES = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
_PARTS = ("subject", "opening", "detail", "ask", "answer")


def read(name: str) -> dict:
    with (HERE / name).open("rb") as file:
        return tomllib.load(file)


def voices(template: str) -> tuple[str, str]:
    """Split a template `[Прошу|Просим] ответить` into what a person and what a firm would write."""
    return _VOICES.sub(r"\1", template), _VOICES.sub(r"\2", template)


@dataclass(frozen=True)
class Scenario:
    """One thing that people write about, with the turns of speech they use."""

    kind: str
    theme: str
    weight: int
    channels: tuple[str, ...]
    who: tuple[str, ...]
    texts: dict[str, tuple[tuple[str, str], ...]]

    def write(self, rng, voice: int, values: dict) -> tuple[str, str, str]:
        """Return the subject, the text and the answer of one appeal."""

        def one(part):
            return rng.choice(self.texts[part])[voice].format_map(values)

        text = f"{one('opening')} {one('detail')} {one('ask')}"
        return one("subject"), text, one("answer")


def scenarios() -> list[Scenario]:
    found = []
    for path in sorted((HERE / "texts").glob("*.toml")):
        for row in read(f"texts/{path.name}")["scenario"]:
            texts = {part: tuple(voices(text) for text in row[part]) for part in _PARTS}
            who = row.get("who", "citizen business provider")
            channels = tuple(row["channels"].split())
            found.append(Scenario(path.stem, row["theme"], row["weight"], channels, tuple(who.split()), texts))
    return found
