from . import (
    routes,
    test_grid_queue_ticket,
    test_office_waits,
    test_queue_pages,
    test_reception_rights,
    test_visit_forgotten,
    test_window_desk,
    test_window_race,
)
