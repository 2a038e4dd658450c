{
    "name": "GridDesk: spreadsheets of quality",
    "summary": "A dashboard of service quality that a supervisor can copy and change",
    "version": "19.0.1.0.0",
    "license": "AGPL-3",
    "category": "Services/Customer service",
    "author": "GridDesk",
    "depends": ["grid_quality", "spreadsheet_oca"],
    "data": [
        "security/grid_quality_spreadsheet_groups.xml",
        "security/spreadsheet_spreadsheet_security.xml",
        "data/spreadsheet_spreadsheet_data.xml",
        "views/spreadsheet_spreadsheet_views.xml",
    ],
    "assets": {"web.assets_backend": ["grid_quality_spreadsheet/static/src/*"]},
    "installable": True,
}
