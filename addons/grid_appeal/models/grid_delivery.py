from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, LockError, UserError
from odoo.tools import format_date

from odoo.addons.grid_customer.models.ir_attachment_papers import PAPER_READERS

from ..appeals import postal

#: The acts of a delivery prove themselves by this object in the context: it cannot be sent over any API.
DELIVERY_ACT = object()
#: Who may note how a letter was delivered: whoever hands papers over or answers.
NOTERS = ("administrator", "manager", "specialist")
#: Ways of sending.
WAYS = [
    ("email", "E-mail"),
    ("portal", "Personal account"),
    ("post", "Post"),
    ("courier", "Courier"),
    ("handed", "Handed over in person"),
]
#: Ways by which somebody else carries the letter, and gives a receipt for it.
CARRIED = ("post", "courier")
#: Ways on paper: until the letter has left, a person may choose another of them.
ON_PAPER = (*CARRIED, "handed")


class GridDelivery(models.AbstractModel):
    """How a letter gets to its reader, with proof: queued, sent, delivered, or not.

    For letters and their copies, which have `ticket_id`, `state`, `delivery` and `mail_id`.
    """

    _name = "grid.delivery"
    _description = "Delivery of a letter"
    _files_open = True  # the letters themselves; a proof is a file of its field

    delivery_state = fields.Selection(
        [
            ("queued", "Not sent yet"),
            ("sent", "On its way"),
            ("delivered", "Delivered"),
            ("failed", "Not delivered"),
        ],
        string="Delivery",
        compute="_compute_delivery_state",
        store=True,
    )
    posted_on = fields.Date("Handed to the post, courier", readonly=True, copy=False)
    postal_number = fields.Char(readonly=True, copy=False, index="btree_not_null")
    delivered_at = fields.Datetime("Delivered at", readonly=True, copy=False)
    delivered_to = fields.Char("Received by", readonly=True, copy=False)
    receiver_document = fields.Char("Document of the receiver", readonly=True, copy=False, groups=PAPER_READERS)
    proof_id = fields.Many2one(
        "ir.attachment",
        "Proof",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        groups=PAPER_READERS,
    )
    failed_at = fields.Datetime("Came back at", readonly=True, copy=False)
    failure = fields.Char("Why it came back", readonly=True, copy=False)
    read_at = fields.Datetime("Read in the account", readonly=True, copy=False)

    # the mail room's list, and what came back
    _delivery_idx = models.Index("(delivery_state, id) WHERE delivery_state IN ('queued', 'failed')")

    @api.model
    @tools.ormcache()
    def _letter_models(self):
        """Name the models whose records are letters: once sent they stay as signed, and mail servers report on them."""
        names = self.env.registry.descendants(["grid.delivery"], "_inherit", "_inherits")
        return tuple(sorted(name for name in names if not self.env[name]._abstract))

    @api.depends("state", "delivery", "mail_id.state", "posted_on", "delivered_at", "read_at", "failed_at")
    def _compute_delivery_state(self):
        for letter in self:
            letter.delivery_state = letter._how_it_stands() if letter.state == "sent" else False

    def _how_it_stands(self):
        if self.failed_at:
            return "failed"
        if self.delivered_at or self.read_at:
            return "delivered"
        gone = {
            "email": not self.mail_id or self.mail_id.state in ("sent", "received"),
            "portal": True,
            **dict.fromkeys(CARRIED, bool(self.posted_on)),
            "handed": False,
        }
        if self.delivery not in gone:
            return False
        return "sent" if gone[self.delivery] else "queued"

    def _delivery_note(self):
        """Say in one line how the letter went and how it stands."""
        way = dict(self._fields["delivery"]._description_selection(self.env))[self.delivery]
        state = dict(self._fields["delivery_state"]._description_selection(self.env))[self.delivery_state]
        details = [
            self.postal_number and self.env._("No. %(number)s", number=self.postal_number),
            self.delivered_to,
            self.delivered_at and self.ticket_id._local_text(self.delivered_at),
        ]
        return ", ".join(filter(None, [way, state.lower(), *details]))

    # ------------------------------------------------------------------
    # Acts
    # ------------------------------------------------------------------
    def action_note_delivery(self):
        """Open the dialog that notes what became of the letter."""
        self.ensure_one()
        self._check_noter()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Delivery of the letter"),
            "res_model": "grid.delivery.note",
            "view_mode": "form",
            "target": "new",
            "context": {"default_letter": f"{self._name},{self.id}"},
        }

    def _note_posted(self, day, number, way=None):
        """Note that the letter was handed to the post or a courier; the number may lack for a plain letter."""
        self._begin_delivery(("queued",))
        self._choose_way(way)
        if self.delivery not in CARRIED:
            raise UserError(self.env._("This letter does not go by post."))
        known = self._known_number(number) if number and self.delivery == "post" else number
        self._check_day(day)
        self._by_delivery().write({"posted_on": day, "postal_number": known or False})
        self._log_delivery(self._handed_to(known))

    def _handed_to(self, number):
        if self.delivery == "courier":
            return self.env._("handed to a courier, No. %(number)s", number=number or "—")
        if number:
            return self.env._("handed to the post, No. %(number)s", number=number)
        return self.env._("handed to the post, without a number")

    def _choose_way(self, way):
        """Let a letter that has not left yet go by another way on paper than it was prepared for."""
        if way in ON_PAPER and way != self.delivery and self.delivery_state == "queued" and self.delivery in ON_PAPER:
            self._by_delivery().write({"delivery": way})

    def _known_number(self, text):
        """Return the number as it is printed on the receipt."""
        if known := postal.postal_number(text):
            return known
        if postal.has_form(text):
            raise UserError(
                self.env._(
                    "The last digit of “%(number)s” does not fit the others: one of the digits is mistaken. "
                    "Compare it with the receipt.",
                    number=text,
                )
            )
        raise UserError(
            self.env._(
                "“%(number)s” is no number of the post: it has 14 digits, as on the receipt. Compare it once more.",
                number=text,
            )
        )

    def _note_delivered(self, moment, to_whom, document="", proof=None, way=None):
        """Note who received the letter, and when; a representative shows his document."""
        self._begin_delivery(("queued", "sent"))
        if moment > fields.Datetime.now():
            raise UserError(self.env._("A letter cannot be delivered in the future: correct the date."))
        self._check_not_before_sending(self.ticket_id._local_date(moment))
        self._choose_way(way)
        self._by_delivery().write(
            {
                "delivered_at": moment,
                "delivered_to": to_whom,
                "receiver_document": document,
                "proof_id": proof and proof.id,
            }
        )
        self._log_delivery(self.env._("delivered, received by %(person)s", person=to_whom))

    def _delivery_failed(self, reason):
        """Note that the letter came back, and give its handler the task; a second report changes nothing."""
        for letter in self.sudo().filtered(lambda one: one.state == "sent" and one.delivery_state != "failed"):
            letter._log_delivery(letter.env._("not delivered: %(reason)s", reason=reason))
        self._come_back(reason)

    def _come_back(self, reason):
        """Mark letters as not delivered, each with its task; what stands in an account stays readable there."""
        for letter in self.sudo():
            if letter.state == "sent" and letter.delivery != "portal" and letter.delivery_state in ("queued", "sent"):
                letter._by_delivery().write({"failed_at": fields.Datetime.now(), "failure": reason})
                letter._give_task(reason)

    def _delivered_by_mail(self, address):
        """Note that a mail server says the e-mail has arrived."""
        for letter in self.sudo():
            if letter.delivery == "email" and letter.delivery_state in ("queued", "sent"):
                letter._by_delivery().write({"delivered_at": fields.Datetime.now(), "delivered_to": address})

    def _note_failed(self, reason):
        self._begin_delivery(("queued", "sent"))
        self._delivery_failed(reason)

    def _unread_in_account(self):
        """Return those of the letters that went to the personal account and were not read there."""
        return self.sudo().filtered(lambda one: one.delivery == "portal" and one.state == "sent" and not one.read_at)

    def _read_in_account(self):
        """Note that the customer read the letters in the personal account; for the pages of the account."""
        for letter in self._unread_in_account():
            letter._by_delivery().write({"read_at": fields.Datetime.now()})
            letter._log_delivery(letter.env._("read in the personal account"))

    def _send_again(self, delivery, email=""):
        """Send the same letter once more, by another way or to another address."""
        self._begin_delivery(("failed",))
        before = self.delivery
        self._by_delivery().write(
            {"delivery": delivery, "failed_at": False, "failure": False, "posted_on": False, "postal_number": False}
        )
        if problems := self._missing_of_delivery() if not email else []:
            raise UserError("\n".join(problems))
        self._by_delivery().mail_id = self._mail_again(email) if delivery in ("email", "portal") else False
        ways = dict(self._fields["delivery"]._description_selection(self.env))
        self._log_delivery(
            self.env._("sent again: %(new)s instead of %(old)s", new=ways[delivery].lower(), old=ways[before].lower())
        )

    # ------------------------------------------------------------------
    # The rules of acts
    # ------------------------------------------------------------------
    def _check_noter(self):
        self.check_access("read")
        if not self.env.su and not any(self.env.user.has_group(f"grid_customer.group_{role}") for role in NOTERS):
            raise AccessError(self.env._("Your role does not note how letters are delivered."))

    def _begin_delivery(self, states):
        """Check that the act is allowed to the person and fits how the letter stands."""
        self.ensure_one()
        self._check_noter()
        try:
            self.sudo().lock_for_update(allow_referencing=True)
        except LockError:
            raise UserError(self.env._("Another person notes the delivery of this letter at the moment.")) from None
        if self.delivery_state not in states:
            state = dict(self._fields["delivery_state"]._description_selection(self.env)).get(self.delivery_state, "")
            raise UserError(
                self.env._("This does not fit how the letter stands now: “%(state)s”. Open it again.", state=state)
            )

    def _by_delivery(self):
        return self.sudo().with_context(letter_act=DELIVERY_ACT)

    def _check_day(self, day):
        if day > self.ticket_id._local_date(fields.Datetime.now()):
            raise UserError(self.env._("A letter is not handed to the post in the future: correct the date."))
        self._check_not_before_letter(day)

    def _check_not_before_letter(self, day):
        written = self._letter_day()
        if day < written:
            raise UserError(
                self.env._(
                    "The letter is of %(written)s: it cannot be on its way or delivered on %(day)s. Correct the date.",
                    written=format_date(self.env, written),
                    day=format_date(self.env, day),
                )
            )

    def _check_not_before_sending(self, day):
        self._check_not_before_letter(day)
        if self.posted_on and day < self.posted_on:
            raise UserError(
                self.env._(
                    "The letter was sent on %(sent)s: it cannot be received on %(day)s. Correct the date.",
                    sent=format_date(self.env, self.posted_on),
                    day=format_date(self.env, day),
                )
            )

    def _letter_day(self):
        """Return the date the letter itself bears."""
        return self.outgoing_date

    def _log_delivery(self, what):
        self.ticket_id._log_act(
            self.env._("%(letter)s: %(what)s.", letter=self._delivery_name(), what=what.rstrip("."))
        )

    def _give_task(self, reason):
        ticket = self.ticket_id
        user = ticket.user_id or self.executor_id
        name = self.with_context(lang=user.lang)
        ticket.sudo().activity_schedule(
            "mail.mail_activity_data_todo",
            user_id=user.id,
            summary=name.env._("Letter not delivered: %(letter)s", letter=name._delivery_name()),
            note=reason,
        )
