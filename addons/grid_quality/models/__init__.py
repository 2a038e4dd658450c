# isort: off
from . import grid_quality_row  # what the models below inherit

# isort: on
from . import grid_indicator, grid_indicator_method
