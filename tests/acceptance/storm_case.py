"""The cast of the storm: who answers, who calls and writes, by the ways that people and exchanges really take."""

from datetime import datetime, timedelta

from freezegun import freeze_time
from storm_people import CALLS, everybody, those_who_turn_to_us

from odoo.tests import TransactionCase, new_test_user

from odoo.addons.grid_appeal.tests.smtp_sink import let_mail_go, smtp_sink

# Wednesday, 10 December 2025, 16:00 in Kemerovo (UTC+7): a tree falls on the line
FALLS = datetime(2025, 12, 10, 9, 0)
OPERATORS = 6
WORDS = "Нет света во всём доме, примите сообщение."


class StormCase(TransactionCase):
    """The company, its operators and exchange, its customers, and how each of them turns to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.legal_tz = "Asia/Novokuznetsk"
        cls.env.company.write({f"outage_tells_{occasion}": True for occasion in ("emergency", "restored")})
        cls.env["grid.sms.provider"].search([]).active = False
        cls.provider = cls.env["grid.sms.provider"].create(
            {"name": "Проба", "kind": "trial", "sender": "GridDesk", "parts_per_second": 100_000}
        )
        cls.branch = cls.env["grid.branch"].create(
            {
                "name": "Кемеровский филиал",
                "code": "STM",
                "tz": "Asia/Novokuznetsk",
                "phone": "+73842364567",
                "email": "priem@storm.example",
                "address": "650000, г. Кемерово, пр. Советский, 1",
                "head_name": "А. В. Кузнецов",
                "head_position": "Директор филиала",
            }
        )
        cls.operators = [cls._employee("operator", number) for number in range(OPERATORS)]
        cls.specialist, cls.head = cls._employee("specialist", 0), cls._employee("head", 0)
        for number, operator in enumerate(cls.operators):
            operator.telephone = f"90{number}"
        cls.exchange, cls.people = cls._exchange(), cls._people()

    @classmethod
    def _employee(cls, role, number):
        user = new_test_user(cls.env, login=f"storm_{role}_{number}", groups=f"grid_customer.group_{role}")
        user.branch_ids = cls.branch
        user.partner_id.phone = "+73842364570"
        return user

    @classmethod
    def _exchange(cls):
        channel = cls.env.ref("grid_appeal.channel_phone").id
        source = cls.env["grid.appeal.source"].create(
            {"name": "АТС", "channel_id": channel, "branch_id": cls.branch.id}
        )
        cls.env["grid.appeal.source.key"].create({"source_id": source.id}).action_issue()
        return source

    @classmethod
    def _people(cls):
        people = everybody()
        partners = cls.env["res.partner"].create(
            [
                {
                    "name": f"Штормовой Иван {one.number}",
                    "phone": one.phone,
                    "email": one.email,
                    "street": one.place.removeprefix("г. Кемерово, "),
                    "city": "г. Кемерово",
                    "zip": "650000",
                }
                for one in people
            ]
        )
        points = cls.env["grid.usage.point"].create(
            [
                {
                    "name": f"STM-{one.number}",
                    "partner_id": partner.id,
                    "branch_id": cls.branch.id,
                    "address": one.place,
                    "account_number": f"99{one.number:08}",
                    "feeder": "ф. 10-3" if one.is_hit else "ф. 10-4",
                }
                for one, partner in zip(people, partners, strict=True)
            ]
        )
        for one, partner, point in zip(people, partners, points, strict=True):
            one.partner, one.point = partner, point
        return people

    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()  # letters and jobs work in transactions of their own
        self.env["mail.mail"].search([("state", "=", "outgoing")]).state = "cancel"
        self.sink, port = self.enterContext(smtp_sink())
        let_mail_go(self).smtp_port = port
        self.clock = self.enterContext(freeze_time(FALLS))
        self.api = self.env["grid.api"].with_user(self.exchange.user_id)
        self.contacts, self.outage, self.owed = those_who_turn_to_us(self.people), None, {}

    def _work(self, record, method):
        self.env.flush_all()
        with self.registry.cursor() as cr:
            getattr(record.with_env(self.env(cr=cr, su=True)), method)()
        self.env.invalidate_all()

    # --- a minute
    def _a_minute_passes(self, contacts):
        calls = [one for one in contacts if one.course in CALLS]
        for one in calls:
            if one.course in ("menu", "elsewhere"):
                one.told = self.api.ivr_outage({"caller": one.person.phone})["words"]
        self._exchange_tells(calls)
        known = self.env["grid.call"].search([("source_id", "=", self.exchange.id)], limit=len(calls), order="id desc")
        by_number = {call.source_number: call for call in known}
        for one in contacts:
            getattr(self, f"_comes_{one.course}")(one, by_number.get(str(one.number)))

    def _exchange_tells(self, calls):
        """One batch of events of the minute, told twice, as an exchange does that has got no answer in time."""
        if events := [event for one in calls for event in self._events(one)]:
            batch = {"events": events}
            for _twice in range(2):
                self.api.call_events(f"minute {self.clock().isoformat()}", batch)

    def _events(self, one):
        spans = {"menu": [("menu", 20, {"exit": "solved"})], "lost": [("menu", 15, {"exit": "operator"})]}
        answered = [("menu", 15, {"exit": "operator"}), ("answered", 35, {"operator": self._operator(one).telephone})]
        told = [("incoming", 0, {"caller": one.person.phone}), *spans.get(one.course, answered), ("hung_up", 55, {})]
        return [
            {
                "call": str(one.number),
                "id": kind,
                "event": kind,
                "at": f"{(self.clock() + timedelta(seconds=second)).isoformat()}+00:00",
                **said,
            }
            for kind, second, said in told
        ]

    def _operator(self, one):
        return self.operators[one.number % OPERATORS]

    def _comes_menu(self, one, _call):
        self.assertIn("10.12.2025 19:00", one.told)
        one.end = "menu"

    def _comes_lost(self, one, _call):
        """Nobody answers: she is owed a call, unless she calls again and is answered before."""
        self.owed.setdefault(one.person.phone, []).append(one)

    def _is_answered(self, one):
        for lost in self.owed.pop(one.person.phone, ()):
            lost.end = "called_again"

    def _card(self, one, call, **typed):
        place = {"partner_id": one.person.partner.id, "point_id": one.person.point.id, "branch_id": self.branch.id}
        said = {"key": f"storm-{one.number}", "channel": "phone", "call_id": call.id, "text": WORDS}
        return {**said, **place, "phone": one.person.phone, **typed}

    def _desk(self, one):
        return self.env["grid.appeal.desk"].with_user(self._operator(one))

    def _comes_at_once(self, one, call):
        notice = self._desk(one).show(one.person.partner.id, one.person.point.id)["notices"][0]
        said = {"kind": "consultation", "answer": notice["outage"]["words"], "outage_id": notice["outage"]["id"]}
        one.ticket = self._made(self._desk(one).answer_at_once(self._card(one, call, **said)))
        one.end = "at_once"
        self._is_answered(one)

    def _comes_registered(self, one, call):
        one.ticket = self._made(self._desk(one).register(self._card(one, call, kind="outage_message")))
        one.end = "common_answer"
        self._is_answered(one)

    def _comes_elsewhere(self, one, call):
        self._comes_registered(one, call)
        one.end = "own_course"

    def _made(self, answer):
        return self.env["helpdesk.ticket"].browse(answer["ticket"]["id"])

    def _form(self, one):
        forms = self.env["grid.portal.submission"].sudo()
        form = forms._open(forms._new_key(), {"session_mark": f"s{one.number}", "address_mark": f"a{one.number}"})
        typed = {"account_number": one.person.point.account_number, "email": one.person.email, "text": WORDS}
        form._keep_typed("outage", {**typed, "name": one.person.partner.name})
        one.told = form._known_outage()
        return form

    def _comes_site_told(self, one, _call):
        """She types her place, reads when supply comes back, and needs nothing more."""
        self._form(one)
        self.assertIn("10.12.2025 19:00", one.told)
        one.end = "site_told"

    def _comes_site(self, one, _call):
        form = self._form(one)
        values = self.env["helpdesk.ticket"].sudo()._form_vals(form._form(), self.env.company)
        one.ticket = form._file_appeal({**values, "channel_id": self.env.ref("grid_appeal.channel_site").id})
        one.end = "common_answer"

    def _comes_email(self, one, _call):
        self.env["mail.thread"].message_process("helpdesk.ticket", self._letter(one))
        self.env.invalidate_all()
        sent = [("message_id", "=", f"<storm-{one.number}@example.com>")]
        one.ticket = self.env["grid.intake"].search(sent).ticket_id
        one.end = "common_answer"

    def _letter(self, one):
        return (
            f"From: {one.person.email}\nTo: priem@storm.example\nMessage-ID: <storm-{one.number}@example.com>\n"
            f"Subject: =?utf-8?q?power?=\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{WORDS}\n"
        ).encode()
