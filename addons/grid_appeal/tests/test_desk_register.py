"""A filled card becomes one appeal, registered or answered on the spot, and nothing typed is lost."""

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_desk import DeskCase


@tagged("post_install", "-at_install")
class TestDeskRegister(DeskCase):
    # --- registered
    def test_a_call_is_registered(self):
        answer = self._desk().register(
            self._card(point_id=self.point.id, text="Вечером мигает свет.\nЛампы перегорают.", kind="complaint",
                       category_id=self.env.ref("grid_appeal.category_voltage_unstable").id)
        )  # fmt: skip
        ticket = self._ticket(answer)
        self.assertEqual((ticket.state, ticket.kind, ticket.theme), ("registered", "complaint", "power_quality"))
        self.assertEqual((ticket.name, ticket.partner_id), ("Вечером мигает свет.", self.citizen))
        self.assertIn("Лампы перегорают", ticket.description)
        self.assertEqual(ticket.channel_id, self._channel("phone"))
        self.assertEqual(ticket.registered_by_id, self.users["operator"])
        self.assertEqual((ticket.usage_point_id, ticket.branch_id), (self.point, self.branch))
        self.assertEqual(answer["ticket"]["number"], ticket.number)
        self.assertTrue(answer["ticket"]["due"] and answer["ticket"]["why"])

    def test_the_clerk_sees_who_was_told_of_danger(self):
        self.branch.write({"dispatcher_ids": [], "dispatcher_email": "dispetcher@seti.example"})
        answer = self._desk().register(self._card(text="Возле школы оборван провод"))["ticket"]
        self.assertEqual((answer["danger"], answer["told"]), (True, "dispetcher@seti.example"))
        calm = self._desk().register(self._card(key="card-2"))["ticket"]
        self.assertEqual((calm["danger"], calm["told"]), (False, ""))

    def test_the_point_decides_the_branch(self):
        point = self.point.copy({"name": "T-1", "branch_id": self.district.id})
        ticket = self._ticket(self._desk().register(self._card(point_id=point.id)))
        self.assertEqual(ticket.branch_id, self.district)

    def test_somebody_elses_point_is_not_taken(self):
        ticket = self._ticket(self._desk().register(self._card(point_id=self.neighbour_point.id)))
        self.assertFalse(ticket.usage_point_id)

    def test_a_new_applicant_is_made_and_a_known_one_found(self):
        said = {"partner_id": False, "name": "Новикова Тест Тестовна", "phone": "8 905 777-00-01"}
        first = self._ticket(self._desk().register(self._card(**said)))
        again = self._ticket(self._desk().register(self._card(key="card-2", **said)))
        known = self._ticket(self._desk().register(self._card(key="card-3", partner_id=False, phone="89050000001")))
        self.assertEqual(first.partner_id.phone, "+79057770001")
        self.assertEqual(again.partner_id, first.partner_id)
        self.assertEqual(known.partner_id, self.citizen)

    def test_who_gives_no_name_is_anonymous(self):
        ticket = self._ticket(self._desk().register(self._card(partner_id=False, anonymous=True)))
        self.assertTrue(ticket.is_anonymous)
        self.assertFalse(ticket.partner_id)

    def test_a_card_does_not_reach_into_another_branch(self):
        with self.assertRaises(AccessError):
            self._desk().register(self._card(branch_id=self.other_branch.id))

    def test_bad_input_is_a_sentence_beside_its_field(self):
        nobody = {"partner_id": False}
        for typed, field in (
            ({"text": "  \n "}, "text"),
            ({"text": "я" * 20_001}, "text"),
            (nobody, "name"),
            ({**nobody, "phone": "12345"}, "phone"),
            ({**nobody, "email": "анна@"}, "email"),
            ({**nobody, "name": "Анна", "inn": "0000000000"}, "inn"),
            ({**nobody, "name": "Анна", "inn": "7717127212"}, "inn"),
        ):
            with self.subTest(typed=str(typed)[:60]):
                errors = self._desk().register(self._card(**typed))["errors"]
                self.assertEqual(list(errors), [field])
                self.assertGreater(len(errors[field]), 20)
        self.assertFalse(self.env["helpdesk.ticket"].search([("registered_by_id", "=", self.users["operator"].id)]))

    def test_markup_typed_stays_text(self):
        ticket = self._ticket(self._desk().register(self._card(text="<script>alert(1)</script> свет")))
        self.assertNotIn("<script", ticket.description)
        self.assertIn("alert(1)", ticket.description)

    # --- one card, one appeal
    def test_two_clicks_make_one_appeal(self):
        first = self._desk().register(self._card())
        second = self._desk().register(self._card(text="Другой текст"))
        third = self._desk().answer_at_once(self._card(answer="Ответ"))
        self.assertEqual(first["ticket"]["id"], second["ticket"]["id"])
        self.assertEqual(first["ticket"]["id"], third["ticket"]["id"])
        self.assertEqual(self._ticket(first).state, "registered")

    def test_the_same_key_of_another_clerk_is_another_card(self):
        mine = self._desk().register(self._card())
        hers = self._desk("manager").register(self._card())
        self.assertNotEqual(mine["ticket"]["id"], hers["ticket"]["id"])

    # --- answered on the spot
    def test_a_consultation_is_closed_at_first_contact(self):
        with freeze_time("2026-03-02 05:00:00"):
            answer = self._desk().answer_at_once(self._card(answer="Поверка до 2031 года."))
        ticket = self._ticket(answer)
        self.assertTrue(ticket.closed_at_first_contact and answer["ticket"]["first_contact"])
        self.assertEqual((ticket.state, ticket.kind), ("closed", "consultation"))
        self.assertEqual((ticket.oral_answer, ticket.user_id), ("Поверка до 2031 года.", self.users["operator"]))
        self.assertEqual(ticket.answered_at, ticket.closed_date)
        self.assertEqual(ticket.deadline_state, "met")
        self.assertFalse(ticket.next_due_at)
        self.assertTrue(ticket.number)
        self.assertIn("59-", " ".join(ticket.message_ids.mapped("body")))

    def test_who_was_answered_gets_no_promise_of_an_answer(self):
        mails = self.env["mail.mail"].search_count([])
        self._desk().answer_at_once(self._card(answer="Да."))
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_only_a_consultation_is_answered_so(self):
        for kind in ("complaint", "claim", "application", "outage_message", "pd_request"):
            errors = self._desk().answer_at_once(self._card(kind=kind, answer="Ответ"))["errors"]
            self.assertEqual(list(errors), ["kind"])
        self.assertEqual(list(self._desk().answer_at_once(self._card(answer=" "))["errors"]), ["answer"])
        for danger in ({"danger": True}, {"text": "Возле школы оборван провод"}):
            self.assertEqual(
                list(self._desk().answer_at_once(self._card(answer="Ждите", **danger))["errors"]), ["danger"]
            )
        with self.assertRaises(UserError):
            self._appeal()._answer_at_once("Ответ")

    def test_a_question_without_a_name_is_answered_too(self):
        ticket = self._ticket(self._desk().answer_at_once(self._card(partner_id=False, answer="Да.")))
        self.assertEqual((ticket.is_anonymous, ticket.state), (True, "closed"))

    def test_what_was_said_is_not_edited_afterwards(self):
        ticket = self._ticket(self._desk().answer_at_once(self._card(answer="Да.")))
        for vals in ({"oral_answer": "Нет."}, {"closed_at_first_contact": False}):
            with self.assertRaises(UserError):
                ticket.with_user(self.users["head"]).write(vals)

    def test_nobody_brings_a_first_contact_by_creating(self):
        ticket = self._as("operator", self.env["helpdesk.ticket"]).create(
            self._vals(closed_at_first_contact=True, oral_answer="Ответ")
        )
        self.assertFalse(ticket.closed_at_first_contact or ticket.oral_answer)

    # --- what is typed and not sent
    def _unfinished(self, role="operator"):
        return self._desk(role).start()["unfinished"]

    def test_what_is_typed_is_offered_again_to_its_clerk_alone(self):
        self._desk().keep("k1", {"text": "Мигает"})
        self._desk().keep("k1", {"text": "Мигает свет"})
        self.assertEqual(self._unfinished(), [{"key": "k1", "content": {"text": "Мигает свет"}}])
        self.assertFalse(self._unfinished("manager"))
        for role in ("operator", "head", "privacy"):
            with self.assertRaises(AccessError):
                self.env["grid.desk.card"].with_user(self.users[role]).search_read([], ["content"])

    def test_what_is_registered_or_dropped_is_not_kept(self):
        self._desk().keep("card-1", {"text": "Мигает свет"})
        self._desk().register(self._card())
        self._desk().keep("card-1", {"text": "пришло позже"})
        self._desk().keep("k2", {"text": "Другой"})
        self._desk().drop("k2")
        self.assertFalse(self._unfinished())
        cards = self.env["grid.desk.card"].search([("user_id", "=", self.users["operator"].id)])
        self.assertEqual((len(cards), cards.content), (1, False))

    def test_a_refused_card_stays_kept(self):
        self._desk().keep("card-1", {"phone": "12345"})
        self._desk().register(self._card(partner_id=False, phone="12345"))
        self.assertEqual(len(self._unfinished()), 1)

    def test_what_is_too_long_is_refused(self):
        with self.assertRaises(UserError):
            self._desk().keep("k1", {"text": "я" * 200_000})

    def test_old_cards_go(self):
        self._desk().keep("k1", {"text": "старое"})
        self._desk().keep("k2", {"text": "новое"})
        self.env.flush_all()
        self.env.cr.execute("UPDATE grid_desk_card SET write_date = write_date - interval '4 days' WHERE key = 'k1'")
        self.env["grid.desk.card"]._gc_old()
        self.assertEqual([card["key"] for card in self._unfinished()], ["k2"])
