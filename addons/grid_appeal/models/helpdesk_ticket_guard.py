from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ..appeals import life

# Only an act of the appeal's life may change these, and an act proves itself by
# this object in the context: it cannot be sent over any API.
LEGAL_ACT = object()
BY_ACT_ONLY = {
    "state",
    "number",
    "registered_at",
    "registered_by_id",
    "answered_at",
    "closed_date",
    "customer_group",
    "law_id",
    "law_basis",
    "answer_code",
    "answer_id",
    "priority",
    "danger_handled_at",
    "danger_handled_by_id",
    "closed_at_first_contact",
    "oral_answer",
    "next_due_at",
    "answered_late",
}
# What the customer brought, and where and when: never edited once registered.
FROZEN = {"received_at", "branch_id", "company_id", "channel_id", "description", "active", "is_dispute"}
# What the choice of law and the term of registration depend on.
LAW_FACTS = {"received_at", "branch_id", "channel_id", "kind", "partner_id", "usage_point_id"}
# What hangs on an answer that was sent, besides.
ANSWERED = {"previous_id", "complained_of_id", "representative_id", "danger"}
# All that is still written on an appeal that is over: marks by which people sort their lists. Notes, files,
# reminders, later appeals, measures that are done and proofs of delivery are records of their own.
AFTER_END = {"color", "kanban_state", "sequence", "tag_ids"}

CORRECTORS = ("grid_customer.group_manager", "grid_customer.group_specialist")
# What registration reads of a known customer, of all there is on the card.
APPLICANT = ("name", "email", "phone", "lang", "customer_group", "customer_kind", "notice_way", "commercial_partner_id")


