# isort: off
from . import grid_dated_row  # what the models below inherit
from . import grid_connection, grid_connection_part  # what the files of a case extend
from . import grid_connection_guard, grid_connection_part_history

# isort: on
from . import (
    crm_lead,
    grid_connection_acceptance,
    grid_connection_category,
    grid_connection_conditions,
    grid_connection_fee,
    grid_connection_form,
    grid_connection_funnel,
    grid_connection_instalment,
    grid_connection_measure,
    grid_connection_norm,
    grid_connection_offer,
    grid_connection_payment,
    grid_connection_penalty,
    grid_connection_quotation,
    grid_connection_result,
    grid_connection_return,
    grid_connection_screen,
    grid_connection_stage,
    grid_connection_temporary,
    grid_connection_twin,
    grid_connection_work,
    grid_connection_works,
    grid_fee_quotation,
    grid_fee_rate,
    grid_fee_reckoning,
    grid_fee_working,
    grid_fee_working_words,
    grid_service,
    grid_service_load,
    grid_service_paper,
    grid_service_request,
    grid_service_request_lapse,
    grid_service_request_papers,
    legal_explanation,
    res_company,
    res_company_bank,
)
