from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..applications import kilowatts
from .grid_connection_guard import OPEN_STATES


class GridConnection(models.Model):
    """The works of the grid operator: their list, the case that sets their term (PP 861 TP, point 16 “b”), delay."""

    _inherit = "grid.connection"

    work_ids = fields.One2many("grid.connection.work", "connection_id", "Works")
    works_designed = fields.Boolean("The works are designed", help="With none in the list: no works are needed.")
    needs_building = fields.Boolean("Something new must be built", default=True, tracking=True)
    third_party_land = fields.Boolean("Works on land of third parties", default=True, tracking=True)
    # --- the engineer's flag
    is_simple = fields.Boolean("Simple case", readonly=True, copy=False, tracking=True)
    simple_why = fields.Text("Why it is (not) a simple case", copy=False)
    simple_by_id = fields.Many2one("res.users", "Decided by", readonly=True, copy=False)
    simple_at = fields.Datetime("Decided", readonly=True, copy=False)
    # --- the term
    case = fields.Selection(
        [
            ("temporary_mobile", "Temporary, mobile"),
            ("temporary", "Temporary, simple"),
            ("last_metres_0.4kV", "Last metres up to 0.4 kV"),
            ("simple", "Simple"),
            ("preferential_near", "Up to 150 kW and near"),
            ("other", "Other"),
        ],
        "Case of the works",
        compute="_compute_case",
        store=True,
    )
    case_steps = fields.Json(compute="_compute_case", store=True)
    case_lacks = fields.Text("Why there is no case yet", compute="_compute_case", store=True)
    works_due_at = fields.Datetime("Works to be done by", readonly=True, copy=False)
    connected_at = fields.Datetime("Connected", readonly=True, copy=False, help="Or the possibility is secured.")
    works_late = fields.Boolean("Works late", readonly=True, copy=False)

    _connected_idx = models.Index("(connected_at) WHERE connected_at IS NOT NULL")

    @api.model
    def _by_act_only(self):
        names = {"is_simple", "simple_by_id", "simple_at", "works_due_at", "connected_at", "works_late"}
        return super()._by_act_only() | names

    @api.depends(
        "power_new_kw",
        "power_existing_kw",
        "voltage_kv",
        "reliability_category",
        "sources",
        "settlement_type",
        "distance_m",
        "has_distance",
        "receiver_distance_m",
        "is_temporary",
        "is_mobile",
        "needs_building",
        "third_party_land",
        "is_simple",
        "contract_date",
        "partner_id",
    )
    def _compute_case(self):
        """Decide the case while its facts come in; what is lacking for it is said instead."""
        for connection in self:
            norms = self.env["grid.connection.norm"].with_company(connection.company_id)
            day = connection.contract_date or connection.company_id._legal_today()
            case, steps, lacks = False, False, False
            if connection.power_new_kw > 0:
                try:
                    case, steps = norms._works_case(day, connection._fee_facts())
                except UserError as refusal:
                    lacks = str(refusal)
            connection.update({"case": case, "case_steps": steps, "case_lacks": lacks})

    def _facts_of_terms(self):
        """Return the facts by which the rules of terms are chosen, named as in the law tables."""
        facts = {}
        for connection in self:
            facts = {
                "track": connection.track or None,
                "case": connection._case_of_terms() or None,
                "power_total_kw": str(kilowatts(connection.power_total_kw)),
                "distance_m": connection.distance_m if connection.has_distance else None,
                "procurement_law": int(connection.procurement_law),
            }
        return facts

    def _case_of_terms(self):
        """Return the case as the rules of terms ask: until the contract a temporary connection is just that."""
        before = self.phase in ("draft", "check", "documents", "preparation", "offer")
        return "temporary" if before and self.is_temporary else self.case

    def _facts_of_papers(self):
        facts = {}
        for connection in self:
            facts = connection._application_facts()
        return facts

    def action_mark_simple(self):
        """Decide, as the engineer, that the case is simple: nothing new is built by the investment programme."""
        self._decide_simple(True)

    def action_mark_not_simple(self):
        """Take the mark of a simple case away."""
        self._decide_simple(False)

    def _decide_simple(self, is_simple):
        if not self._handles():
            raise AccessError(self.env._("Whether a case is simple is decided by a specialist."))
        for connection in self:
            if not (connection.simple_why or "").strip():
                raise UserError(
                    self.env._("Write why the case is simple or is not: the term of the works rests on it.")
                )
            if connection.state not in OPEN_STATES:
                raise UserError(self.env._("The offer stands already: the case of its works is not changed any more."))
        decided = {"is_simple": is_simple, "simple_by_id": self.env.uid, "simple_at": fields.Datetime.now()}
        self._by_act().write(decided)

    def _mark_contract_works(self):
        promise = self.deadline_ids.filtered(lambda one: one.code == "tp_works" and one.state == "running")[-1:]
        self.works_due_at = promise.due_at

    def _mark_connected(self, at):
        """The works have ended: late when their date had passed."""
        self.write({"connected_at": at, "works_late": bool(self.works_due_at) and at > self.works_due_at})
