"""Maps drawn of coordinates alone, without a database and without anybody's tiles."""

from .drawing import Drawing, Place, draw

__all__ = ["Drawing", "Place", "draw"]
