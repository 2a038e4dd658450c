from . import (
    grid_api_calls,
    grid_call,
    grid_call_event,
    grid_call_result,
    grid_call_taken,
    res_company_calls,
    res_users,
)
