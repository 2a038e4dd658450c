from . import grid_notice_preview, grid_outage_reliability
