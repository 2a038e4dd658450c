from . import grid_intake_upload
