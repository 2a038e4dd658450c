"""The owner's records behind every route, and the people who try to get at them."""

import base64
import re
import secrets
from threading import current_thread
from unittest.mock import patch
from urllib.parse import quote

from odoo.http import Request
from odoo.tests import tagged

from odoo.addons.legal_deadline.tests.people import new_people

from .common_requests import PDF, SECRET, RequestCase
from .doors import DOORS
from .route import SIGNED_IN
from .visits import bookable_office, free_times

TO_SIGN_IN = (302, 303)
#: A form that was sent after the session had ended: what was typed is kept while one signs in.
SIGNED_OUT = 403
HTML = b"<html><script>alert(document.cookie)</script></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(document.cookie)'/>"
#: In the place of what names a record: nothing, too big a number, what is no number, what no database can hold.
BAD = ("0", f"{10**30}", "я", "x" * 300, "\x00")
#: What the server keeps of its own: the sign-in, the log, counters of who asks.
OF_THE_SERVER = {"res_users_log", "res_device_log", "ir_logging"}
#: Odoo's own, to which we add words or a refusal: the tests of signing in and of `doors` try them.
EXTENDED = {"/web/login", "/web/login/totp", *(door.rule for door in DOORS)}


def of_today(address):
    """The editor keeps the addresses it had before, of the same routes."""
    if not address.startswith("/web_editor/"):
        return address
    return address.replace("/web_editor/", "/mail/" if "/font_to_img/" in address else "/html_editor/")


def described(rules, addons):
    """{(rule, method): routing} of some addons; a rule that names no method answers to any."""
    return {
        (rule.rule, method): rule.endpoint.routing
        for rule in rules
        if rule.endpoint.func.__module__.split(".")[2] in addons
        if of_today(rule.rule) not in EXTENDED
        for method in (rule.methods or {"GET", "POST"}) - {"HEAD", "OPTIONS"}
    }


