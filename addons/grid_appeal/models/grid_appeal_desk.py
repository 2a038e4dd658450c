from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ..appeals import life
from ..appeals.danger import telling
from ..letters import category, kind_of

ROLES = ("operator", "administrator", "manager", "specialist")
CHANNELS = ("phone", "window")
POINTS_SHOWN = 4
APPEALS_SHOWN = 3
RECENT = timedelta(hours=24)


class GridAppealDesk(models.AbstractModel):
    """The one card of a call and of a window: what its screen asks of the server.

    An addon above adds to the card by overriding `_desk_notices`, `_desk_marks` and `_desk_point`.
    """

    _name = "grid.appeal.desk"
    _description = "Card of a call and a window"

    @api.model
    def _check_role(self):
        if not self.env.su and not any(self.env.user.has_group(f"grid_customer.group_{role}") for role in ROLES):
            raise AccessError(
                self.env._("Calls and windows are served by operators, administrators, managers and specialists.")
            )

    # ------------------------------------------------------------------
    # The empty card
    # ------------------------------------------------------------------
    @api.model
    def start(self):
        """Return what an empty card needs: its choices and what the user left unfinished."""
        self._check_role()
        tickets = self.env["helpdesk.ticket"]
        branches = self._branches()
        return {
            "channels": [{"code": one.code, "name": one.name} for one in self._channels()],
            "channel": tickets._default_channel().code,
            "branches": [{"id": branch.id, "name": branch.name} for branch in branches],
            "branch_id": (self.env["grid.branch"]._default_branch() & branches or branches[:1]).id,
            "kinds": tickets._fields["kind"]._description_selection(self.env),
            "categories": self._categories(),
            "unfinished": [
                {"key": card.key, "content": card.content} for card in self.env["grid.desk.card"]._unfinished()
            ],
        }

    @api.model
    def _channels(self):
        return self.env["helpdesk.ticket.channel"].search([("code", "in", CHANNELS)])

    @api.model
    def _branches(self):
        """Return the branches whose appeals the user registers."""
        domain = Domain("company_id", "=", self.env.company.id)
        if not self.env.user.has_group("grid_customer.group_head"):
            domain &= Domain("id", "in", self.env.user.seen_branch_ids.ids)
        return self.env["grid.branch"].search(domain)

    @api.model
    def _categories(self):
        """Return the categories, each naming the one above it."""
        return [
            {"id": one.id, "name": one.name, "parent_id": one.parent_id.id, "kind": one.kind, "danger": one.danger}
            for one in self.env["helpdesk.ticket.category"].search([])
        ]

    @api.model
    @api.readonly
    def suggest(self, text):
        """Return the category, the kind and the danger that the words of a question speak of."""
        self._check_role()
        code = category(text)
        found = self.env.ref(f"grid_appeal.category_{code}", False) if code else None
        found = found.filtered("active") if found else self.env["helpdesk.ticket.category"]
        return {
            "category_id": found.id,
            "kind": kind_of(text) or found.kind or "consultation",
            "danger": telling(text) or (found.danger and found.name) or "",
        }

    # ------------------------------------------------------------------
    # The customer
    # ------------------------------------------------------------------
    @api.model
    @api.readonly
    def show(self, partner_id, point_id=False):
        """Return everything the card shows of a customer.

        :param point_id: the usage point by which she was found: it stands first and is chosen
        """
        self._check_role()
        partner = self.env["res.partner"].search([("id", "=", partner_id)])
        if not partner:
            raise UserError(self.env._("The card of this customer is not there any more. Search again."))
        points, more_points = self._points_of(partner, point_id)
        appeals, more_appeals = self._appeals_of(partner)
        return {
            **self._customer(partner),
            "marks": self._desk_marks(partner),
            "notices": sorted(self._desk_notices(partner, points), key=lambda notice: notice["sequence"]),
            "points": [self._desk_point(point) for point in points],
            "more_points": more_points,
            "appeals": [self._appeal(appeal) for appeal in appeals],
            "more_appeals": more_appeals,
        }

    @api.model
    @api.readonly
    def show_appeal(self, ticket_id):
        """Return what the card shows of an appeal whose applicant is no customer known: in her place, her words.

        :return: as `show`, with no `id` of a customer and with `is_anonymous`
        """
        self._check_role()
        ticket = self.env["helpdesk.ticket"].search([("id", "=", ticket_id)])
        if not ticket:
            raise UserError(self.env._("This appeal is not there any more. Search again."))
        return {
            "id": False,
            "is_anonymous": ticket.is_anonymous,
            "name": self._applicant_words(ticket),
            "typed_name": ticket.partner_name or "",
            "group": "",
            "phone": ticket.partner_phone or "",
            "email": ticket.partner_email or "",
            "inn": ticket.partner_inn or "",
            "address": "",
            "marks": [],
            "notices": [],
            "points": [],
            "more_points": 0,
            "appeals": [self._appeal(ticket)],
            "more_appeals": 0,
        }

    @api.model
    def _applicant_words(self, ticket):
        return ticket.partner_name or self.env._("Anonymous applicant")

    @api.model
    def _customer(self, partner):
        groups = dict(self.env["helpdesk.ticket"]._fields["customer_group"]._description_selection(self.env))
        return {
            "id": partner.id,
            "name": partner.name,
            "group": groups.get(partner.customer_group, ""),
            "phone": partner.phone or "",
            "email": partner.email or "",
            "inn": partner.customer_kind == "legal_entity" and partner.inn or "",
            "address": ", ".join(filter(None, [partner.city, partner.street])),
        }

    @api.model
    def _points_of(self, partner, point_id):
        """Return the first usage points, the one asked for before the others, and how many more there are."""
        points = self.env["grid.usage.point"]
        own = Domain("partner_id", "=", partner.id)
        asked = points.search(own & Domain("id", "=", point_id)) if point_id else points
        others = points.search(own & Domain("id", "not in", asked.ids), limit=POINTS_SHOWN + 1 - len(asked))
        found = asked + others
        more = points.search_count(own) - POINTS_SHOWN if len(found) > POINTS_SHOWN else 0
        return found[:POINTS_SHOWN], more

    @api.model
    def _appeals_of(self, partner):
        """Return the open appeals that are due first, and how many more there are."""
        tickets = self.env["helpdesk.ticket"]
        open_ones = Domain("partner_id", "=", partner.id) & Domain("state", "in", life.OPEN_STATES)
        found = tickets.search(open_ones, order="next_due_at, id", limit=APPEALS_SHOWN + 1)
        more = tickets.search_count(open_ones) - APPEALS_SHOWN if len(found) > APPEALS_SHOWN else 0
        return found[:APPEALS_SHOWN], more

    @api.model
    def _appeal(self, ticket):
        kinds = dict(ticket._fields["kind"]._description_selection(self.env))
        return {
            "id": ticket.id,
            "number": ticket.number or "",
            "kind": kinds[ticket.kind],
            "name": ticket.name,
            "due_words": ticket.due_words or "",
            "due_state": ticket.deadline_state,
            "handler": ticket.user_id.name or "",
        }

    # ------------------------------------------------------------------
    # What addons above add to
    # ------------------------------------------------------------------
    @api.model
    def _desk_notices(self, partner, points):
        """Return what the clerk must hear before she asks anything; shown on top, by sequence.

        :param points: the usage points shown, possibly none
        :return: a list of {"sequence": 0 for an outage at the address, 10 and more for the rest,
            "level": "danger", "warning" or "info", "text": a sentence}
        """
        return self._reported_nearby(points)

    @api.model
    def _desk_marks(self, partner):
        """Return short marks beside the name: {"level", "text", "title"} each; a level is a colour of the screen."""
        if not partner.has_priority:
            return []
        title = self.env._("Belongs to a vulnerable category: is served first")
        return [{"level": "warning", "text": self.env._("Served with priority"), "title": title}]

    @api.model
    def _desk_point(self, point):
        """Return what is shown of a usage point; `details` are joined by commas."""
        voltages = dict(point._fields["voltage_level"]._description_selection(self.env))
        power = f"{point.power_kw:g}" if point.power_kw else ""
        details = [
            point.account_number and self.env._("account %(number)s", number=point.account_number),
            voltages.get(point.voltage_level),
            power and self.env._("%(power)s kW", power=power),
            *[self._meter_words(meter) for meter in point.meter_ids if not meter.removed_on],
        ]
        return {
            "id": point.id,
            "name": point.name,
            "address": point.address,
            "details": list(filter(None, details)),
        }

    @api.model
    def _meter_words(self, meter):
        if not meter.verified_until:
            return self.env._("meter %(number)s", number=meter.name)
        until = format_date(self.env, meter.verified_until)
        return self.env._("meter %(number)s, verified until %(until)s", number=meter.name, until=until)

    @api.model
    def _reported_nearby(self, points):
        """Say that others on the same feeder reported an outage within a day: it is likely the same one."""
        if not points.feeder_id:
            return []
        reports = self.env["helpdesk.ticket"]._read_group(
            Domain("branch_id", "in", points.branch_id.ids)
            & Domain("received_at", ">=", fields.Datetime.now() - RECENT)
            & Domain("kind", "=", "outage_message")
            & Domain("usage_point_id.feeder_id", "in", points.feeder_id.ids),
            aggregates=["__count", "number:min"],
        )
        ((count, first),) = reports
        if not count:
            return []
        text = self.env._(
            "Outage reports on the same feeder within a day: %(count)s, the first is %(number)s.",
            count=count,
            number=first or self.env._("not registered yet"),
        )
        return [{"sequence": 10, "level": "warning", "text": text}]
