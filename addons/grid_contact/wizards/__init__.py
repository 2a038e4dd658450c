from . import grid_outage_reliability
