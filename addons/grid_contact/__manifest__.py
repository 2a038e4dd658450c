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
        # the law's figures
        "data/legal.act.csv",
        "data/legal.rule.csv",
        # what calls come to
        "data/grid.call.result.csv",
        # views, each with its own items of the menus
        "views/grid_contact_menus.xml",
        "views/grid_call_views.xml",
        "views/res_users_views.xml",
        "views/res_company_calls_views.xml",
    ],
    "installable": True,
    "application": True,
}
