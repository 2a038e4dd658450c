"""Fields of the public form: clean what was typed, say what is wrong with it.

Nothing here knows Odoo, the database or a language. A finding is a field, a code and the figures
that its sentence needs; the controller puts it into words.

>>> form = read({"text": "No light\\x00 since noon"})
>>> form.text
'No light since noon'
>>> [finding.field for finding in check(form, {"other"}, {"complaint"})]
['theme', 'kind', 'name', 'contact']
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

TEXT_MAX = 20_000
TEXT_MIN = 10
LINE_MAX = 250
EMAIL_MAX = 254
SUBJECT_MAX = 80

# Themes whose answer needs a look at the network: without a place nobody can look.
PLACE_THEMES = frozenset({"transmission", "power_quality", "metering", "maintenance"})

_ACCOUNT = re.compile(r"[0-9A-Za-zА-Яа-яЁё/.\- №]{1,40}")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:[^\W_](?:[\w-]{{0,61}}[^\W_])?\.)+[^\W\d_]{{2,}}")
_INN = re.compile(r"\d{10}|\d{12}")
_SPACE = re.compile(r"\s+")
_UNREADABLE = "\ufffd"
# Control, format (among them the marks that turn text round) and lone surrogate characters.
_DROPPED = {"Cc", "Cf", "Cs"}
_KEPT = "\n\t\u200d"


@dataclass(frozen=True)
class Finding:
    """One thing to mend: beside which field, which sentence, with which figures."""

    field: str
    code: str
    limit: int = 0
    actual: int = 0


@dataclass(frozen=True)
class AppealForm:
    """What the customer typed, cleaned of characters that cannot be stored or shown."""

    theme: str = ""
    kind: str = ""
    text: str = ""
    address: str = ""
    account_number: str = ""
    name: str = ""
    organisation: str = ""
    inn: str = ""
    email: str = ""
    phone: str = ""

    def values(self) -> dict[str, str]:
        """The fields by name, as the page shows them again."""
        return asdict(self)


def clean_text(raw: object) -> str:
    """Text of many lines without control characters; anything that is not text is empty.

    Vertical tabs and form feeds come with text pasted from an office program: they are line ends.
    """
    if not isinstance(raw, str):
        return ""
    if raw.isprintable():
        return unicodedata.normalize("NFC", raw).strip()
    lines = re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", raw)
    kept = (char for char in lines if char in _KEPT or unicodedata.category(char) not in _DROPPED)
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def clean_line(raw: object) -> str:
    """Text of one line: a line end in a name or an address would forge a mail header."""
    return _SPACE.sub(" ", clean_text(raw)).strip()


def is_email(text: str) -> bool:
    """Whether a letter can be addressed to it.

    >>> is_email("name@mail.ru"), is_email("name@mail"), is_email("")
    (True, False, False)
    """
    return len(text) <= EMAIL_MAX and bool(_EMAIL.fullmatch(text))


def read(params: Mapping[str, object]) -> AppealForm:
    """The form from what the browser sent; unknown names are ignored, missing ones are empty."""
    values = {name: clean_line(params.get(name)) for name in AppealForm.__dataclass_fields__}
    values["text"] = clean_text(params.get("text"))
    values["inn"] = values["inn"].replace(" ", "")
    return AppealForm(**values)


def check(form: AppealForm, themes: Collection[str], kinds: Collection[str]) -> tuple[Finding, ...]:
    """Everything wrong with the form, in the order of the page; empty when it may be sent."""
    return (
        *_check_question(form, themes, kinds),
        *_check_place(form),
        *_check_person(form),
        *_check_lengths(form),
    )


def subject(text: str) -> str:
    """The first line of the question, cut at a word: the title of the appeal in lists.

    >>> subject("Нет света.\\nС утра нет света на всей улице.")
    'Нет света.'
    """
    first = clean_line(text.split("\n", 1)[0])
    if len(first) <= SUBJECT_MAX:
        return first
    return first[: SUBJECT_MAX - 1].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"


def _check_question(form: AppealForm, themes: Collection[str], kinds: Collection[str]) -> list[Finding]:
    findings = []
    if form.theme not in themes:
        findings.append(Finding("theme", "unknown" if form.theme else "missing"))
    if form.kind not in kinds:
        findings.append(Finding("kind", "unknown" if form.kind else "missing"))
    length = len(form.text)
    if not length:
        findings.append(Finding("text", "missing"))
    elif _UNREADABLE in form.text:
        findings.append(Finding("text", "unreadable"))
    elif length < TEXT_MIN:
        findings.append(Finding("text", "too_short"))
    elif length > TEXT_MAX:
        findings.append(Finding("text", "too_long", TEXT_MAX, length))
    return findings


def _check_place(form: AppealForm) -> list[Finding]:
    findings = []
    if form.theme in PLACE_THEMES and not form.address and not form.account_number:
        findings.append(Finding("address", "missing"))
    if form.account_number and not _ACCOUNT.fullmatch(form.account_number):
        findings.append(Finding("account_number", "malformed"))
    return findings


def _check_person(form: AppealForm) -> list[Finding]:
    findings = []
    if not form.name:
        findings.append(Finding("name", "missing"))
    elif not any(char.isalpha() for char in form.name):
        findings.append(Finding("name", "malformed"))
    if not form.email and not form.phone:
        findings.append(Finding("contact", "missing"))
    if form.email and not is_email(form.email):
        findings.append(Finding("email", "malformed"))
    if form.phone and not 5 <= sum(char.isdigit() for char in form.phone) <= 15:
        findings.append(Finding("phone", "malformed"))
    if form.inn and not _INN.fullmatch(form.inn):
        findings.append(Finding("inn", "length"))
    if len(form.inn) == 10 and not form.organisation:
        findings.append(Finding("organisation", "missing"))
    return findings


def _check_lengths(form: AppealForm) -> list[Finding]:
    findings = []
    for field, value in form.values().items():
        if field == "text" or field in ("theme", "kind"):
            continue
        if _UNREADABLE in value:
            findings.append(Finding(field, "unreadable"))
        elif len(value) > LINE_MAX:
            findings.append(Finding(field, "too_long", LINE_MAX, len(value)))
    return findings
