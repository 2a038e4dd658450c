"""What happens at offices around a Wednesday of June 2022, for tests that count it."""


class OfficeRows:
    """To be mixed into `RowsCase`."""

    @classmethod
    def _make_queue(cls, branch):
        office = cls.env["grid.office"].create({"name": "Центр", "branch_id": branch.id, "address": "ул. Мира, 1"})
        service, cash = cls.env["grid.reception.service"].create(
            [
                {"office_id": office.id, "name": "Договоры", "letter": "Д"},
                {"office_id": office.id, "name": "Касса", "letter": "К", "staff": "cashier"},
            ]
        )
        window = cls.env["grid.window"].create({"office_id": office.id, "name": "1", "service_ids": service.ids})
        for state, day, wait, served, is_late, hour, mark, of_service in (
            ("done", "2022-06-15", 600, 300, False, 0, 5, service),
            ("done", "2022-06-15", 1860, 0, True, 9, 2, cash),
            ("done", "2022-06-02", 60, 900, False, 9, 0, service),
            ("done", "2022-01-02", 120, 60, False, 14, 4, cash),
            ("done", "2021-12-31", 6000, 60, True, 14, 1, service),
            ("no_show", "2022-06-15", 300, 0, False, 10, 0, service),
        ):
            ticket = cls.env["grid.queue.ticket"].create({"service_id": of_service.id})
            ticket.write(
                {
                    "state": state,
                    "day": day,
                    "window_id": window.id,
                    "wait_seconds": wait,
                    "service_seconds": served,
                    "is_late": is_late,
                    "hour": hour,
                    "mark": mark,
                }
            )
        waiting = cls.env["grid.queue.ticket"].create([{"service_id": service.id} for _number in range(3)])
        waiting[0].due_at = "2022-06-15 14:59:59"

    @classmethod
    def _make_appointments(cls, branch, edges):
        """Times at two offices around now and around the ends of today; visits at home are no visitors."""
        offices = cls.env["grid.office"].create(
            [{"name": f"Офис {place}", "branch_id": branch.id, "address": "ул. Мира, 2"} for place in "12"]
        )
        rows = [(0, "office", "booked", "2022-06-15 15:00:00"), (1, "office", "booked", "2022-06-15 13:59:58")]
        rows += [(number % 2, "office", "served", moment) for number, moment in enumerate(edges)]
        rows += [(0, "office", "booked", moment) for moment in edges]
        rows += [
            (0, "office", "arrived", "2022-06-15 05:00:00"),
            (0, "office", "cancelled", "2022-06-15 05:00:00"),
            (0, "home", "booked", "2022-06-15 05:00:00"),
            (1, "office", "missed", "2022-06-15 05:00:00"),
            (0, "office", "missed", "2022-06-14 05:00:00"),
            (0, "office", "missed", "2022-01-10 05:00:00"),
            (0, "office", "missed", "2021-12-30 05:00:00"),
            (0, "home", "missed", "2022-06-14 05:00:00"),
        ]
        cls.env["grid.appointment"].create(
            [
                {"office_id": offices[place].id, "kind": kind, "state": state, "slot_at": moment}
                for place, kind, state, moment in rows
            ]
        )
        service = cls.env["grid.reception.service"].create({"office_id": offices[0].id, "name": "Приём", "letter": "П"})
        for slot in ("2022-06-15 15:00:00", "2022-06-15 14:59:59"):
            ticket = cls.env["grid.queue.ticket"].create({"service_id": service.id})
            cls._columns(ticket, category="appointment", slot_at=slot)
        too_late = cls.env["grid.queue.ticket"].create({"service_id": service.id})
        cls._columns(too_late, slot_at="2022-06-15 13:00:00")
