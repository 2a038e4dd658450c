from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.grid_appeal.appeals.placeholders import fill_plain, has_blanks

from .. import texting
from ..campaigns import ACCOUNT, EMAIL, SMS, VOICE, End, first

SHOWN = 3  # examples of a preview


class GridNoticeCampaign(models.Model):
    """Who gets a campaign, what each is told, and by which channels each can be reached."""

    _inherit = "grid.notice.campaign"

    # ------------------------------------------------------------------
    # Who
    # ------------------------------------------------------------------
    def _points_domain(self):
        """Return which usage points' customers are told; an addon with other audiences extends it."""
        groups = [code for code in ("1", "2", "3") if self[f"group_{code}"]]
        if not groups:
            raise UserError(self.env._("Choose at least one group of customers."))
        domain = Domain("company_id", "=", self.company_id.id) & Domain("effective_group", "in", groups)
        if self.branch_id:
            domain &= Domain("branch_id", "child_of", self.branch_id.id)
        for word in (self.address or "").replace(",", " ").split():
            domain &= Domain("address", "ilike", word)
        if self.reliability_category:
            domain &= Domain("reliability_category", "=", self.reliability_category)
        return domain

    def _recipients(self):
        """Return who is told, each once: rows of partner, point, branch, name, phone, email, address, account, number.

        A telephone that stands on two cards is told once, an e-mail of those without a telephone likewise.
        """
        if self.audience == "list":
            return self._recipients_of_list()
        points = self.env["grid.usage.point"].sudo()
        self._flush_cards()
        chosen = points._search(self._points_domain())
        return self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (coalesce(nullif(split_part(partner.phone_sanitized, ' ', 1), ''),
                                                partner.email_normalized, partner.id::text))
                          partner.id, point.id, point.branch_id, partner.name,
                          split_part(partner.phone_sanitized, ' ', 1), partner.email_normalized,
                          point.address, point.account_number, point.name
                     FROM grid_usage_point AS point JOIN res_partner AS partner ON partner.id = point.partner_id
                    WHERE point.id IN %s AND partner.active AND %s
                    ORDER BY coalesce(nullif(split_part(partner.phone_sanitized, ' ', 1), ''),
                                      partner.email_normalized, partner.id::text), point.id""",
                chosen.subselect(),
                self._not_left_out(),
            )
        )

    def _not_left_out(self):
        """Return the condition on `partner` for those who are told by this campaign and not by other means."""
        return SQL("TRUE")

    def _said_of_nobody(self):
        return self.env._("Nobody belongs to the audience: check the place, the groups or the list.")

    def _flush_cards(self):
        self.env["grid.usage.point"].flush_model()
        self.env["res.partner"].flush_model(["name", "active", "company_id", "phone_sanitized", "email_normalized"])

    # ------------------------------------------------------------------
    # What
    # ------------------------------------------------------------------
    def _common_values(self):
        """Return the fields of the text that are the same for all; an addon with more extends it."""
        branch = self.branch_id
        return {
            "company": self.company_id.name,
            "phone": branch.emergency_phone or branch.phone or self.company_id.phone or "",
            "branch": branch.name or self.company_id.name,
            "start": "",
            "end": "",
            "cause": "",
        }

    def _said(self, rows):
        """Give (row, text, parts of an SMS) of recipients, one after the other."""
        common = self._common_values()
        for row in rows:
            text = fill_plain(self.body, {**common, **self._own_values(row)})
            yield row, text, texting.message(text).count

    def _own_values(self, row):
        """Return the fields of the text that are the recipient's own; an audience with more extends it."""
        return {"name": row[3] or "", "address": row[6] or "", "account": row[7] or "", "point": row[8] or ""}

    def _mark(self, row):
        """Return by what nobody gets a message of the campaign twice: a telephone, an e-mail, a card."""
        return row[4] or row[5] or f"partner {row[0]}"

    def _is_private(self):
        """Tell whether the texts say what only those who manage campaigns may read."""
        return False

    def _refuse_long(self, rows):
        """Refuse texts that the standard does not take as SMS, before anybody gets anything."""
        if wrong := self._long_texts(rows):
            longest = max(wrong, key=len)
            raise UserError(
                self.env._(
                    "%(count)s of %(total)s recipients would get a text that is too long: %(length)s characters, and"
                    " the standard of service takes an SMS of %(limit)s at most. Shorten it. The longest: %(text)s",
                    count=len(wrong),
                    total=len(rows),
                    length=len(longest),
                    limit=texting.LIMIT,
                    text=self.body if self._is_private() else longest,  # refusals are written to the log
                )
            )

    def _long_texts(self, rows):
        """Return the texts that are not taken as SMS, where SMS is a channel."""
        by_sms = SMS in self._plan().channels
        return [text for _row, text, _parts in self._said(rows) if texting.fault(text)] if by_sms else []

    # ------------------------------------------------------------------
    # By what
    # ------------------------------------------------------------------
    def _reached(self, rows):
        """Give (channels that reach, whether refused) of recipients, in their order; a fixed number of queries."""
        partner_ids = [row[0] for row in rows if row[0]]
        refused = (
            {} if self._is_required_by_law() else self.env["grid.notice.refusal"]._refused(self.company_id, partner_ids)
        )
        readers = self._account_readers(partner_ids) if ACCOUNT in self._plan().channels else set()
        agreed = self._agreed(partner_ids) if self.basis == "news" else None
        for row in rows:
            reach = self._channels_of(row[4] or "", row[5], row[0] in readers)
            if agreed is not None and row[0] not in agreed:
                yield set(), True
                continue
            wanted = reach - refused.get(row[0], set())
            yield wanted, bool(reach) and not wanted

    def _channels_of(self, phone, email, has_account):
        reach = {VOICE} if phone else set()
        if texting.takes_sms(phone):
            reach.add(SMS)
        if email:
            reach.add(EMAIL)
        if has_account:
            reach.add(ACCOUNT)
        return reach & set(self._plan().channels)

    def _agreed(self, partner_ids):
        partners = self.env["res.partner"].sudo().with_company(self.company_id).browse(partner_ids)
        return set(partners._has_consent("news").ids)

    def _account_readers(self, partner_ids):
        """Return which of these customers have an account of their own."""
        users = (
            self.env["res.users"]
            .sudo()
            ._read_group([("partner_id", "in", partner_ids), ("share", "=", True)], ["partner_id"])
        )
        return {partner.id for (partner,) in users}

    def _begun(self, row, text, reach, is_refused):
        """Return how a recipient begins: state, channel, attempt, reason."""
        if is_refused:
            return "refused", None, 0, None
        if has_blanks(text):
            return "failed", None, 0, self.env._("a field of the text is empty for this recipient")
        step = first(self._plan(), reach)
        if isinstance(step, End):
            return step.state, None, 0, self.env._("no channel reaches this recipient")
        return "waiting", step.channel, step.attempt, None

    # ------------------------------------------------------------------
    # Preview
    # ------------------------------------------------------------------
    def action_preview(self):
        """Count who would be told, by what first, and in how many parts; nothing is sent."""
        self.ensure_one()
        self.check_access("write")
        rows = self.sudo()._recipients()
        self.sudo()._refuse_long(rows)
        return self.env["grid.notice.preview"]._open(self, rows)

    def _zone(self, branch):
        return self.env["legal.rule"].sudo()._zone_of(branch, self.company_id)

    def _local(self, moment):
        """Return a moment by the clock of the campaign's branch, for a text."""
        return (
            self.env["legal.rule"]._local(moment.replace(tzinfo=None), self._zone(self.branch_id)) if moment else None
        )
