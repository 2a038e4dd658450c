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
    ],
    "application": True,
    "installable": True,
}
