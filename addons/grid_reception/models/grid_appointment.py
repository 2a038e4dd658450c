from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import consteq, format_date, hmac

from odoo.addons.grid_customer.identity import phones

from ..queueing import secret

STATES = [
    ("asked", "asked for"),
    ("booked", "has a time"),
    ("arrived", "came"),
    ("served", "served"),
    ("missed", "missed"),
    ("cancelled", "cancelled"),
]
#: Of these a time is taken; who came and was served early leaves it to others.
TAKING = ("booked", "arrived")
OPEN = ("asked", "booked")
KINDS = [("office", "at the office"), ("home", "at home")]
ORIGINS = [("site", "site"), ("account", "personal account"), ("phone", "by phone"), ("window", "office")]
#: What staff may correct; everything else is done by acts.
BY_HAND = {"partner_id", "caller_name", "phone", "email", "address", "reason", "question", "outcome"}
HOME_MINUTES = 60


class GridAppointment(models.Model):
    """A time kept for one visitor: at an office, or at her home when she cannot come.

    A disabled person whose office cannot be made accessible is served at home where that is possible (181-FZ, art. 15);
    the standard of the company offers it to the elderly too.
    """

    _name = "grid.appointment"
    _description = "Appointment"
    _order = "slot_at, id"
    _rec_names_search = ["name", "caller_name", "phone"]

    name = fields.Char("Number", readonly=True, required=True, copy=False, help="What the visitor says or types.")
    kind = fields.Selection(KINDS, "Place of the visit", required=True, readonly=True, default="office")
    office_id = fields.Many2one("grid.office", required=True, readonly=True, ondelete="restrict", index=True)
    branch_id = fields.Many2one(related="office_id.branch_id", store=True, precompute=True, index=True)
    company_id = fields.Many2one(related="office_id.company_id", store=True, precompute=True)
    service_id = fields.Many2one("grid.reception.service", readonly=True, ondelete="restrict")
    partner_id = fields.Many2one("res.partner", "Customer", ondelete="restrict", index="btree_not_null")
    caller_name = fields.Char("Visitor", help="As the visitor gave it.")
    phone = fields.Char(index="btree_not_null")
    email = fields.Char()
    question = fields.Text("What for", help="What the visitor wants to settle.")
    slot_at = fields.Datetime("Time", readonly=True)
    minutes = fields.Integer(readonly=True, required=True, default=HOME_MINUTES, aggregator=None)
    ends_at = fields.Datetime("Until", compute="_compute_ends_at", store=True, precompute=True)
    state = fields.Selection(STATES, readonly=True, required=True, default="booked")
    origin = fields.Selection(ORIGINS, "Booked by", readonly=True, required=True, default="window")
    booked_at = fields.Datetime("Booked on", readonly=True, required=True, default=fields.Datetime.now)
    press = fields.Char("Form that booked it", readonly=True, copy=False)
    ticket_id = fields.Many2one(
        "grid.queue.ticket", "Ticket", readonly=True, ondelete="set null", index="btree_not_null", copy=False
    )
    is_lost = fields.Boolean(
        "To be told of another time", readonly=True, help="The office does not receive people at this time any more."
    )
    reminded_at = fields.Datetime("Reminded", readonly=True, copy=False)
    cancelled_by = fields.Selection([("customer", "visitor"), ("office", "office")], readonly=True, copy=False)
    # a visit at home
    address = fields.Char("Address of the visit")
    reason = fields.Char("Why she cannot come", help="Without diagnoses: only what the one who goes must know.")
    user_id = fields.Many2one("res.users", "Who goes", readonly=True, ondelete="restrict", index="btree_not_null")
    outcome = fields.Text("What was done")
    appeal_ids = fields.One2many("helpdesk.ticket", "appointment_id", "Appeals")
    request_ids = fields.One2many("grid.service.request", "appointment_id", "Requests")

    _name_uniq = models.Constraint("UNIQUE (company_id, name)", "A number is given once.")
    _press_uniq = models.UniqueIndex("(press) WHERE press IS NOT NULL")
    _time_known = models.Constraint("CHECK (slot_at IS NOT NULL OR state IN ('asked', 'cancelled'))", "Choose a time.")
    _slot_idx = models.Index("(service_id, slot_at) WHERE state IN ('booked', 'arrived')")
    _day_idx = models.Index("(office_id, slot_at)")
    _ahead_idx = models.Index("(slot_at) WHERE state = 'booked'")
    _order_idx = models.Index("(slot_at, id)")

    @api.depends("slot_at", "minutes")
    def _compute_ends_at(self):
        for one in self:
            one.ends_at = one.slot_at and one.slot_at + timedelta(minutes=one.minutes)

    @api.depends("name", "partner_id", "caller_name")
    def _compute_display_name(self):
        for one in self:
            one.display_name = " · ".join(filter(None, [one.name, one._who()]))

    # --- what is kept
    @api.model_create_multi
    def create(self, vals_list):
        """Give each its number; telephones are kept in one spelling."""
        numbers = self.env["ir.sequence"].sudo()
        return super().create(
            [self._spelled({**vals, "name": numbers.next_by_code("grid.appointment")}) for vals in vals_list]
        )

    def write(self, vals):
        """Let people correct who comes and what for; everything else is done by acts."""
        if not self.env.su and vals.keys() - BY_HAND:
            raise AccessError(self.env._("An appointment is moved and ended by its buttons only."))
        return super().write(self._spelled(vals))

    @api.model
    def _spelled(self, vals):
        if not vals.get("phone"):
            return vals
        return {**vals, "phone": self.env["res.partner"]._normalise_phone(vals["phone"])}

    # --- who and when
    def _who(self):
        return self.caller_name or self.partner_id.sudo().name or ""

    def _phone(self):
        """Return the number that is called, bare of what follows it."""
        return phones.bare(self.phone or self.partner_id.sudo().phone or "")

    def _local(self):
        """Return the time by the clock of the office; nothing when none is agreed."""
        self.ensure_one()
        return self.slot_at and self.env["legal.rule"]._local(self.slot_at, self.office_id._zone())

    def _time_words(self):
        """Return the time in words, by the clock of the office: “Monday, 2 March 2026, 10:00”."""
        local = self._local()
        if not local:
            return self.env._("the time is to be agreed")
        day = format_date(self.env, local.date(), date_format="EEEE, d MMMM y")
        return f"{day}, {local:%H:%M}"

    def _is_within(self, days):
        """Return whether the office receives at this time; `days` are its open ones with their stretches."""
        local, openings = self._local(), days.get(self.office_id, {}).get(self._local().date(), ())
        if self.kind == "home":
            return bool(openings)
        begin = local.hour * 60 + local.minute
        inside = any(one.opens <= begin and begin + self.minutes <= one.closes for one in openings)
        return inside and self.service_id.active

    @api.model
    def _domain_ahead(self):
        """Return the domain of booked times that are still to come."""
        return Domain("state", "=", "booked") & Domain("slot_at", ">", fields.Datetime.now())

    @api.model
    def _offices_with_times(self):
        """Return the offices that keep a time for somebody."""
        groups = self.sudo()._read_group(self._domain_ahead(), ["office_id"])
        return self.env["grid.office"].sudo().browse(office.id for (office,) in groups)

    @api.model
    def _taken(self, service, times):
        """Return begin and end of what is booked of a service while these times last."""
        if not times:
            return []
        around = timedelta(days=1)  # no visit lasts longer
        booked = (
            Domain("service_id", "=", service.id)
            & Domain("state", "in", TAKING)
            & Domain("slot_at", ">", min(times) - around)
            & Domain("slot_at", "<", max(times) + around)
        )
        return [(one.slot_at, one.ends_at) for one in self.sudo().search_fetch(booked, ["slot_at", "ends_at"])]

    # --- the key of its own page
    def _page_key(self):
        """Return the secret in the address of the appointment's own page."""
        self.ensure_one()
        return f"{self.id}.{self._page_signature()}"

    def _page_signature(self):
        return hmac(self.env(su=True), "grid_reception.appointment", str(self.id))[:32]

    @api.model
    def _of_page_key(self, key):
        """Return the appointment that a key belongs to; empty for any other text."""
        if not (parts := secret(key)):
            return self.browse()
        found = self.browse(parts[0]).exists()
        return found if found and consteq(parts[1], found._page_signature()) else self.browse()

    def _page_url(self):
        """Return the address of the appointment's own page; an addon with a site has one."""
        return ""
