BODIES = ("ref", "name", "email", "street", "city", "zip", "category", "role")
ROLES = ("", "supplier", "system_operator", "contractor")
#: What the company calls a body by.
NAMED = {"supplier": "supplier_of_last_resort_id", "system_operator": "system_operator_id"}


def load_bodies(store, company):
    """Create the bodies around the company: who receives redirected appeals, who supplies, who works for it."""
    rows = store.fresh(store.read_if_there("bodies.csv", BODIES), "body", "ref")
    vals_list = [
        {
            **{column: row[column] for column in ("name", "email", "street", "city", "zip")},
            "is_company": True,
            "company_id": company.id,
            "country_id": store.env.ref("base.ru").id,
        }
        for row in rows
    ]
    bodies = store.create(store.env["res.partner"], rows, vals_list, "body", "ref")
    for row, body in zip(rows, bodies, strict=True):
        if row["category"]:
            category = store.env.ref(f"grid_appeal.category_{row['category']}", raise_if_not_found=False)
            category = category or row.fail("category", store.env._("“%(key)s” is not known.", key=row["category"]))
            category.receiver_id = body
        if (role := row.choice("role", ROLES)) in NAMED:
            company[NAMED[role]] = body
