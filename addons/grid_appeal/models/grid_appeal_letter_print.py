import io
import subprocess
from concurrent.futures import ThreadPoolExecutor

from reportlab.lib.units import mm
from reportlab.pdfgen import canvas

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools.misc import find_in_path
from odoo.tools.pdf import PdfReader, PdfWriter

from odoo.addons.base.models.ir_actions_report import _wkhtml

from ..appeals.whole import keep_whole

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


class GridAppealLetter(models.AbstractModel):
    """How a sheet becomes a PDF: offline, one at a time or many at once, pages numbered."""

    _inherit = "grid.appeal.letter"

    @api.model
    def _sheet(self, template, values, title):
        """What is printed: the page, its title and its author."""
        zoom = 1 if _wkhtml().is_patched_qt else UNPATCHED_ZOOM
        source = self.env["ir.qweb"]._render(template, {**values, "title": title, "zoom": zoom})
        return f"<!DOCTYPE html>{keep_whole(source)}", title, values["company"].name

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
    def _wkhtmltopdf(self, source, page=PAGE):
        options = ["--disable-smart-shrinking"] if _wkhtml().is_patched_qt else []
        try:
            done = subprocess.run(
                [find_in_path("wkhtmltopdf"), *OFFLINE, *page, *options, "-", "-"],
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
