"""Reading the letters that people write: pure Python, no Odoo, no network."""

from .automatic import is_bounce
from .body import Attachment
from .category_hints import categories, category
from .hints import appeal_numbers, first_words, inn, kind_and_theme, kind_of, own_words, phone
from .letter import Letter, envelope, parse, recipients, references
from .report import DELAYED, DELIVERED, FAILED, READ, Report

__all__ = [
    "DELAYED",
    "DELIVERED",
    "FAILED",
    "READ",
    "Attachment",
    "Letter",
    "Report",
    "appeal_numbers",
    "categories",
    "category",
    "envelope",
    "first_words",
    "inn",
    "is_bounce",
    "kind_and_theme",
    "kind_of",
    "own_words",
    "parse",
    "phone",
    "recipients",
    "references",
]
