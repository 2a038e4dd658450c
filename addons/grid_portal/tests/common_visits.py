"""The cast of the tests of visits: an office that takes bookings, and what a browser sends to book one."""

from odoo.tests import tagged

from .common import PortalCase
from .visits import bookable_office, free_times

PERSON = {"name": "Записалкина Анна Петровна", "phone": "8 905 111-22-33", "email": ""}


@tagged("post_install", "-at_install")
class VisitCase(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = bookable_office(cls.env, cls.branch)
        cls.service = cls.office.reception_service_ids
        cls.choice = f"office={cls.office.id}&service={cls.service.id}"
        cls.first, cls.second, *_others = cls.times = free_times(cls.office, 9)

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def _sent(self, moment):
        return moment.isoformat(timespec="minutes")

    def _form(self, path):
        """What a browser has in the form of a page before anything is typed."""
        page = self._page(path)
        (form,) = page.xpath("//main//form[@method='post'][.//input[@name='key']]")
        fields = {name: value or "" for name, value in form.form_values()}
        if self._visitor_works(form):
            fields["proof"] = self._proof("visit")
        return fields

    def _visitor_works(self, form):
        return bool(form.xpath(".//input[@name='proof']"))

    def _booking(self, moment=None, **typed):
        """The filled-in form of a visit to the office."""
        path = f"/visit?{self.choice}&slot={self._sent(moment or self.first)}"
        return {**self._form(path), **PERSON, **typed}

    def _asking(self, **typed):
        """The filled-in form of a home visit."""
        place = {"address": "г. Портальск, ул. Дальняя, 1", "reason": "Не хожу"}
        return {**self._form(f"/visit/home?{self.choice}"), **PERSON, **place, **typed}

    def _post_to(self, path, data):
        return self.url_open(path, data=data, allow_redirects=False)

    def _book(self, moment=None, **typed):
        """Book a visit on the site; return it."""
        response = self._post_to("/visit", self._booking(moment, **typed))
        self.assertEqual(response.status_code, 303, response.text)
        return self._of(response)

    def _of(self, response):
        """The visit whose page an answer leads to."""
        path = response.headers["Location"].partition("?")[0]
        return self.env["grid.appointment"]._of_page_key(path.rpartition("/")[2])

    def _visits(self):
        return self.env["grid.appointment"].search([("office_id", "=", self.office.id)])

    def _text(self, path):
        return " ".join(self._page(path).xpath("//main")[0].text_content().split())
