# what other models inherit comes first
from . import grid_account_reader, grid_portal_limited, grid_site_checked, grid_site_published

# isort: split
from . import (
    grid_appeal_answer,
    grid_appeal_outgoing,
    grid_connection,
    grid_connection_applicant,
    grid_connection_instalment_account,
    grid_connection_money,
    grid_fee_rate,
    grid_office,
    grid_portal_code,
    grid_portal_submission,
    grid_representation,
    grid_service_request,
    grid_service_request_account,
    grid_service_request_papers,
    grid_service_request_status,
    grid_site_article,
    grid_site_article_search,
    grid_site_paper,
    grid_usage_point,
    helpdesk_ticket,
    helpdesk_ticket_account,
    helpdesk_ticket_calendar,
    helpdesk_ticket_status,
    ir_http,
    res_company,
    res_partner,
    res_partner_account,
    res_users,
)
