KEEPER = "methodologist"


def check_site(store, company, today):
    """Let the methodologist of the sample keep the site, and have checked what nobody did yet."""
    keeper = store.env["res.users"].search([("login", "=", KEEPER)], limit=1)
    if keeper and not company.site_keeper_id:
        company.site_keeper_id = keeper
    of_company = [("checked_on", "=", False), ("company_id", "in", (False, company.id))]
    for model in ("grid.site.article", "grid.office", "grid.branch", "grid.fee.rate", "grid.service", "res.company"):
        store.env[model].search(of_company).write({"checked_on": today, "checked_by_id": keeper.id})
