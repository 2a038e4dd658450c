from . import appeal_form, information, my_appeals, my_requests, offices, public_page, questions, services, status
