import ast

from odoo.tests import tagged

from .common_answer import AnswerCase


@tagged("post_install", "-at_install")
class TestReceipt(AnswerCase):
    def _receipt(self, ticket):
        return self._mails(ticket).filtered(lambda mail: ticket.number in (mail.subject or ""))

    def test_receipt_says_number_date_and_why(self):
        ticket = self._registered(channel_id=self._channel("email").id)
        mail = self._receipt(ticket)
        self.assertEqual(len(mail), 1)
        self.assertEqual(mail.email_to, "testova@example.com")
        self.assertIn("kem@seti.example", mail.email_from)
        self.assertEqual(mail.subject, f"Обращение № {ticket.number} зарегистрировано")
        text = self._plain(mail.body_html)
        due = ticket._answer_deadline().due_at
        self.assertIn(f"Ваше обращение зарегистрировано: № {ticket.number} от", text)
        self.assertIn(f"Ответ будет дан не позднее {self._plain(ticket._letter_date(due))}", text)
        self.assertIn("Почему эта дата", text)
        for line in ticket._answer_deadline().with_context(lang="ru_RU")._explain("public").splitlines():
            self.assertIn(self._plain(line), text)
        self.assertEqual(text.count("<a "), 1, "one button, no other link")
        self.assertIn(ticket._status_url(), text)
        self.assertNotIn("Внутренний контроль", text)
        self.assertNotIn("..", text)

    def test_each_receipt_of_a_batch_explains_its_own_date(self):
        tickets = self.env["helpdesk.ticket"].concat(
            *(self._appeal(received_at=f"2026-11-{day:02} 03:00:00") for day in (2, 2, 9))
        )
        tickets.action_register()
        for ticket in tickets:
            text = self._plain(self._receipt(ticket).body_html)
            for line in ticket._answer_deadline().with_context(lang="ru_RU")._explain("public").splitlines():
                self.assertIn(self._plain(line), text)

    def test_the_link_follows_the_address_of_the_companys_site(self):
        ticket = self._registered()
        self.env["ir.config_parameter"].set_param("web.base.url", "https://seti.example")
        self.assertTrue(ticket._status_url().startswith("https://seti.example/"))

    def test_receipt_is_marked_as_a_machines_letter(self):
        headers = ast.literal_eval(self._receipt(self._registered()).headers)
        self.assertEqual(headers["Auto-Submitted"], "auto-replied")
        self.assertEqual(headers["X-Auto-Response-Suppress"], "All")

    def test_the_history_shows_one_line(self):
        ticket = self._registered()
        lines = ticket.message_ids.mapped("body")
        self.assertTrue([line for line in lines if "testova@example.com" in line and "Почему" not in line])

    def test_confirmation_is_promised_and_kept_for_the_internet_only(self):
        for channel, state in (("email", "met"), ("site", "met"), ("post", None), ("window", None)):
            with self.subTest(channel=channel):
                ticket = self._registered(channel_id=self._channel(channel).id)
                promise = ticket.deadline_ids.filtered(lambda one: one.code == "appeal_confirm_receipt")
                self.assertEqual(promise.state or None, state)
                if promise:
                    self.assertEqual(promise.started_at, ticket.registered_at)

    def test_nothing_goes_to_ourselves_to_robots_or_nowhere(self):
        self.env["fetchmail.server"].create({"name": "Приём", "server_type": "imap", "user": "priem@seti.example"})
        person = self.env["res.partner"].create({"name": "Без Почты"}).id
        for address in (
            "Priem@SETI.example",
            "kem@seti.example",
            "office@seti.example",
            "MAILER-DAEMON@mx.example",
            "no-reply@shop.example",
            "noreply+123@shop.example",
            "not an address",
            False,
        ):
            with self.subTest(address=address):
                ticket = self._registered(
                    partner_id=person, partner_email=address, channel_id=self._channel("email").id
                )
                self.assertFalse(self._mails(ticket))
                promise = ticket.deadline_ids.filtered(lambda one: one.code == "appeal_confirm_receipt")
                self.assertEqual(promise.state, "running", "not told is not kept")

    def test_the_site_tells_the_number_on_its_next_page(self):
        person = self.env["res.partner"].create({"name": "Без Почты", "phone": "+79050007788"}).id
        for channel in ("site", "account"):
            ticket = self._registered(partner_id=person, channel_id=self._channel(channel).id)
            promise = ticket.deadline_ids.filtered(lambda one: one.code == "appeal_confirm_receipt")
            self.assertEqual((promise.state, self._mails(ticket).ids), ("met", []))

    def test_a_name_that_looks_like_markup_stays_a_name(self):
        ticket = self._registered(name="<script>alert(1)</script>", partner_id=self.citizen.id)
        self.assertNotIn("<script>", self._receipt(ticket).body_html)

    def test_a_batch_asks_the_database_as_often_as_one(self):
        def many(count):
            people = self.env["res.partner"].create(
                [{"name": f"Клиент {n}", "email": f"client{n}@example.com"} for n in range(count)]
            )
            email = self._channel("email").id
            tickets = self.env["helpdesk.ticket"].create(
                [self._vals(partner_id=person.id, partner_email=person.email, channel_id=email) for person in people]
            )
            tickets.action_register()
            self.env.flush_all()
            self.env.invalidate_all()
            return tickets

        def cost(tickets):
            before = self.env.cr.sql_log_count
            self.assertEqual(tickets._send_receipt(), tickets)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        cost(many(3))  # templates and caches of the first time
        few, lot = cost(many(3)), cost(many(60))
        self.assertLessEqual(lot, few + 2, f"{few} queries for 3 receipts, {lot} for 60")
        self.assertLessEqual(lot, 40)
