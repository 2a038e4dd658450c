"""What a live page of tiles shows: what each tile counts, of which days, and what its colour says."""

from .figures import Bar, ages_of_days, bars, line, share
from .filters import Filter, FilterError, asked, span
from .levels import COLOURS, against, late, near, plain, planned, worst
from .printed import Printed, Section, rows, sections
from .tile import APPEALS, Age, Tile

__all__ = [
    "APPEALS",
    "COLOURS",
    "Age",
    "Bar",
    "Filter",
    "FilterError",
    "Printed",
    "Section",
    "Tile",
    "against",
    "ages_of_days",
    "asked",
    "bars",
    "late",
    "line",
    "near",
    "plain",
    "planned",
    "rows",
    "sections",
    "share",
    "span",
    "worst",
]
