from . import grid_indicator_what_if
