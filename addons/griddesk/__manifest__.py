{
    "name": "GridDesk",
    "summary": "Installs everything, brings the sample company; calls nobody outside",
    "version": "19.0.1.0.0",
    "category": "Services/Customer service",
    "author": "GridDesk",
    "license": "AGPL-3",
    "depends": [
        "legal_deadline",
        "grid_customer",
        "grid_appeal",
        "grid_service",
        "grid_connection",
        "grid_reception",
        "grid_contact",
        "grid_portal",
        "grid_identity",
        "grid_quality",
        "grid_quality_spreadsheet",
    ],
    "data": [
        "data/no_call_home.xml",
        "views/no_call_home_menus.xml",
    ],
    "assets": {
        # last of all variables: whatever fonts a theme names, none comes from a foreign server
        "web._assets_secondary_variables": ["griddesk/static/src/scss/own_fonts.scss"],
        "web.report_assets_common": [("replace", "web/static/fonts/fonts.scss", "griddesk/static/src/scss/fonts.scss")],
        "html_builder.assets": [("replace", "web/static/fonts/fonts.scss", "griddesk/static/src/scss/fonts.scss")],
        "web.assets_backend": ["griddesk/static/src/js/user_menu.js"],
    },
    "installable": True,
    "application": True,
}
