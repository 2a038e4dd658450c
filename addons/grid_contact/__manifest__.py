{
    "name": "GridDesk: contact centre",
    "summary": "Serves people at a distance: calls, call-backs, outages, auto-informer, SMS",
    "version": "19.0.1.0.0",
    "license": "AGPL-3",
    "category": "Services/Customer service",
    "author": "GridDesk",
    "depends": ["grid_service"],
    "data": [
        # rights
        "security/ir.model.access.csv",
        "security/grid_call_security.xml",
        "security/grid_outage_security.xml",
        "security/grid_callback_security.xml",
        # the law's figures
        "data/legal.act.csv",
        "data/legal.rule.csv",
        "data/grid.outage.norm.csv",
        # what calls come to, and what to say
        "data/grid.call.result.csv",
        "data/grid_text_block_scripts.xml",
        "data/grid_contact_data.xml",
        "report/grid_contact_mail_templates.xml",
        # the sections of the menu, then views with their own items in them
        "views/grid_contact_menus.xml",
        "views/grid_outage_views.xml",
        "views/grid_call_views.xml",
        "views/helpdesk_ticket_views.xml",
        "views/grid_callback_views.xml",
        "views/res_users_views.xml",
        "views/res_company_views.xml",
        "views/res_company_calls_views.xml",
    ],
    "assets": {"web.assets_backend": ["grid_contact/static/src/call/*", "grid_contact/static/src/desk/*"]},
    "installable": True,
    "application": True,
}
