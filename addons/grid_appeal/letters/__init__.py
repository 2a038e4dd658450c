"""Reading the letters that people write: pure Python, no Odoo, no network."""

from .body import Attachment
from .hints import appeal_numbers, inn, kind_and_theme, phone
from .letter import Letter, envelope, parse, recipients, references

__all__ = [
    "Attachment",
    "Letter",
    "appeal_numbers",
    "envelope",
    "inn",
    "kind_and_theme",
    "parse",
    "phone",
    "recipients",
    "references",
]
