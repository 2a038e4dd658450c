"""A citizen up to 15 kW has the passport of point 14 by one source; a shipped passport is loaded only once."""

SAME = "voltage_kv<=0.4;reliability_category=2|3;"
CONDITIONS = {
    "tp_citizen_15": (
        f"customer_group=1;power_total_kw<=15;{SAME}is_temporary=0",
        f"customer_group=1;power_total_kw<=15;{SAME}sources=1;is_temporary=0",
    ),
    "tp_citizen_150": (
        f"customer_group=1;power_total_kw>15;power_total_kw<=150;{SAME}is_temporary=0",
        f"customer_group=1;power_total_kw<=150;{SAME}is_temporary=0",
    ),
}
OLD_NAME = "Technological connection of a citizen over 15 and up to 150 kW"
NAME = "Technological connection of a citizen up to 150 kW"


def migrate(cr, version):
    """Give both passports the conditions and the name of the shipped table, where nobody has made others."""
    for code, (before, now) in CONDITIONS.items():
        cr.execute(
            "UPDATE grid_service SET offered_when = %s WHERE code = %s AND offered_when = %s", [now, code, before]
        )
    # the old name goes in every language: the translations that are loaded next fill them again
    cr.execute(
        "UPDATE grid_service SET name = jsonb_build_object('en_US', %s::text) WHERE name ->> 'en_US' = %s",
        [NAME, OLD_NAME],
    )
