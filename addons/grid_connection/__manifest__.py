{
    "name": "GridDesk: technological connection",
    "summary": "Leads a technological connection from enquiry to act",
    "version": "19.0.1.0.0",
    "license": "AGPL-3",
    "category": "Services/Customer service",
    "author": "GridDesk",
    "depends": ["grid_service", "crm"],
    "data": [
        "security/ir.model.access.csv",
        # law and reference data
        "data/legal.ground.csv",
        "data/legal.rule.csv",
        "data/grid.paper.kind.csv",
        "data/grid.service.csv",
        "data/grid.service.step.csv",
        "data/grid.service.transition.csv",
        "data/grid.service.document.csv",
    ],
    "application": True,
    "installable": True,
}
