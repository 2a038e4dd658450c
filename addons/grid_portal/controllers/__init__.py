from . import appeal_form, my_appeals
