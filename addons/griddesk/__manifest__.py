{
    "name": "GridDesk",
    "summary": "Installs everything, brings the sample company; nothing else",
    "version": "19.0.1.0.0",
    "category": "Services/Customer service",
    "author": "GridDesk",
    "license": "AGPL-3",
    "depends": ["legal_deadline", "grid_customer", "grid_appeal", "grid_portal"],
    "installable": True,
    "application": True,
}
