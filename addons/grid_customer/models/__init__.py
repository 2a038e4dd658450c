from . import (
    grid_branch,
    grid_customer_key,
    grid_office,
    grid_usage_point,
    legal_calendar_day,
    res_company,
    res_partner,
    res_partner_lookup,
    res_users,
)
