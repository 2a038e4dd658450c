import base64
import io
import re
import textwrap

import qrcode
from lxml import etree, html
from markupsafe import Markup

from odoo import api, models
from odoo.tools import html2plaintext

from odoo.addons.grid_customer.models.grid_address import line_of
from odoo.addons.grid_customer.models.ir_attachment_papers import without_keys
from odoo.addons.phone_validation.tools.phone_validation import phone_format

from ..appeals import declension

QUOTE_LENGTH = 600
ALIGNMENT = re.compile(r"text-align:\s*(left|right|center|justify)")
#: What says something to the reader of a letter; the editor notes more, keys of files among it.
KEPT = {"href", "src", "alt", "width", "height", "colspan", "rowspan", "start", "type"}
#: How the number of a federal law ends: a letter says what an act with such a number is.
FEDERAL_LAW = "-ФЗ"
PUBLIC_LINK = re.compile(r"(?i)https?://|mailto:|tel:")
ATTACHED_IMAGE = re.compile(r"^/web/image/(\d+)(?:[-/?]|$)")


class GridAppealLetter(models.AbstractModel):
    _name = "grid.appeal.letter"
    _description = "Letters to the customer as PDF"

    @api.model
    def _outgoing_pdf(self, document, number=None, date=None):
        """A letter (`grid.appeal.outgoing`) on the letterhead; without a number it is marked as a draft."""
        return self._print(self._outgoing_sheet(document, number, date))

    @api.model
    def _outgoing_sheet(self, document, number=None, date=None):
        ticket = document.ticket_id.sudo()
        letter = self.with_context(lang=ticket._letter_lang())
        ticket, document = ticket.with_env(letter.env(su=True)), document.with_env(letter.env(su=True))
        values = {
            **letter._letterhead(ticket, document._status_url()),
            **document._letter_parts(),
            "document": document,
            "executor_phone": letter._phone(document.executor_phone),
            "signer": declension.initials_first(document.signer_name or ""),
            "number": number,
            "date": ticket._letter_date(date),
            "reference": letter._reference(ticket),
            "addressee": letter._addressee(document),
            "subject": document._letter_subject(),
            "body": letter._clean_body(document),
        }
        return letter._sheet("grid_appeal.letter_outgoing", values, document._letter_title())

    @api.model
    def _registration_pdf(self, ticket):
        """The receipt of registration to hand over at the window or to print from the portal."""
        ticket = ticket.sudo()
        letter = self.with_context(lang=ticket._letter_lang())
        ticket = ticket.with_env(letter.env(su=True))
        values = {
            **letter._letterhead(ticket, ticket._status_url()),
            **ticket._receipt_values(),
            "registrar": ticket._registrar(),
            "question": letter._question(ticket),
            "customer": ticket.partner_id.name or ticket.partner_name,
        }
        title = letter.env._("Receipt of appeal No. %(number)s", number=ticket.number)
        return letter._print(letter._sheet("grid_appeal.letter_registration", values, title))

    # ------------------------------------------------------------------
    # What stands in the letter
    # ------------------------------------------------------------------
    @api.model
    def _letterhead(self, ticket, status_url):
        return {
            **self._company_head(ticket.company_id, ticket.branch_id),
            "ticket": ticket,
            # who types the address has the number before him; a long one would be torn apart by the end of a line
            "status_url": status_url.partition("?")[0],
            "qr": status_url and self._qr(status_url),
        }

    @api.model
    def _company_head(self, company, branch):
        """The head of a sheet, which needs no appeal: who writes, and how to reach him."""
        partner = company.partner_id
        contacts = [
            branch.address or line_of(partner),
            self.env._("tel. %(phone)s", phone=self._phone(phone)) if (phone := branch.phone or company.phone) else "",
            branch.email or company.email or "",
            re.sub(r"^https?://", "", company.website or "").rstrip("/"),
        ]
        # an address of the internet torn apart by the end of a line is copied wrong
        whole = [Markup('<span style="white-space: nowrap">%s</span>') % part for part in contacts[1:] if part]
        return {
            "company": company,
            "branch": branch,
            "requisites": self._requisites(partner),
            "contacts": Markup(" · ").join(filter(None, [contacts[0], *whole])),
        }

    @api.model
    def _requisites(self, partner):
        """Return the numbers by which the registers know a company or a sole proprietor."""
        register = self.env._("OGRNIP") if partner.customer_kind == "entrepreneur" else self.env._("OGRN")
        labels = [(self.env._("INN"), partner.inn), (self.env._("KPP"), partner.kpp), (register, partner.ogrn)]
        return ", ".join(f"{label} {value}" for label, value in labels if value)

    @api.model
    def _phone(self, phone):
        """A number as people write it; what is none stays as it was typed."""
        return phone_format(phone or "", "RU", 7, "INTERNATIONAL", raise_exception=False)

    @api.model
    def _reference(self, ticket):
        return self.env._(
            "To No. %(number)s of %(date)s",
            number=ticket.number,
            date=ticket._local_date(ticket.registered_at).strftime("%d.%m.%Y"),
        )

    @api.model
    def _addressee(self, document):
        """Lines of the addressee block: to whom, then where the letter goes."""
        partner, name = document._addressee()
        name = partner.name or name or ""
        email = document._email() if document.delivery in ("email", "portal") else ""
        return [
            declension.surname_first(name) if self._in_russian() else name,
            *document._address_lines(),
            *filter(None, [email]),
        ]

    @api.model
    def _in_russian(self):
        return (self.env.lang or "").startswith("ru")

    @api.model
    def _question(self, ticket):
        text = " ".join(html2plaintext(ticket.description or "", include_references=False).split())
        return textwrap.shorten(text, QUOTE_LENGTH, placeholder="…")

    @api.model
    def _norm(self, ticket):
        """The law the appeal was considered under: the edition its deadline was counted by."""
        rule = ticket._answer_deadline().rule_id
        if not rule:
            return ""
        return self.env._("The appeal has been considered under: %(norm)s.", norm=self._act_and_clause(rule))

    @api.model
    def _act_and_clause(self, rule):
        """A norm as a letter names it."""
        rule = rule.sudo().with_env(self.env(su=True))
        return ", ".join(filter(None, [self._act(rule.act_id), rule.clause]))

    @api.model
    def _act(self, act):
        """An act as a letter names it: in full, with its number and date."""
        if not act.number or act.number in act.name:
            return act.name
        facts = {
            "number": act.number,
            "date": act.date.strftime("%d.%m.%Y") if act.date else "",
            "name": act.name,
        }
        if act.number.endswith(FEDERAL_LAW):
            return self.env._("Federal Law of %(date)s No. %(number)s “%(name)s”", **facts)
        return self.env._("No. %(number)s of %(date)s “%(name)s”", **facts)

    @api.model
    def _further(self, ticket):
        """How to go on if the answer does not satisfy."""
        regulators = {
            "connection": self.env._("the regional office of the Federal Antimonopoly Service (FAS of Russia)"),
            "transmission": self.env._("the regional office of the Federal Antimonopoly Service (FAS of Russia)"),
            "metering": self.env._("the regional office of the Federal Antimonopoly Service (FAS of Russia)"),
            "power_quality": self.env._("the regional office of Rostekhnadzor (state energy supervision)"),
            "maintenance": self.env._("the regional office of Rostekhnadzor (state energy supervision)"),
        }
        other = self.env._("the state control (supervision) authority competent in the matter")
        court = (
            self.env._("a court of arbitration")
            if ticket.partner_id.customer_kind in ("legal_entity", "entrepreneur")
            else self.env._("a court")
        )
        return self.env._(
            "If you do not agree with this answer, you may appeal against it to the head of %(company)s, "
            "to %(regulator)s, to the prosecutor's office or to %(court)s.",
            company=ticket.company_id.name,
            regulator=regulators.get(ticket.theme, other),
            court=court,
        )

    # ------------------------------------------------------------------
    # Pictures
    # ------------------------------------------------------------------
    @api.model
    def _qr(self, url):
        png = io.BytesIO()
        qrcode.make(url, border=0, box_size=8).save(png)
        return "data:image/png;base64," + base64.b64encode(png.getvalue()).decode()

    @api.model
    def _clean_body(self, answer, pictures=True):
        """The answer in the letter's own type: of foreign styles only the alignment stays.

        Pictures pasted into the answer travel inside the letter; pictures from elsewhere stay out. What leads
        into the system is no link any more, and no key to its files leaves with the words.
        """
        root = html.fragment_fromstring(str(answer._body_to_read() or ""), create_parent="div")
        for element in root.iter("*"):
            aligned = ALIGNMENT.search(element.get("style", ""))
            for name in set(element.keys()) - KEPT:
                del element.attrib[name]
            if aligned:
                element.set("style", aligned[0])
        for image in list(root.iter("img")):
            found = ATTACHED_IMAGE.match(image.get("src", ""))
            picture = self._picture_of(answer, int(found[1])) if pictures and found else None
            if picture:
                image.set("src", f"data:{picture.mimetype};base64,{picture.datas.decode()}")
            else:
                image.drop_tag()
        for link in list(root.iter("a")):
            if not PUBLIC_LINK.match(link.get("href", "")):
                link.drop_tag()
        for paragraph in list(root.iter("p")):
            if not len(paragraph.xpath(".//img")) and not paragraph.text_content().strip():
                paragraph.drop_tree()
        source = without_keys(etree.tostring(root, encoding="unicode", method="html"))
        # a number torn apart by the end of a line is copied wrong
        number = re.compile(rf"((?:№|No\.)\s)?{re.escape(answer.ticket_id.number)}")
        return Markup(number.sub(r'<span style="white-space: nowrap">\g<0></span>', source))

    @api.model
    def _picture_of(self, answer, attachment_id):
        """Only the executor's own upload: an id typed by hand must not open another's document."""
        picture = self.env["ir.attachment"].browse(attachment_id).exists()
        own = picture.create_uid == answer.executor_id or (picture.res_model, picture.res_id) in (
            ("helpdesk.ticket", answer.ticket_id.id),
            (answer._name, answer.id),
        )
        return picture if own and (picture.mimetype or "").startswith("image/") else None
