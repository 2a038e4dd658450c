import base64
import hashlib
from ast import literal_eval
from xmlrpc.client import Binary

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import email_normalize

from ..letters import envelope, is_bounce, parse, recipients, references

APPEAL = "helpdesk.ticket"


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _get_thread_with_access(self, thread_id, *, hash=None, pid=None, token=None, **kwargs):
        """Open a thread to who may see its record: a key of a letter has no end, and is sent on with the letter."""
        return super()._get_thread_with_access(thread_id, **kwargs)

    @api.model
    def message_process(
        self, model, message, custom_values=None, save_original=False, strip_attachments=False, thread_id=None
    ):
        """Take letters meant for appeals into the journal; the others go Odoo's own way.

        Both ways in lead here: the mailboxes that Odoo reads and the delivery of a mail server.
        """
        raw = message.data if isinstance(message, Binary) else message
        raw = raw.encode() if isinstance(raw, str) else bytes(raw)
        destination = self._intake_destination(model, raw)
        if destination is None:
            return super().message_process(model, message, custom_values, save_original, strip_attachments, thread_id)
        self._check_mail_gateway()
        try:
            intake_id = self.env["grid.intake"]._journal({**destination, **self._intake_arrival(raw)})
        except Exception:
            self.env.context.get("intake_refused", []).append(hashlib.sha256(raw).digest())
            raise  # whoever brought the letter keeps it: a mailbox unread, a mail server in its queue
        return self.env["grid.intake"]._process_kept(intake_id)

    @api.model
    def _check_mail_gateway(self):
        """Let only a mail server's account bring letters: any other could write as anybody."""
        user = self.env.user
        if not (self.env.su or user.has_group("grid_appeal.group_mail_gateway") or user.has_group("base.group_system")):
            raise AccessError(self.env._("Your account may not deliver letters. Ask for the right “Mail delivery”."))

    @api.model
    def _intake_arrival(self, raw):
        """What arrived, when and how; nothing of the letter is read for it."""
        server_id = self.env.context.get("default_fetchmail_server_id")
        return {
            "raw": base64.b64encode(raw),
            "sha256": hashlib.sha256(raw).hexdigest(),
            "received_at": fields.Datetime.now(),
            "source": "imap" if server_id else "smtp",
            "server_id": server_id,
        }

    # ------------------------------------------------------------------
    # Where a letter goes
    # ------------------------------------------------------------------
    @api.model
    def _intake_destination(self, model, raw):
        """Company, branch and team of a letter meant for appeals; None for any other letter.

        Meant for appeals is what is sent to a team's or a branch's address, what answers an appeal,
        and whatever else a mailbox or a mail server hands over for appeals.
        """
        head = envelope(raw)
        addresses = list(recipients(head))
        aliases = self.env["mail.alias"].sudo().search(self._intake_alias_domain(addresses))
        ours = aliases.filtered(lambda alias: alias.alias_model_id.model == APPEAL)
        branches = self.env["grid.branch"].sudo().search([("email", "!=", False)])
        branch = branches.filtered(lambda branch: email_normalize(branch.email) in addresses)[:1]
        if ours:
            return self._intake_place(branch, literal_eval(ours[0].alias_defaults or "{}"))
        if aliases:
            return None
        answered = self._intake_answered(head, raw)
        if answered and answered.model != APPEAL:
            return None
        if answered and not branch:
            branch = self.env[APPEAL].sudo().browse(answered.res_id).exists().branch_id
        return self._intake_place(branch, {}) if branch or answered or model == APPEAL else None

    @api.model
    def _intake_answered(self, head, raw):
        """The message of ours that a letter answers, or that a mail server reports on."""
        named = references(head)
        if is_bounce(head):
            named += parse(raw).report.letters
        domain = [("message_id", "in", named), ("model", "!=", False)]
        return self.env["mail.message"].sudo().search(domain, limit=1, order="id desc")

    @api.model
    def _intake_alias_domain(self, addresses):
        """Find the aliases a letter is sent to, as Odoo does."""
        local_parts = [address.partition("@")[0] for address in addresses]
        domain = Domain("alias_name", "in", local_parts) & Domain("alias_incoming_local", "=", True)
        return domain | Domain("alias_full_name", "in", addresses)

    @api.model
    def _intake_place(self, branch, defaults):
        """Company, branch and team by the address the letter came to; what no longer exists is left out."""
        team = self.env["helpdesk.ticket.team"].sudo().browse(defaults.get("team_id") or []).exists()
        branch = branch or self.env["grid.branch"].sudo().browse(defaults.get("branch_id") or []).exists()
        company = branch.company_id or team.company_id or self.env.company
        return {"company_id": company.id, "branch_id": branch.id, "team_id": team.id}
