from datetime import timedelta

ENQUIRIES = (
    *("ref", "branch", "name", "phone", "email", "customer", "address", "power_kw", "voltage_kv", "settlement_type"),
    *("distance_m", "expected_days_left", "text"),
)


def load_enquiries(store, today):
    """Leave the enquiries as the public calculator does; what has its customer becomes an application."""
    rows = store.fresh(store.read_if_there("enquiries.csv", ENQUIRIES), "enquiry", "ref")
    leads = store.env["crm.lead"]
    fields = leads._fields
    for row in rows:
        leads += leads._leave_enquiry(
            {
                **{name: row.choice(name, dict(fields[name].selection)) for name in ("voltage_kv", "settlement_type")},
                **{name: row[name] for name in ("phone", "email", "distance_m")},
                "contact_name": row.text("name"),
                "object_address": row.text("address"),
                "description": row["text"],
                "power_new_kw": row.decimal("power_kw"),
                "expected_on": today + timedelta(row.integer("expected_days_left")),
                "branch_id": store.find(row, "branch", "branch"),
            }
        )
    store.keep(leads, rows, "enquiry", "ref")
    for row, lead in zip(rows, leads, strict=True):
        if row["customer"]:
            lead.partner_id = store.find(row, "customer", "customer")
            lead.action_make_application()
