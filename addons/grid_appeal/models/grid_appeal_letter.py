import base64
import io
import re
import subprocess
import textwrap
from concurrent.futures import ThreadPoolExecutor

import qrcode
from lxml import etree, html
from markupsafe import Markup
from reportlab.lib.units import mm
from reportlab.pdfgen import canvas

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext
from odoo.tools.misc import find_in_path
from odoo.tools.pdf import PdfReader, PdfWriter

from odoo.addons.base.models.ir_actions_report import _wkhtml
from odoo.addons.phone_validation.tools.phone_validation import phone_format

QUOTE_LENGTH = 600
RENDER_SECONDS = 60
PRINTERS = 4
# Debian's wkhtmltopdf (unpatched Qt) prints a CSS millimetre as 0.768 mm and knows no option against it.
UNPATCHED_ZOOM = 1.302
# GOST R 7.0.97-2016, 3.3: margins of an official letter.
PAGE = [
    *("--page-size", "A4", "--margin-left", "30mm", "--margin-right", "10mm"),
    *("--margin-top", "20mm", "--margin-bottom", "20mm"),
]
# A letter needs nothing from outside: no scripts, no files, and a proxy nobody listens at.
OFFLINE = [
    *("--quiet", "--disable-javascript", "--disable-local-file-access"),
    *("--proxy", "http://127.0.0.1:1", "--load-media-error-handling", "ignore", "--load-error-handling", "ignore"),
]
ALIGNMENT = re.compile(r"text-align:\s*(left|right|center|justify)")
ATTACHED_IMAGE = re.compile(r"^/web/image/(\d+)(?:[-/?]|$)")


