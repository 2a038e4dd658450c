BODIES = ("ref", "name", "email", "street", "city", "zip", "category", "role")
ROLES = ("", "supplier", "contractor")


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
            store.env.ref(f"grid_appeal.category_{row['category']}").receiver_id = body
        if row.choice("role", ROLES) == "supplier":
            company.supplier_of_last_resort_id = body
