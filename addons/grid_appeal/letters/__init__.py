"""Reading the letters that people write: pure Python, no Odoo, no network."""

from .body import Attachment
from .category_hints import category
from .hints import appeal_numbers, first_words, inn, kind_and_theme, kind_of, phone
from .letter import Letter, envelope, parse, recipients, references

__all__ = [
    "Attachment",
    "Letter",
    "appeal_numbers",
    "category",
    "envelope",
    "first_words",
    "inn",
    "kind_and_theme",
    "kind_of",
    "parse",
    "phone",
    "recipients",
    "references",
]
