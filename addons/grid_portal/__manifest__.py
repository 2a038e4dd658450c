{
    "name": "GridDesk: Customer Portal",
    "summary": "the customer's face: internet reception, personal account, public information",
    "version": "19.0.1.0.0",
    "category": "Services/Customer service",
    "author": "GridDesk",
    "license": "AGPL-3",
    "depends": ["grid_appeal", "portal", "website"],
    "data": [
        "security/ir.model.access.csv",
        "security/grid_portal_security.xml",
        "data/website_menu.xml",
        "views/website_layout_templates.xml",
        "views/front_page_templates.xml",
        "views/appeal_form_templates.xml",
        "views/appeal_receipt_templates.xml",
        "views/my_appeals_templates.xml",
    ],
    "assets": {
        "web._assets_primary_variables": ["grid_portal/static/src/scss/primary_variables.scss"],
        "web.assets_frontend": ["grid_portal/static/src/scss/grid_portal.scss"],
    },
    "installable": True,
}
