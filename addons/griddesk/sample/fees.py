from datetime import date

RATES = (
    *("ref", "kind", "label", "region", "amount", "unit", "valid_from", "valid_to", "facts", "includes_vat"),
    *("order_number", "order_date", "source"),
)


def load_rates(store, company):
    """Create the rates of the fee: an example, of this company alone; no regulator has set them."""
    rates = store.env["grid.fee.rate"]
    kinds, units = (dict(rates._fields[name].selection) for name in ("kind", "unit"))
    regions = store.env["res.country.state"].search([("country_id", "=", store.env.ref("base.ru").id)])
    codes = {region.code: region.id for region in regions}
    rows = store.fresh(store.read_if_there("fee_rates.csv", RATES), "fee_rate", "ref")
    vals_list = [
        {
            **{column: row[column] for column in ("label", "facts", "source")},
            "kind": row.choice("kind", kinds),
            "unit": row.choice("unit", units),
            "state_id": codes[row.choice("region", codes)],
            "amount": row.decimal("amount"),
            "includes_vat": row.choice("includes_vat", ("yes", "no")) == "yes",
            "valid_from": _day(row, "valid_from"),
            "valid_to": row["valid_to"] and _day(row, "valid_to"),
            "order_number": row.text("order_number"),
            "order_date": row["order_date"] and _day(row, "order_date"),
            "company_id": company.id,
        }
        for row in rows
    ]
    store.create(rates, rows, vals_list, "fee_rate", "ref")


def _day(row, column):
    try:
        return date.fromisoformat(row[column])
    except ValueError:
        return row.fail(column, row.env._("“%(value)s” is not a date such as 2026-01-31.", value=row[column]))
