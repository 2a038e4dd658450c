{
    "name": "GridDesk: appeals",
    "summary": "Registers, routes, answers and controls appeals of customers",
    "version": "19.0.1.0.0",
    "license": "AGPL-3",
    "category": "Services/Customer service",
    "author": "GridDesk",
    "depends": ["grid_customer", "legal_deadline", "helpdesk_mgmt"],
    "external_dependencies": {"python": ["qrcode"], "bin": ["wkhtmltopdf"]},
    "data": [
        # rights
        "security/helpdesk_mgmt_holes.xml",
        "security/helpdesk_ticket_security.xml",
        "security/ir.model.access.csv",
        "security/grid_appeal_answer_security.xml",
        # law and reference data
        "data/legal.act.csv",
        "data/legal.rule.csv",
        "data/legal.rule.condition.csv",
        "data/helpdesk_ticket_channel_data.xml",
        "data/helpdesk_ticket_stage_data.xml",
        "data/helpdesk.ticket.category.csv",
        "data/helpdesk_ticket_team_data.xml",
        "data/grid.appeal.law.csv",
        # letters and mails
        "report/grid_appeal_letter_templates.xml",
        "report/grid_appeal_mail_templates.xml",
        # views
        "views/helpdesk_ticket_views.xml",
        "views/helpdesk_ticket_category_views.xml",
        "views/helpdesk_ticket_channel_views.xml",
        "views/helpdesk_ticket_stage_views.xml",
        "views/helpdesk_ticket_team_views.xml",
        "views/grid_appeal_law_views.xml",
        "views/res_partner_views.xml",
        # menus last: they name the actions above
        "views/grid_appeal_menus.xml",
        "views/grid_appeal_answer_views.xml",
    ],
    "application": True,
    "installable": True,
}
