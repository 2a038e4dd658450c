{
    "name": "GridDesk: quality",
    "summary": "Measures: indicators, surveys, statutory forms, supervisors' dashboards",
    "version": "19.0.1.0.0",
    "license": "AGPL-3",
    "category": "Services/Customer service",
    "author": "GridDesk",
    "depends": ["grid_appeal", "grid_connection", "grid_service"],
    "data": [
        "security/ir.model.access.csv",
        # the law's figures
        "data/legal.act.csv",
        "data/legal.rule.csv",
        "data/grid.indicator.method.csv",
        "data/grid.indicator.csv",
        "data/grid.statutory.form.csv",
        "data/grid.statutory.column.csv",
        "data/grid.statutory.row.csv",
        "views/grid_indicator_views.xml",
        "views/grid_indicator_method_views.xml",
        "views/grid_statutory_form_views.xml",
        "views/res_company_views.xml",
        # menus last: they name the actions above
        "views/grid_quality_menus.xml",
    ],
    "application": True,
    "installable": True,
}
