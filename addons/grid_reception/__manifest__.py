{
    "name": "GridDesk: reception",
    "summary": "Serves people in person: electronic queue, windows, kiosk and board, appointments, visits at home",
    "version": "19.0.1.0.0",
    "license": "AGPL-3",
    "category": "Services/Customer service",
    "author": "GridDesk",
    "depends": ["grid_service"],
    "data": [
        "security/ir.model.access.csv",
        "security/grid_reception_security.xml",
        # the law's figures
        "data/legal.rule.csv",
        "data/ir_cron_data.xml",
        "views/grid_reception_service_views.xml",
        "views/grid_window_views.xml",
        "views/grid_queue_ticket_views.xml",
        "views/grid_office_views.xml",
        "wizards/grid_appointment_booking_views.xml",
        "views/grid_appointment_views.xml",
        "views/res_partner_views.xml",
        "report/grid_reception_mail_templates.xml",
        "views/queue_page_templates.xml",
        "views/queue_kiosk_templates.xml",
        "views/queue_board_templates.xml",
        "views/queue_ticket_templates.xml",
        # menus last: they name the actions above
        "views/grid_reception_menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "grid_reception/static/src/window/*",
            "grid_reception/static/src/booking/*",
            "grid_reception/static/src/desk/*",
        ],
        # the pages of the queue: light enough for any device, without the scripts of Odoo
        "grid_reception.assets_queue": ["web/static/src/module_loader.js", "grid_reception/static/src/queue/*"],
    },
    "installable": True,
    "application": True,
}
