import base64
import io

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from odoo.addons.grid_appeal.report.table_pdf import register_fonts

SCANS = ("paper", "text")
#: What the text of a scan may name in braces.
FACTS = ("applicant", "company", "object", "subject")
PAPER, INK = HexColor("#f4f2ec"), HexColor("#33343a")
TILT = 0.7  # degrees: a sheet never lies straight on the glass
LEFT, WIDTH = 25 * mm, 150 * mm


class Scans:
    """Scans of papers that others made, or hands: one page that says what paper it is, of whom and about what."""

    def __init__(self, store):
        self.texts = {row.text("paper"): _text(row) for row in store.read_if_there("scans.csv", SCANS)}

    def of(self, meant, request, day):
        """Return the scan of a paper of the list or of a kind, as base64; the same paper gives the same bytes."""
        where = request.connection_ids.object_address or request.usage_point_id.address
        where = where or ", ".join(request.partner_id._postal_address())
        who = request.partner_id.name
        facts = dict(zip(FACTS, (who, request.company_id.name, where, request.subject), strict=True))
        said = self.texts.get(meant.code, "").format(**facts)
        return base64.b64encode(_page(meant.name, said, (who, f"{day:%d.%m.%Y}")))


def _text(row):
    try:
        row.text("text").format(**dict.fromkeys(FACTS, ""))
    except (LookupError, ValueError):
        row.fail("text", row.env._("Braces hold one of: %(allowed)s.", allowed=", ".join(FACTS)))
    return row["text"]


def _page(heading, text, signed):
    out = io.BytesIO()
    register_fonts()
    canvas = Canvas(out, pagesize=A4, pageCompression=1, invariant=1)
    canvas.setTitle(heading)
    canvas.setFillColor(PAPER)
    canvas.rect(0, 0, *A4, stroke=0, fill=1)
    canvas.rotate(TILT)
    canvas.setFillColor(INK)
    height = A4[1] - 45 * mm
    for font, size, paragraph in (("Bold", 15, heading), ("Plain", 11.5, text)):
        canvas.setFont(font, size)
        for line in simpleSplit(paragraph, font, size, WIDTH):
            canvas.drawString(LEFT, height, line)
            height -= size * 1.4
        height -= 8 * mm
    for place, line in zip((LEFT, LEFT + WIDTH - 25 * mm), signed, strict=True):
        canvas.drawString(place, height, line)
    canvas.save()
    return out.getvalue()