class GridAppealLetter(models.AbstractModel):
    _name = "grid.appeal.letter"
    _description = "Letters to the customer as PDF"

    @api.model
    def _answer_pdf(self, answer, number=None, date=None):
        """The answer on the letterhead; without a number it is marked as a draft."""
        return self._print(self._answer_sheet(answer, number, date))

    @api.model
    def _answer_sheet(self, answer, number=None, date=None):
        ticket = answer.ticket_id.sudo()
        letter = self.with_context(lang=ticket._letter_lang())
        ticket, answer = ticket.with_env(letter.env(su=True)), answer.with_env(letter.env(su=True))
        values = {
            **letter._letterhead(ticket),
            "answer": answer,
            "executor_phone": letter._phone(answer.executor_phone),
            "number": number,
            "date": ticket._letter_date(date),
            "reference": letter._reference(ticket),
            "addressee": letter._addressee(ticket, answer),
            "subject": letter.env._("On the appeal “%(subject)s”", subject=(ticket.name or "").strip(" .")),
            "question": letter._question(ticket),
            "body": letter._clean_body(answer),
            "norm": letter._norm(ticket),
            "further": letter._further(ticket),
        }
        title = letter.env._("Answer to appeal No. %(number)s", number=ticket.number)
        return letter._sheet("grid_appeal.letter_answer", values, title)

    @api.model
    def _registration_pdf(self, ticket):
        """The receipt of registration to hand over at the window or to print from the portal."""
        ticket = ticket.sudo()
        letter = self.with_context(lang=ticket._letter_lang())
        ticket = ticket.with_env(letter.env(su=True))
        values = {
            **letter._letterhead(ticket),
            **ticket._receipt_values(),
            "question": letter._question(ticket),
            "customer": ticket.partner_id.name or ticket.partner_name,
        }
        title = letter.env._("Receipt of appeal No. %(number)s", number=ticket.number)
        return letter._print(letter._sheet("grid_appeal.letter_registration", values, title))

    # ------------------------------------------------------------------
    # What stands in the letter
    # ------------------------------------------------------------------
    @api.model
    def _letterhead(self, ticket):
        company, branch = ticket.company_id, ticket.branch_id
        partner = company.partner_id
        labels = [
            (self.env._("INN"), partner.inn),
            (self.env._("KPP"), partner.kpp),
            (self.env._("OGRN"), partner.ogrn),
        ]
        contacts = [
            branch.address or partner._display_address(without_company=True).replace("\n", ", ").strip(", "),
            self.env._("tel. %(phone)s", phone=self._phone(phone)) if (phone := branch.phone or company.phone) else "",
            branch.email or company.email or "",
            company.website or "",
        ]
        return {
            "ticket": ticket,
            "company": company,
            "branch": branch,
            "requisites": ", ".join(f"{label} {value}" for label, value in labels if value),
            "contacts": " · ".join(filter(None, contacts)),
            "status_url": ticket._status_url(),
            "qr": self._qr(ticket._status_url()),
        }

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
    def _addressee(self, ticket, answer):
        """Lines of the addressee block: who, then where the letter goes."""
        partner = ticket.partner_id
        address = partner._display_address(without_company=True) if partner else ""
        where = [line.strip() for line in address.splitlines() if line.strip()]
        email = ticket._answer_email() if answer.delivery in ("email", "portal") else ""
        return [partner.name or ticket.partner_name, *where, *filter(None, [email])]

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
        norm = ", ".join(filter(None, [self._act(rule.act_id), rule.clause]))
        return self.env._("The appeal has been considered under: %(norm)s.", norm=norm)

    @api.model
    def _act(self, act):
        """An act as a letter names it: in full, with its number and date."""
        if not act.number or act.number in act.name:
            return act.name
        return self.env._(
            "No. %(number)s of %(date)s “%(name)s”",
            number=act.number,
            date=act.date.strftime("%d.%m.%Y") if act.date else "",
            name=act.name,
        )

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

        Pictures pasted into the answer travel inside the letter; pictures from elsewhere stay out.
        """
        root = html.fragment_fromstring(str(answer.body or ""), create_parent="div")
        for element in root.iter("*"):
            aligned = ALIGNMENT.search(element.attrib.pop("style", ""))
            if aligned:
                element.set("style", aligned[0])
        for image in list(root.iter("img")):
            found = ATTACHED_IMAGE.match(image.get("src", ""))
            picture = self._picture_of(answer, int(found[1])) if pictures and found else None
            if picture:
                image.set("src", f"data:{picture.mimetype};base64,{picture.datas.decode()}")
            else:
                image.drop_tag()
        for paragraph in list(root.iter("p")):
            if not len(paragraph.xpath(".//img")) and not paragraph.text_content().strip():
                paragraph.drop_tree()
        source = etree.tostring(root, encoding="unicode", method="html")
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

    # ------------------------------------------------------------------
    # Printing
    # ------------------------------------------------------------------
    @api.model
    def _sheet(self, template, values, title):
        """What is printed: the page, its title and its author."""
        zoom = 1 if _wkhtml().is_patched_qt else UNPATCHED_ZOOM
        source = self.env["ir.qweb"]._render(template, {**values, "title": title, "zoom": zoom})
        return f"<!DOCTYPE html>{source}", title, values["company"].name

    @api.model
    def _print(self, sheet):
        source, title, author = sheet
        return self._finish(self._wkhtmltopdf(source), title, author)

    @api.model
    def _print_many(self, sheets):
        """Print many letters at once: the printing program waits more than it works."""
        with ThreadPoolExecutor(max_workers=PRINTERS) as pool:
            printed = list(pool.map(self._wkhtmltopdf, [source for source, _title, _author in sheets]))
        return [self._finish(pdf, title, author) for pdf, (_, title, author) in zip(printed, sheets, strict=True)]

    @api.model
    def _wkhtmltopdf(self, source):
        options = ["--disable-smart-shrinking"] if _wkhtml().is_patched_qt else []
        try:
            done = subprocess.run(
                [find_in_path("wkhtmltopdf"), *OFFLINE, *PAGE, *options, "-", "-"],
                input=source.encode(),
                capture_output=True,
                timeout=RENDER_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UserError(self._print_failed(str(error))) from error
        if not done.stdout.startswith(b"%PDF"):
            raise UserError(self._print_failed(done.stderr.decode(errors="replace")[-300:]))
        return done.stdout

    @api.model
    def _print_failed(self, reason):
        return self.env._(
            "The letter could not be made: %(reason)s. Nothing has been sent and the text is kept. "
            "The administrator should check that wkhtmltopdf is installed.",
            reason=reason,
        )

    @api.model
    def _finish(self, pdf, title, author):
        """Page numbers from the second page on (GOST R 7.0.97-2016, 3.4) and a title for screen readers."""
        reader, writer = PdfReader(io.BytesIO(pdf)), PdfWriter()
        for index, page in enumerate(reader.pages, start=1):
            page = writer.add_page(page)
            if index > 1:
                page.merge_page(self._page_number(index, page.mediabox))
        writer.add_metadata({"/Title": title, "/Author": author})
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    @api.model
    def _page_number(self, number, box):
        stream = io.BytesIO()
        sheet = canvas.Canvas(stream, pagesize=(float(box.width), float(box.height)))
        sheet.setFont("Times-Roman", 11)
        sheet.drawCentredString(float(box.width) / 2, float(box.height) - 12 * mm, str(number))
        sheet.save()
        return PdfReader(io.BytesIO(stream.getvalue())).pages[0]
