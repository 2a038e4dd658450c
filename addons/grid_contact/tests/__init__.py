from . import (
    routes,
    test_call_access,
    test_call_events,
    test_grid_outage,
    test_outage_desk,
    test_outage_hits,
    test_outage_law,
    test_outage_reports,
    test_outage_rights,
    test_outage_told,
)
