from . import grid_answer_rejection, grid_intake_upload
from . import grid_appeal_source_key, grid_intake_upload
