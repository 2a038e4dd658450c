from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError


class PaymentTransaction(models.Model):
    """Money that is paid in the account for a connection.

    Whatever tells first that it came (the provider's notice, the page to which the payer returns, the job), and how
    often it is told, one payment is registered, on the local day on which the transaction was done.
    """

    _inherit = "payment.transaction"

    connection_id = fields.Many2one("grid.connection", readonly=True, index="btree_not_null", ondelete="restrict")
    connection_payment_ids = fields.One2many("grid.connection.payment", "transaction_id", "Payments")
    refusal = fields.Text("Not registered because", readonly=True, help="A person registers the money then.")

    def _set_done(self, *, state_message=None, extra_allowed_states=()):
        done = super()._set_done(state_message=state_message, extra_allowed_states=extra_allowed_states)
        if done.connection_id:
            self._register_soon()
        return done

    def _register_soon(self, **after):
        """Let the job register what no page will: the payer may never come back."""
        at = fields.Datetime.add(fields.Datetime.now(), **after)
        self.env.ref("payment.cron_post_process_payment_tx").sudo()._trigger(at)

    def _post_process(self):
        came = self.filtered(lambda tx: tx.connection_id and tx.state == "done" and tx.operation != "refund")
        settled = (self - came) + came.filtered(lambda tx: tx._settle())
        if settled < self:
            self._register_soon(minutes=1)
        return super(PaymentTransaction, settled)._post_process()

    def _settle(self):
        """Register the money that came, once; return False while somebody else holds the transaction or its case."""
        self.ensure_one()
        request = self.connection_id.request_id
        if not (
            self.try_lock_for_update(allow_referencing=True) and request.try_lock_for_update(allow_referencing=True)
        ):
            return False
        if not (self._is_registered() or self.refusal):
            try:
                with self.env.cr.savepoint():
                    self._register_payment()
            except UserError as refusal:
                self._leave_to_person(str(refusal))
        return True

    def _is_registered(self):
        """Whether the money stands among the payments of its connection; a person enters it by its number."""
        entered = self.connection_id.payment_ids.filtered(lambda payment: not payment.voided_at)
        return bool(self.connection_payment_ids) or self.reference in entered.mapped("document_number")

    def _register_payment(self):
        """Register the money as the program, not as the payer whose page asks for it."""
        connection = self.connection_id.with_user(SUPERUSER_ID)
        return connection.env["grid.connection.payment"].create(
            {
                "connection_id": connection.id,
                "amount": self.amount,
                "paid_on": connection._local_day(self.last_state_change),
                "document_number": self.reference,
                "after_end": connection._ended_without_contract(),
                "transaction_id": self.id,
            }
        )

    def _leave_to_person(self, refusal):
        """Keep why the money cannot be registered, and give whoever looks after the case the task to do it."""
        self.refusal = refusal
        ticket = self.connection_id.ticket_id.with_user(SUPERUSER_ID)
        person = ticket._responsible() or ticket.env.user
        said = ticket.with_context(lang=person.lang)
        ticket.activity_schedule(
            "mail.mail_activity_data_todo",
            user_id=person.id,
            summary=said.env._(
                "Register %(amount)s that came from the account", amount=self.currency_id.format(self.amount)
            ),
            note=said.env._(
                "%(reference)s is not registered: %(why)s Register it with this number as its payment document.",
                reference=self.reference,
                why=refusal,
            ),
        )

    def _get_received_message(self):
        if not self.connection_id:
            return super()._get_received_message()
        said = self.with_context(lang=self.company_id.partner_id.lang)
        return said.env._(
            "Paid in the account: %(reference)s, %(amount)s. %(state)s.",
            reference=self.reference,
            amount=self.currency_id.format(self.amount),
            state=dict(said._fields["state"]._description_selection(said.env))[self.state],
        )

    def _log_message_on_linked_documents(self, message):
        res = super()._log_message_on_linked_documents(message)
        if self.connection_id:
            self.connection_id.with_user(SUPERUSER_ID)._message_log(body=message)
        return res


class GridConnectionPayment(models.Model):
    """A payment that came from the account knows its transaction, and is the only one that does."""

    _inherit = "grid.connection.payment"

    transaction_id = fields.Many2one("payment.transaction", "Paid in the account", readonly=True, ondelete="restrict")

    _transaction_uniq = models.UniqueIndex(
        "(transaction_id) WHERE transaction_id IS NOT NULL", "The money of this transaction is registered already."
    )

    @api.model
    def _given_fields(self):
        return super()._given_fields() | ({"transaction_id"} if self.env.su else set())
