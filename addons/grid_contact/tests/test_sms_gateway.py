import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

from odoo.exceptions import ValidationError
from odoo.tests import HttpCase, tagged

from .common_informer import InformerCase

TEMPLATE = '{"messages": [{"to": "{{ phone }}", "text": "{{ text }}", "id": "{{ id }}"}], "from": "{{ sender }}"}'


class Gateway(HTTPServer):
    """A gateway of SMS on a loopback socket: keeps what it is asked, answers what it is told to."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Asked)
        self.asked, self.status, self.answer = [], 200, {"messages": [{"id": 77}]}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __exit__(self, *error):
        self.shutdown()
        super().__exit__(*error)


class Asked(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = json.loads(body) if "json" in self.headers["Content-Type"] else parse_qs(body)
        self._answer(asked)

    def do_GET(self):
        self._answer(parse_qs(urlsplit(self.path).query))

    def _answer(self, asked):
        self.server.asked.append((asked, self.headers.get("Authorization")))
        if self.server.status is None:
            return self.connection.close()  # it has read everything, and says nothing
        body = json.dumps(self.server.answer).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return self.wfile.write(body)

    def log_message(self, *_args):
        pass


@tagged("post_install", "-at_install")
class TestSmsGateway(InformerCase):
    """By HTTP, with a gateway on a real socket."""

    def _gateway(self, **values):
        gateway = self.enterContext(Gateway())
        self.provider.write(
            {
                "kind": "http",
                "url": f"http://127.0.0.1:{gateway.server_port}/send",
                "template": TEMPLATE,
                "bearer": True,
                "new_password": "token",
                "answer_id_path": "messages.0.id",
                **values,
            }
        )
        return gateway

    def _queue(self):
        return self.env["grid.sms"]._queue("+79990000005", 'Свет "дадут" в 18:00 {{ password }}')

    def _send(self):
        self._work(self.provider, "_send")

    def test_asked_by_json(self):
        gateway, sms = self._gateway(), self._queue()
        self._send()
        [(asked, token)] = gateway.asked
        said = {"to": "+79990000005", "text": sms.body, "id": f"gd{sms.part_ids.id}"}
        self.assertEqual((asked, token), ({"messages": [said], "from": "GridDesk"}, "Bearer token"))
        self.assertEqual((sms.state, sms.part_ids.message_id), ("sent", "77"))

    def test_asked_by_a_form_and_by_get(self):
        template = '{"phones": "{{ phone }}", "mes": "{{ text }}", "psw": "{{ password }}"}'
        for method in ("form", "get"):
            with self.subTest(method):
                gateway = self._gateway(method=method, template=template, bearer=False)
                self._queue()
                self._send()
                [(asked, token)] = gateway.asked
                self.assertEqual((asked["phones"], asked["psw"], token), (["+79990000005"], ["token"], None))

    def test_what_the_gateway_says(self):
        for status, answer, state in (
            (200, {"error": "no money"}, "failed"),
            (400, {}, "failed"),
            (429, {}, "waiting"),
            (503, {}, "waiting"),
            (502, {}, "sending"),  # nobody knows whether it was taken
            (None, {}, "sending"),
        ):
            with self.subTest(status=status):
                gateway = self._gateway()
                gateway.status, gateway.answer = status, answer
                sms = self._queue()
                self._send()
                self.assertEqual((sms.state, len(gateway.asked)), (state, 1))
                sms.unlink()

    def test_a_gateway_that_is_away_loses_nothing(self):
        gateway = self._gateway()
        self.provider.url = "http://127.0.0.1:1/send"
        sms = self._queue()
        self._send()
        self.assertEqual((sms.state, self.provider.trouble), ("waiting", "the gateway cannot be reached"))
        self.provider.url = f"http://127.0.0.1:{gateway.server_port}/send"
        self._send()
        self.assertEqual((sms.state, self.provider.trouble, len(gateway.asked)), ("sent", False, 1))

    def test_what_is_in_doubt_is_repeated_at_once_where_the_id_is_known(self):
        gateway = self._gateway(knows_our_id=True)
        gateway.status = None
        sms = self._queue()
        self._send()
        gateway.status = 200
        self._send()
        (first, _token), (second, _token) = gateway.asked
        self.assertEqual((first, sms.state), (second, "sent"))

    def test_settings_that_do_not_fit(self):
        for values, said in (
            ({"url": "http://sms.example.ru"}, "https"),
            ({"template": "{"}, "not JSON"),
            ({"template": '{"a": "{{ salary }}"}'}, "salary"),
            ({"template": '["{{ phone }}"]', "method": "get"}, "plain list"),
        ):
            with self.subTest(said), self.assertRaisesRegex(ValidationError, said):
                self._gateway(**values)


@tagged("post_install", "-at_install")
class TestSmsReport(HttpCase, InformerCase):
    """A gateway reports what became of an SMS."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider.write({"kind": "http", "url": "https://sms.example.ru/send"})
        cls.key = cls.provider.action_issue_report_key()["params"]["message"]

    def _sent(self, number):
        sms = self.env["grid.sms"]._queue("+79990000005", "Свет")
        sms.part_ids.write({"state": "sent", "message_id": number, "handed_at": self.env.cr.now()})
        self.env["grid.sms"]._refresh(sms.ids)
        return sms

    def _report(self, body, key=None, path="/sms/report", **options):
        key = self.key if key is None else key
        options = options or {"data": json.dumps(body), "headers": {"Content-Type": "application/json"}}
        options["headers"] = {**options.get("headers", {}), "Authorization": f"Bearer {key}"}
        return self.url_open(f"{path}/{self.provider.id}", **options)

    def test_reports_by_json_one_and_many(self):
        first, second, third = self._sent("11"), self._sent("12"), self._sent("13")
        self.assertEqual(self._report({"id": 11, "status": "delivered"}).json(), {"code": "ok", "taken": 1})
        self._report(
            [{"id": "12", "status": "EXPIRED"}, {"id": "13", "status": "buffered"}, {"id": "99", "status": "1"}]
        )
        self.assertEqual((first.state, second.state, third.state), ("delivered", "undelivered", "sent"))
        self._report({"id": "11", "status": "rejected"})  # after the end
        self._report({"id": "11", "status": "delivered"})  # once more
        self.assertEqual(first.state, "delivered")

    def test_a_report_by_a_form_and_by_our_own_number(self):
        sms = self._sent("14")
        said = {"id": f"gd{sms.part_ids.id}", "status": "1", "key": self.key}
        self.assertEqual(self.url_open(f"/sms/report/{self.provider.id}", data=said).status_code, 200)
        self.assertEqual(sms.state, "delivered")

    def test_without_the_key_nothing_is_taken(self):
        sms = self._sent("15")
        self.assertEqual(self._report({"id": "15", "status": "delivered"}, key="wrong").status_code, 403)
        self.assertEqual(self._report({"id": "15", "status": "delivered"}, key="").status_code, 403)
        old = self.key
        self.provider.action_issue_report_key()
        self.assertEqual(self._report({"id": "15", "status": "delivered"}, key=old).status_code, 403)
        self.assertEqual(self.url_open("/sms/report/999999", data={"key": self.key}).status_code, 403)
        self.assertEqual(self.url_open(f"/sms/report/{self.provider.id}").status_code, 405)
        self.assertEqual(sms.state, "sent")

    # --- what customers write
    def _write(self, body, **options):
        return self._report(body, path="/sms/incoming", **options)

    def _written(self):
        return self.env["grid.sms.incoming"].search([("provider_id", "=", self.provider.id)])

    def test_what_customers_write_is_kept_once(self):
        said = {"id": 71, "phone": "79990000005", "text": "Когда дадут свет?"}
        for _twice in range(2):
            self.assertEqual(self._write(said).json(), {"code": "ok", "taken": 1})
        self._write([{**said, "id": 72}, {**said, "id": 72}, {"text": "от никого"}])
        self.assertEqual(self._written().mapped("key"), ["72", "71"])
        self.assertEqual(set(self._written().mapped("phone")), {"+79990000005"})

    def test_one_without_a_number_is_known_by_all_it_says(self):
        said = {"phone": "79990000005", "text": "5", "time": "2026-11-27 12:00:00", "key": self.key}
        for time in ("12:00:00", "12:00:00", "12:01:00"):
            self.url_open(f"/sms/incoming/{self.provider.id}", data={**said, "time": time})
        self.assertEqual(self._written().mapped("body"), ["5", "5"])

    def test_as_the_gateway_names_it(self):
        self.provider.write({"incoming_phone_path": "from.msisdn", "incoming_text_path": "sms.0"})
        self._write({"id": "a", "from": {"msisdn": "89990000005"}, "sms": ["Сло\x00во"]})
        self.assertEqual((self._written().phone, self._written().body), ("+79990000005", "Слово"))

    def test_without_the_key_nothing_that_customers_write_is_taken(self):
        said = {"id": 71, "phone": "79990000005", "text": "5"}
        self.assertEqual(self._write(said, key="wrong").status_code, 403)
        self.assertEqual(self.url_open(f"/sms/incoming/{self.provider.id}").status_code, 405)
        self.assertFalse(self._written())

    def test_danger_by_the_gateway_is_an_appeal_at_once(self):
        self._write({"id": 71, "phone": "79990000005", "text": "Оборван провод у школы"})
        self.assertTrue(self._written().ticket_id.danger)

    def test_what_is_no_report(self):
        for body in ("{", "7", '["a"]', json.dumps([{}] * 1001)):
            answer = self._report(None, data=body, headers={"Content-Type": "application/json"})
            self.assertEqual((answer.status_code, answer.json()["code"]), (400, "not_a_report"))
