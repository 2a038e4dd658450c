from datetime import datetime

from odoo.exceptions import AccessError, MissingError
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form.fields import clean_line
from odoo.addons.grid_appeal.appeals.filenames import disposition
from odoo.addons.portal.controllers.portal import CustomerPortal, pager

PAGE = 20


class MyCases(CustomerPortal):
    """What the pages of a customer's own records share. Every page asks the record whether it may be read."""

    def _whose(self):
        """Return the customer whose records are shown and made: for whom one acts now, with one's own rights."""
        return request.env.user._acting_partner().with_user(request.env.user)

    def _acting_page(self, errors=None, is_asked=False):
        user = request.env.user
        own = [("partner_id", "=", user.partner_id.id), ("state", "!=", "accepted")]
        papers = request.env["grid.representation"].sudo()._papers_of(user.partner_id)
        values = {
            "page_name": "acting",
            "errors": errors or {},
            "acting": user._acting_partner(),
            "is_asked": is_asked,
            "asked": request.env["grid.representation.request"].sudo().search(own),
            "papers": papers.filtered(
                lambda paper: paper.state == "valid" or paper.principal_id not in user.acting_partner_ids
            ),
        }
        response = request.render("grid_portal.my_acting", {**self._prepare_portal_layout_values(), **values})
        response.status_code = 422 if errors else 200
        return response

    def _list_page(self, page_name, model, fields, order, page, narrower=()):
        """Show a page of the customer's records of a model; `fields` are those that a row reads."""
        records, path = request.env[model], f"/my/{page_name}"
        domain = [("partner_id", "=", self._whose().id), *narrower]
        pages = pager(path, records.search_count(domain), page, PAGE)
        found = records.search_fetch(domain, fields, order=order, limit=PAGE, offset=pages["offset"])
        values = {"cases": found.sudo(), "pager": pages, "page_name": page_name}
        return request.render(f"grid_portal.my_{page_name}", {**self._prepare_portal_layout_values(), **values})

    def _own(self, model, record_id):
        """The record, readable in full from here on, once its rules let this user read it."""
        try:
            return self._document_check_access(model, record_id).with_user(request.env.user).sudo()
        except (AccessError, MissingError):
            raise request.not_found() from None

    def _acting(self, model, record_id):
        """The record for an act of its customer: staff may look at the page, and act on their own screens only."""
        record = self._own(model, record_id)
        if request.env.user._is_internal() and record.partner_id != request.env.user.partner_id:
            raise request.not_found()
        return record

    def _moment(self, text):
        """Return the moment that a form carries; none where it is not one that a page has written."""
        try:
            return datetime.fromisoformat(clean_line(text)).replace(tzinfo=None)
        except ValueError:
            return None

    def _download(self, record, field="raw", filename_field="name"):
        """Always a download: what a stranger made must not run as a page of the site."""
        if not record[filename_field]:
            raise request.not_found()
        stream = request.env["ir.binary"].sudo()._get_stream_from(record, field, filename_field=filename_field)
        response = stream.get_response(as_attachment=True)
        response.headers["Content-Disposition"] = disposition(record[filename_field])
        return response
