{
    "name": "GridDesk: reception",
    "summary": "Serves people in person: electronic queue, windows, kiosk and board of an office",
    "version": "19.0.1.0.0",
    "license": "AGPL-3",
    "category": "Services/Customer service",
    "author": "GridDesk",
    "depends": ["grid_service"],
    "data": [
        # the law's figures
        "data/legal.rule.csv",
        # menus last: they name the actions above
        "views/grid_reception_menus.xml",
    ],
    "installable": True,
    "application": True,
}
