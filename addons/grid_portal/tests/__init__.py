from . import (
    test_appeal_form,
    test_appeal_race,
    test_bad_input,
    test_connection_form,
    test_connection_money,
    test_my_appeals,
    test_my_requests,
    test_portal_rights,
    test_request_papers,
    test_services,
    test_website,
)
