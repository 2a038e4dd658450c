from . import grid_answer_rejection, grid_appeal_source_key, grid_intake_upload
