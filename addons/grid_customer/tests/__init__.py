from . import (
    test_grid_branch,
    test_grid_customer_key,
    test_grid_usage_point,
    test_legal_calendar_day,
    test_res_partner,
    test_res_partner_lookup,
    test_rights,
    test_screens,
)
