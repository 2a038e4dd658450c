"""Doors of Odoo: customers get no prints and no tables by them, and a refusal is told as one, never as a fault."""

from contextlib import contextmanager

from werkzeug.exceptions import InternalServerError

from odoo.exceptions import UserError
from odoo.http import request, route

from odoo.addons.mail.controllers.google_translate import GoogleTranslateController
from odoo.addons.mail.controllers.thread import ThreadController
from odoo.addons.web.controllers.export import CSVExport, ExcelExport
from odoo.addons.web.controllers.report import ReportController


class Threads(ThreadController):
    """Who may not see a thread is told no recipients of it; the base takes the lack of it for a fault."""

    @route()
    def mail_thread_recipients(self, thread_model, thread_id, message_id=None):
        self._check_thread(thread_model, thread_id)
        return super().mail_thread_recipients(thread_model, thread_id, message_id)

    @route()
    def mail_thread_recipients_get_suggested_recipients(
        self, thread_model, thread_id, partner_ids=None, main_email=False
    ):
        self._check_thread(thread_model, thread_id)
        return super().mail_thread_recipients_get_suggested_recipients(thread_model, thread_id, partner_ids, main_email)

    def _check_thread(self, model, thread_id):
        if not self._get_thread_with_access(model, thread_id):
            raise request.not_found()


class Translations(GoogleTranslateController):
    """The words of customers are sent to nobody outside."""

    @route()
    def translate(self, message_id):
        raise request.not_found()


class Prints(ReportController):
    """Staff print what is a report; a customer has the letters by the page of her case."""

    @route()
    def report_routes(self, reportname, docids=None, converter=None, **data):
        if not (_is_staff() and request.env["ir.actions.report"]._get_report_from_name(reportname)):
            raise request.not_found()
        return super().report_routes(reportname, docids=docids, converter=converter, **data)

    @route()
    def report_download(self, data, context=None, token=None, readonly=True):
        if not _is_staff():
            raise request.not_found()
        return super().report_download(data, context=context, token=token, readonly=readonly)


class CsvTables(CSVExport):
    @route()
    def web_export_csv(self, data):
        with _told_as_refusal():
            return super().web_export_csv(data)


class ExcelTables(ExcelExport):
    @route()
    def web_export_xlsx(self, data):
        with _told_as_refusal():
            return super().web_export_xlsx(data)


@contextmanager
def _told_as_refusal():
    """Keep the words that the web client shows, and give them the status of what was refused."""
    if not _is_staff():
        raise request.not_found()
    try:
        yield
    except InternalServerError as fault:
        if isinstance(fault.__cause__, UserError):
            fault.code = fault.__cause__.http_status
        raise


def _is_staff():
    return request.env.user._is_internal()
