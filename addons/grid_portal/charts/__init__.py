"""A chart of bars, drawn of numbers alone. Standard library only."""

from .bars import Bar, Chart, draw

__all__ = ["Bar", "Chart", "draw"]