class HelpdeskTicket(models.Model):
    """What a new appeal starts with, and what nobody edits afterwards."""

    _inherit = "helpdesk.ticket"

    @api.model
    def default_get(self, fields_list):
        defaults = super().default_get(fields_list)
        # whoever registers an appeal does not become its handler by that
        if "default_user_id" not in self.env.context:
            defaults.pop("user_id", None)
        return defaults

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = self._prepare_create(vals_list)
        tickets = super(
            HelpdeskTicket,
            self.with_context(mail_create_nosubscribe=True, mail_create_nolog=True),
        ).create(vals_list)
        tickets = tickets.with_env(self.env)
        made = tickets.sudo()  # who may create an appeal was checked
        made._decide_law()
        made._deadline_start("appeal_register")
        tickets._raise_alarm()
        return tickets

    @api.model
    def _prepare_create(self, vals_list):
        """Complete the values of new appeals; nobody may bring a number or a state."""
        categories = self._records_named(vals_list, "category_id")
        partners = self._records_named(vals_list, "partner_id", APPLICANT)
        default_branch = None
        prepared = []
        for vals in vals_list:
            vals = {k: v for k, v in vals.items() if k not in BY_ACT_ONLY | {"stage_id"}}
            vals.update(number=False, state="new")
            vals.setdefault("user_id", self.env.context.get("default_user_id", False))
            if category := categories.get(vals.get("category_id")):
                vals.setdefault("kind", category.kind or "consultation")
                vals.setdefault("theme", category.theme or "other")
            if not vals.get("danger"):
                vals["danger"] = self._speaks_of_danger(vals, category)
            if not vals.get("branch_id"):
                default_branch = default_branch or self.env["grid.branch"]._default_branch().id
                vals["branch_id"] = self.env.context.get("default_branch_id") or default_branch
            branch = self.env["grid.branch"].browse(vals["branch_id"])
            vals["company_id"] = branch.sudo().company_id.id
            if vals.get("partner_phone"):
                vals["partner_phone"] = self._phone_or_text(vals["partner_phone"])
            if partner := partners.get(vals.get("partner_id")):
                self._complete_applicant(vals, partner)
            prepared.append(vals)
        return prepared

    @api.model
    def _records_named(self, vals_list, name, fields_read=()):
        """Return {id: record} of a many2one of all values, read in one query: these fields, or all."""
        ids = {vals[name] for vals in vals_list if vals.get(name)}
        records = self.env[self._fields[name].comodel_name].browse(ids)
        if fields_read:
            records.fetch(fields_read)
        return {record.id: record for record in records}

    @api.model
    def _complete_applicant(self, vals, partner):
        """Copy the contact data of a known customer: the appeal keeps them as they were."""
        vals.setdefault("partner_name", partner.name)
        vals.setdefault("partner_email", partner.email)
        vals.setdefault("partner_phone", partner.phone)

    @api.model
    def _phone_or_text(self, text):
        """Return the phone in E.164; a person's own words stay when it is no phone."""
        try:
            return self.env["res.partner"]._normalise_phone(text)
        except UserError:
            return text

    def write(self, vals):
        if self.env.context.get("appeal_act") is LEGAL_ACT:
            return super().write(vals)
        vals = dict(vals)
        if stage_id := vals.pop("stage_id", False):
            self._move_to_stage(stage_id)
        self._refuse_legal_edit(vals)
        self._check_reassignment(vals)
        self._check_complained_of_change(vals)
        self._change_customer(vals)
        if vals.get("partner_phone"):
            vals["partner_phone"] = self._phone_or_text(vals["partner_phone"])
        if vals.get("branch_id"):
            vals["company_id"] = self.env["grid.branch"].browse(vals["branch_id"]).sudo().company_id.id
        done = super().write(vals) if vals else True
        if names := LAW_FACTS & vals.keys():
            self._law_facts_changed(names)
        if vals.get("danger"):
            self._raise_alarm()
        return done

    def _change_customer(self, vals):
        """Let whoever considers a registered appeal correct its customer, whose contact data come with it."""
        moved = "partner_id" in vals and self.filtered(
            lambda t: t.state != "new" and t.partner_id.id != (vals["partner_id"] or False)
        )
        if not moved or self.env.su:
            return
        if not any(map(self.env.user.has_group, CORRECTORS)):
            raise AccessError(self.env._("The customer of a registered appeal is corrected by who considers it."))
        if vals["partner_id"]:
            self._complete_applicant(vals, self.env["res.partner"].browse(vals["partner_id"]))

    def _by_act(self):
        """Return the records for a write that is an act of the appeal's life."""
        return self.with_context(appeal_act=LEGAL_ACT)

    def _refuse_legal_edit(self, vals):
        """Refuse an edit of facts of law; writing what stands already is no edit."""
        for ticket in self:
            for name in ticket._fixed_facts() & vals.keys():
                if ticket._differs(name, vals[name]):
                    raise UserError(
                        self.env._(
                            "“%(field)s” of the appeal %(appeal)s is a fact of law: it is set by the acts of "
                            "the appeal and never edited. Write below what is wrong, as a note.",
                            field=self._fields[name]._description_string(self.env),
                            appeal=ticket.display_name,
                        )
                    )

    def _portal_ensure_token(self):
        """Let the program itself give the key that a notification needs, of an ended appeal too."""
        return super(HelpdeskTicket, self._by_act())._portal_ensure_token()

    def _fixed_facts(self):
        """Return the fields of one appeal that no edit changes in its state."""
        if self.state in life.ENDED_STATES:
            return self._fields.keys() - AFTER_END
        fixed = BY_ACT_ONLY if self.state == "new" else BY_ACT_ONLY | FROZEN
        if self.state not in life.OPEN_STATES:
            fixed = fixed | LAW_FACTS | ANSWERED
        # people call the dispatcher by hand, and nobody calls him off so
        return fixed | {"danger"} if self.danger else fixed

    def _differs(self, name, value):
        """Return whether a value to write is another than the one that stands; lines are written only to change."""
        field = self._fields[name]
        if field.type in ("one2many", "many2many"):
            return bool(value)
        new, now = (field.convert_to_cache(one, self, validate=False) for one in (value, self[name]))
        return new != now

    def copy(self, default=None):
        """Give fresh appeals, not registered: a number is never given twice."""
        copies = self.browse()
        for ticket in self:
            copies += super(HelpdeskTicket, ticket).copy(default)
        return copies

    def _prepare_ticket_number(self, values):
        """Draw no number of the base: the number is given at registration."""
        return False

    @api.ondelete(at_uninstall=False)
    def _unlink_except_registered(self):
        for ticket in self:
            if ticket.number:
                raise UserError(
                    self.env._(
                        "The appeal %(number)s is registered and is never deleted.",
                        number=ticket.number,
                    )
                )
