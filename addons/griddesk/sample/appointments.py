from datetime import datetime, time
from zoneinfo import ZoneInfo

from odoo.addons.grid_reception.models.grid_appointment import HOME_MINUTES

APPOINTMENTS = (
    *("ref", "kind", "office", "service", "customer", "open_day", "time", "state"),
    *("reason", "employee", "question", "outcome"),
)
#: How many days ahead the offices of the sample that have appointments may be booked.
AHEAD = 14


def load_appointments(store, moments):
    """Keep times for visitors of the offices, and agree on visits at home; nobody is written to."""
    appointments = store.env["grid.appointment"]
    rows = store.fresh(store.read_if_there("appointments.csv", APPOINTMENTS), "appointment", "ref")
    offices = store.env["grid.office"].browse({store.find(row, "office", "office") for row in rows})
    offices.booking_ahead = AHEAD
    days = offices._coming_days(AHEAD + 1)
    vals_list = [_vals(store, moments, row, days) for row in rows]
    store.create(appointments, rows, vals_list, "appointment", "ref")


def _vals(store, moments, row, days):
    fields = store.env["grid.appointment"]._fields
    office = store.env["grid.office"].browse(store.find(row, "office", "office"))
    service = store.env["grid.reception.service"].browse(
        row["service"] and store.find(row, "service", "reception_service")
    )
    customer = store.env["res.partner"].browse(store.find(row, "customer", "customer"))
    kind = row.choice("kind", dict(fields["kind"].selection))
    is_home = kind == "home"
    return {
        "kind": kind,
        "state": row.choice("state", dict(fields["state"].selection)),
        "origin": "phone" if is_home else "site",
        "office_id": office.id,
        "service_id": service.id,
        "partner_id": customer.id,
        "caller_name": customer.name,
        "phone": customer.phone,
        "email": customer.email,
        "slot_at": row["open_day"] and _slot(moments, row, office, days.get(office, ())),
        "minutes": HOME_MINUTES if is_home else service.minutes,
        "address": is_home and ", ".join(filter(None, [customer.city, customer.street])),
        "reason": row["reason"],
        "user_id": row["employee"] and store.find(row, "employee", "user"),
        "question": row["question"],
        "outcome": row["outcome"],
    }


def _slot(moments, row, office, days):
    """Return the moment of an appointment: on the n-th day ahead on which the office is open, or so many days ago."""
    number, clock, zone = row.integer("open_day"), row.time("time"), office._zone()
    if number < 0:
        return moments.working(-number, clock, zone)
    open_days = [day.day for day in days[1:] if day.is_open]
    if not 0 < number <= len(open_days):
        row.fail("open_day", office.env._("the office has no such open day."))
    local = datetime.combine(open_days[number - 1], time(*clock), ZoneInfo(zone))
    return local.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
