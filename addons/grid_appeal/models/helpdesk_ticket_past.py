from odoo import api, fields, models
from odoo.tools import SQL

from ..appeals import life
from .helpdesk_ticket_guard import LEGAL_ACT

# What is computed of an appeal and is empty when it comes; its promises fill in the first.
NOTHING_YET = {"next_due_at": None, "answer_id": None, "is_repeat": False, "properties": None}


class HelpdeskTicket(models.Model):
    """Appeals of the past, brought with their whole life from another register: many at once, under every rule."""

    _inherit = "helpdesk.ticket"

    import_id = fields.Many2one(
        "grid.appeal.import", "Imported with", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )

    @api.model
    def _create_past(self, vals_list):
        """Create appeals that were registered elsewhere, each with its number, moments, law and state.

        Nobody is written to: the receipt was sent in its day. What still waits for an answer gets its promise
        from its own registration, by the edition in force then; what is over promises nothing.

        :raises UserError: no law or no rule for one of them, or a rule of appeals that it breaks
        """
        tickets = self._insert_past(self._complete_past(vals_list))
        tickets._validate_fields(set(vals_list[0]))
        waiting = tickets.filtered(lambda ticket: ticket.state in life.OPEN_STATES)
        waiting._route()
        promising = waiting.with_context(promise_act=LEGAL_ACT)
        for code, part in promising.grouped("answer_code").items():
            part._deadline_start(code)
        return tickets

    @api.model
    def _complete_past(self, vals_list):
        """Add the law that decides about each appeal, as at registration, and what is computed of the past."""
        partners = self.env["res.partner"].browse({vals["partner_id"] for vals in vals_list} - {False})
        known = {partner.id: partner for partner in partners}
        completed = []
        for vals in vals_list:
            partner = known.get(vals["partner_id"], partners.browse())
            group = partner.customer_group or False
            law = self.env["grid.appeal.law"]._find(
                self.env["res.company"].browse(vals["company_id"]),
                group,
                vals["kind"],
                self.env["helpdesk.ticket.channel"].browse(vals["channel_id"]),
            )
            if not law:
                raise self._no_law(vals["name"])
            decided = {"law_id": law.id, "law_basis": law.law_basis, "answer_code": law.answer_code}
            commercial = {"commercial_partner_id": partner.commercial_partner_id.id}
            completed.append({**vals, **NOTHING_YET, **decided, **commercial, "customer_group": group})
        return completed

    @api.model
    def _insert_past(self, vals_list):
        """Write the rows in one statement; what is computed from them and not given is computed as ever.

        The ORM takes longer to clean a description that was made of plain text than to write the row.
        """
        stages = self.env["helpdesk.ticket.stage"]
        stage_ids = stages._of_states()
        unattended = {stage.state: stage.unattended for stage in stages.browse(stage_ids.values())}
        stored = [name for name, field in self._fields.items() if field.store and field.column_type]
        given = {*vals_list[0], "stage_id", "unattended", "create_uid", "create_date", "write_uid", "write_date"}
        computed = [self._fields[name] for name in stored if self._fields[name].compute and name not in given]
        missing = [name for name in stored if name not in given and not self._fields[name].compute and name != "id"]
        now = self.env.cr.now()
        shared = {
            **dict.fromkeys(missing),
            **self.default_get(missing),
            "user_id": None,  # whoever imports appeals does not become their handler
            "create_uid": self.env.uid,
            "create_date": now,
            "write_uid": self.env.uid,
            "write_date": now,
        }
        columns = sorted(given | set(missing))
        convert = {name: self._fields[name].convert_to_column_insert for name in columns}
        convert["description"] = lambda value, *_rest: str(value)
        rows = []
        for vals in vals_list:
            state = vals["state"]
            row = {**shared, **vals, "stage_id": stage_ids.get(state), "unattended": unattended.get(state, False)}
            rows.append(tuple(convert[name](row[name], self, row) for name in columns))
        query = SQL(
            "INSERT INTO helpdesk_ticket (%s) VALUES %s RETURNING id",
            SQL(", ").join(map(SQL.identifier, columns)),
            SQL(", ").join(rows),
        )
        tickets = self.browse(id_ for (id_,) in self.env.execute_query(query))
        for field in computed:
            self.env.add_to_compute(field, tickets)
        return tickets

    def _deadline_vals(self, code, started_at, facts, reckoned):
        """Count the promises of the past from each one's own registration, in one batch."""
        if self.env.context.get("promise_act") is LEGAL_ACT:
            started_at = self.registered_at
            reckoned = reckoned.setdefault(started_at, {})
        return super()._deadline_vals(code, started_at, facts, reckoned)
