from . import grid_answer_rejection, grid_intake_upload
