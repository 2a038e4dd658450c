"""What is told to the calculator about an ordinary house."""

HOUSE = {
    "purpose": "house",
    "customer_kind": "individual",
    "power_new_kw": "15",
    "power_existing_kw": "",
    "settlement_type": "city",
    "distance_m": "100",
    "voltage_kv": "0.4",
    "reliability_category": "3",
}
