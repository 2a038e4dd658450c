{
    "name": "GridDesk: contact centre",
    "summary": "Serves people at a distance: calls, call-backs, outages, auto-informer, SMS",
    "version": "19.0.1.0.0",
    "license": "AGPL-3",
    "category": "Services/Customer service",
    "author": "GridDesk",
    "depends": ["grid_service"],
    "data": [
        # the law's figures
        "data/legal.act.csv",
        "data/legal.rule.csv",
        # menus last: they name the actions above
        "views/grid_contact_menus.xml",
    ],
    "installable": True,
    "application": True,
}
