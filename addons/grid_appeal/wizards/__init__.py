from . import grid_intake_decision, grid_intake_monitor, grid_intake_upload
