"""An office that takes bookings on any day of the week, for tests of visits."""

from odoo import Command

WEEK = [Command.create({"weekday": str(day), "opens": 8, "closes": 20}) for day in range(7)]


def bookable_office(env, branch):
    """Make an office with one service, given to one visitor at a time."""
    service = {"name": "Договоры", "letter": "Д", "minutes": 30, "at_once": 1, "bring": "Паспорт\nДоговор"}
    return env["grid.office"].create(
        {
            "name": "Приёмная",
            "branch_id": branch.id,
            "address": "г. Портальск, ул. Портальная, 4",
            "booking_ahead": 30,
            "booking_limit": 50,
            "hour_ids": WEEK,
            "reception_service_ids": [Command.create(service)],
        }
    )


def free_times(office, count):
    """The nearest free times of the office's service."""
    days = office._free_days(office.reception_service_ids)
    return [moment for of_day in days.values() for moment in of_day][:count]
