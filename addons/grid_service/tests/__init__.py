from . import (
    test_grid_meter_check,
    test_grid_meter_reading,
    test_grid_unmetered_act,
    test_metering_rights,
    test_passport_edition,
    test_passport_terms,
    test_request_papers,
    test_request_rights,
    test_request_screens,
    test_request_timeline,
    test_request_visit,
    test_request_walk,
)
