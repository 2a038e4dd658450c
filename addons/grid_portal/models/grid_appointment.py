from odoo import fields, models


class GridAppointment(models.Model):
    """A visit as its customer reads of it: in words, by its own page."""

    _name = "grid.appointment"
    _inherit = ["grid.appointment", "grid.account.reader", "grid.portal.limited"]

    _hourly = {"session_mark": 5, "address_mark": 30}
    _portal_fields = frozenset(
        {"id", "display_name", "name", "kind", "office_id", "service_id", "partner_id", "slot_at", "minutes", "state"}
    )

    _session_mark_idx = models.Index("(session_mark, create_date) WHERE session_mark IS NOT NULL")
    _address_mark_idx = models.Index("(address_mark, create_date) WHERE address_mark IS NOT NULL")

    def _site_path(self):
        """Return the address of the visit's own page, which its key alone opens."""
        return f"/visit/{self._page_key()}"

    def _page_url(self):
        return f"{self.get_base_url()}{self._site_path()}"

    def _is_ahead(self):
        """Whether the visit is still to come: it may be moved or cancelled."""
        return self.state == "asked" or (self.state == "booked" and self.slot_at > fields.Datetime.now())

    def _to_take(self):
        """Return what the visitor takes with her, a line each."""
        lines = [line.strip() for line in (self.service_id.bring or "").splitlines() if line.strip()]
        return lines or [self.env._("Passport or another identity document")]

    def _late_words(self):
        """Return what happens to who comes late."""
        minutes = self.office_id.booking_grace
        return self.env._(
            "Who comes more than %(minutes)s min late waits in the queue like everybody.", minutes=minutes
        )

    def _customer_state(self):
        """Return how the visit stands, in words."""
        if self.state == "cancelled":
            by_office = self.cancelled_by == "office"
            return self.env._("cancelled by us") if by_office else self.env._("cancelled by you")
        if self.state == "booked" and not self._is_ahead():
            return self.env._("the time has passed")
        words = {
            "asked": self.env._("we call you to agree on the time"),
            "booked": self.env._("booked"),
            "arrived": self.env._("in the queue"),
            "served": self.env._("took place"),
            "missed": self.env._("you did not come"),
        }
        return words[self.state]

    def _customer_heading(self):
        """Return what the own page is called."""
        if self.state == "cancelled":
            return self.env._("The visit is cancelled")
        if self.kind == "home":
            return self.env._("Your home visit")
        return self.env._("Your visit is booked") if self._is_ahead() else self.env._("Your visit to an office")

    def _customer_title(self):
        return " ".join(filter(None, [f"№ {self.name}.", self.service_id.name]))

    def _customer_row(self):
        """Return a line of the list of visits."""
        return {
            "path": self._site_path(),
            "name": self._time_words() if self.slot_at else self.env._("A home visit"),
            "stage": self._customer_state(),
            "title": self._customer_title(),
            "due": self.office_id.address if self.kind == "office" else "",
            "due_class": "",
        }
