from . import appeal_form, my_appeals, my_requests, services
