{
    "name": "GridDesk: services",
    "summary": "Service passports and the requests that walk them; transmission and metering",
    "version": "19.0.1.0.0",
    "license": "AGPL-3",
    "category": "Services/Customer service",
    "author": "GridDesk",
    "depends": ["grid_appeal"],
    "data": [
        "security/ir.model.access.csv",
        "security/grid_service_security.xml",
        # law and reference data
        "data/legal.act.csv",
        "data/legal.rule.csv",
        "security/grid_service_request_security.xml",
        "data/ir_cron_data.xml",
        "report/grid_service_mail_templates.xml",
        "wizards/grid_service_act_views.xml",
        "views/grid_service_request_views.xml",
    ],
    "assets": {"web.assets_backend": ["grid_service/static/src/acts/*"]},
    "application": True,
    "installable": True,
}