@tagged("post_install", "-at_install")
class RouteCase(RequestCase):
    """The owner has a record of every kind; `given` names the parts of addresses that lead to them.

    An addon beside the portal or above it keeps its rows in its own `tests/routes.py`; `griddesk` tries them.
    """

    addons = ("legal_deadline", "grid_customer", "grid_appeal", "grid_service", "grid_connection", "grid_portal")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._arrive()
        cls.people = {
            "public": None,
            "staff": cls.specialist.login,
            **{
                name: f"portal_{name}"
                for name in ("stranger", "colleague", "representative", "former", "owner", "manager", "neighbour")
            },
        }
        cls.given = {
            "page": 1,
            **cls._given_appeal(),
            **cls._given_request(),
            **cls._given_offer(),
            **cls._given_point(),
            **cls._given_site(),
            **cls._given_keys(),
        }
        cls.secrets = (SECRET, cls.given["number"], "мигает")
        cls.map = cls._routing_map()
        cls.served = described(cls.map.iter_rules(), cls.addons)

    @classmethod
    def _arrive(cls):
        """Who acts for the owner, who did so once, and two more of the staff."""
        neighbour = cls.env["grid.branch"].create({"name": "Соседний", "code": "TSN"})
        cls.representative, cls.former, cls.manager, cls.neighbour = new_people(
            cls.env,
            cls._account("representative", "Довереннова Анна Олеговна"),
            cls._account("former", "Бывшая Нина Олеговна"),
            {"login": "portal_manager", "groups": "grid_customer.group_manager", "branch_ids": cls.branch.ids},
            {"login": "portal_neighbour", "groups": "grid_customer.group_specialist", "branch_ids": neighbour.ids},
        )
        cls.env["grid.representation"].create(
            [
                {
                    "principal_id": cls.owner.partner_id.id,
                    "representative_id": user.partner_id.id,
                    "document_number": "7",
                    "document_date": "2024-01-01",
                    "valid_until": until,
                }
                for user, until in ((cls.representative, "2099-12-31"), (cls.former, "2024-12-31"))
            ]
        )

    @classmethod
    def _routing_map(cls):
        with patch.object(current_thread(), "dbname", cls.env.cr.dbname, create=True):  # as a thread that serves has it
            return cls.env["ir.http"].routing_map()

    # ------------------------------------------------------------------
    # What the owner has
    # ------------------------------------------------------------------
    @classmethod
    def _given_appeal(cls):
        neighbour = {"name": "Заявителев Олег", "address": "г. Кемерово, ул. Портальная, 2"}
        appeal = cls._answered(
            description=f"<p>{SECRET}: вечером мигает свет.</p>", coapplicant_ids=[(0, 0, neighbour)]
        )
        noticed = cls._appeal()
        asking = noticed.with_user(cls.specialist).action_request_info()
        notices = cls.env["grid.appeal.notice"].with_user(cls.specialist).with_context(**asking["context"])
        notices.create(
            {"reason": "Пришлите фото.", "signer_name": "А. Б. Тестов", "signer_position": "Директор"}
        ).action_send()
        vals = {"res_model": appeal._name, "res_id": appeal.id, "is_from_applicant": True}
        files = cls.env["ir.attachment"].create(
            [{"name": "страница.html", "raw": HTML, **vals}, {"name": "рисунок.svg", "raw": SVG, **vals}]
        )
        return {
            "appeal": appeal.id,
            "number": appeal.number,
            "mark_token": appeal._mark_token(),
            "access_token": appeal._portal_ensure_token(),
            "answer": appeal.answer_id.id,
            "copy": appeal.answer_id.copy_ids.id,
            "letter_file": appeal.answer_id.letter_id.id,
            "html_file": files[0].id,
            "svg_file": files[1].id,
            "message": appeal.message_ids[:1].id,
            "noticed": noticed.id,
            "notice": noticed.notice_ids.id,
        }

    @classmethod
    def _given_request(cls):
        case = cls._submitted(cls.owner, subject=SECRET)
        transition = case.step_id.transition_ids[:1]
        act = cls.env["grid.service.act"].create({"request_id": case.id, "transition_id": transition.id})
        return {
            "request": case.id,
            "paper": cls._paper(case).id,
            "act": act.id,
            "service": case.service_id.id,
            "service_code": case.service_id.code,
        }

    @classmethod
    def _given_offer(cls):
        """A draft of a connection: paying asks whose it is before it asks how much."""
        connection = cls.env["grid.connection"].create(
            {
                "service_id": cls.env.ref("grid_connection.service_tp_citizen_15").id,
                "subject": SECRET,
                "partner_id": cls.owner.partner_id.id,
                "branch_id": cls.branch.id,
                "channel_id": cls.env.ref("grid_appeal.channel_account").id,
            }
        )
        return {"offer": connection.request_id.id}

    @classmethod
    def _given_point(cls):
        meter = cls.env["grid.meter"].create({"name": SECRET, "usage_point_id": cls.point.id})
        return {"point": cls.point.id, "meter": meter.id}

    @classmethod
    def _given_site(cls):
        office = cls.env["grid.office"].create(
            {"name": "Центр", "branch_id": cls.branch.id, "address": "г. Портальск, ул. Портальная, 1"}
        )
        question = cls.env["grid.site.article"].create(
            {"name": "Как?", "theme": "metering", "published": True, "body": "<p>Так.</p>"}
        )
        paper = cls.env["grid.site.paper"].create(
            {
                "name": "Бланк",
                "file": base64.b64encode(PDF),
                "file_name": "a.pdf",
                "edition_on": "2026-03-01",
                "published": True,
            }
        )
        text = cls.env["grid.consent.text"].create({"purpose": "survey", "version": "1", "body": "Согласна на опросы."})
        consent = cls.env["grid.consent"].create({"partner_id": cls.owner.partner_id.id, "text_id": text.id})
        shown = {"office": office.id, "question": question.id, "site_paper": paper.id, "consent": consent.id}
        return {**shown, **cls._given_visit()}

    @classmethod
    def _given_keys(cls):
        submissions = cls.env["grid.portal.submission"]
        key, token, handle = submissions._new_key(), secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        marks = {"session_mark": "a" * 32, "address_mark": "b" * 32}
        submissions._open(key, marks).ticket_id = cls._appeal()
        cls.env["grid.portal.code"].create({**marks, "handle": handle, "purpose": "status", "contact_mark": "c" * 32})
        cls.specialist.sudo().deadline_feed_hash = cls.env["res.users"]._hash_of_feed(token)
        journal = cls.env["grid.appeal.journal"].with_user(cls.manager).create({})
        source = cls.env["grid.appeal.source"].create(
            {
                "name": "Старая система",
                "channel_id": cls.env.ref("grid_appeal.channel_site").id,
                "branch_id": cls.branch.id,
            }
        )
        draft_key = submissions._new_key()
        submissions._open(draft_key, marks)._keep_typed("appeal", {})
        return {
            "receipt_key": key,
            "draft_key": draft_key,
            "code_handle": handle,
            "feed_token": token,
            "journal": journal.id,
            "import": cls.env["grid.appeal.import"].create({"source_id": source.id}).id,
        }

    @classmethod
    def _given_visit(cls):
        """An office that takes bookings, and a visit of the owner there."""
        office = bookable_office(cls.env, cls.branch)
        service, (taken, free) = office.reception_service_ids, free_times(office, 2)
        person = {"partner_id": cls.owner.partner_id.id, "caller_name": SECRET}
        visit = cls.env["grid.appointment"]._book(service, taken, "given", **person)
        return {
            "visit_office": office.id,
            "visit_service": service.id,
            "visit_slot": free.isoformat(timespec="minutes"),
            "visit_key": visit._page_key(),
        }

    # ------------------------------------------------------------------
    # Who tries
    # ------------------------------------------------------------------
    def _become(self, person):
        login = self.people[person]
        self.authenticate(login, login)

    def _try(self, route, **changes):
        """Ask for a route with the owner's records; give the answer and the tables that were written to."""
        before = self._written()
        response = self.url_open(
            self._path(route, **changes), data=changes.get("data"), method=route.method, allow_redirects=False
        )
        written = {table for table, count in self._written().items() if count != before.get(table)}
        return response, written - OF_THE_SERVER

    def _path(self, route, **given):
        return route.address.format(**{**self.given, **given})

    def _bad_paths(self, route):
        """The example with each of its parts spoilt, one at a time."""
        for part in re.findall(r"{(\w+)}", route.address):
            for bad in BAD:
                yield self._path(route, **{part: quote(bad, safe="")})

    # ------------------------------------------------------------------
    # What is answered
    # ------------------------------------------------------------------
    def _assert_answer(self, route, person, response):
        if person in route.may:
            self.assertEqual(response.status_code, route.answer)
        elif person == "public" and response.status_code in TO_SIGN_IN:
            self.assertIn("/web/login", response.headers["Location"])
        elif person == "public" and response.status_code == SIGNED_OUT not in route.refused:
            self.assertIn("/web/login", response.text)
        else:
            self.assertIn(response.status_code, route.refused)
        if route.is_file and response.status_code == 200:
            self.assertIn("attachment", response.headers["Content-Disposition"])
            self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")

    def _assert_kept_from(self, route, person, response):
        """Nothing of the owner's is in what another person gets; a list has her own records only."""
        if person in route.may and not (route.may == SIGNED_IN and person != "owner"):
            return
        for secret in (*self.secrets, HTML.decode(), SVG.decode()):
            self.assertNotIn(secret, response.text)

    def _token(self):
        return Request.csrf_token(self)

    def _written(self):
        """How many rows of each table this transaction has written so far."""
        self.env.cr.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return dict(self.env.cr.fetchall())
