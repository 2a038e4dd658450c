from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common_informer import InformerCase

STAFF = ("operator", "manager", "specialist", "supervisor", "head")
DANGER = "Оборван провод у школы, искрит!"


@tagged("post_install", "-at_install")
class TestSmsIncoming(InformerCase):
    """What becomes of an SMS of a customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls._customer()
        cls.journal = cls.env["grid.sms.incoming"]

    def _say(self, text, phone="+79990000005", key=False):
        return self.journal._take(self.provider, [(key, phone, text)])

    def _refusal(self, customer=None):
        return self.env["grid.notice.refusal"].search([("partner_id", "=", (customer or self.customer).id)])

    # --- whose it is
    def test_it_knows_the_customer_the_branch_and_what_we_wrote(self):
        sms = self.env["grid.sms"]._queue("+79990000005", "Свет дадут в 18:00", branch_id=self.other_branch.id)
        said = self._say("А точно?", "8 999 000 00 05")
        self.assertEqual((said.phone, said.partner_id), ("+79990000005", self.customer))
        self.assertEqual((said.answered_id, said.branch_id), (sms, self.other_branch))
        self.assertEqual(self._say("Где?", "+79990000077").branch_id.ids, [])

    def test_without_an_sms_of_ours_the_branch_is_that_of_her_usage_point(self):
        self.assertEqual(self._say("Где свет?").branch_id, self.branch)

    def test_a_code_is_not_shown_beside_the_answer(self):
        self.env["grid.sms"]._queue("+79990000005", "Код 123456", is_secret=True)
        self.assertFalse(self._say("Что это?").answered_id)

    def test_a_debt_is_not_shown_beside_the_answer(self):
        self.env["grid.sms"]._queue("+79990000005", "Долг 500,00 руб.", self.provider, is_private=True)
        self.assertFalse(self._as("operator", self._say("Уже оплатил")).answered_body)

    def test_of_several_customers_of_a_telephone_the_one_we_wrote_to_answers(self):
        other = self._customer(name="Иванов Пётр")
        self.assertFalse(self._say("Первое").partner_id)
        self.env["grid.sms"]._queue("+79990000005", "Свет дадут в 18:00", partner_id=other.id)
        self.assertEqual(self._say("Второе").partner_id, other)

    def test_a_short_number_or_a_name_is_kept_as_it_is(self):
        self.assertEqual(self._say("Реклама", "900").phone, "900")

    # --- stop
    def test_stop_is_a_refusal_of_sms_once(self):
        for text in ("СТОП", "stop!"):
            self.assertEqual(self._say(text).state, "refusal")
        self.assertEqual(self._refusal().mapped("channel"), ["sms"])

    def test_stop_of_a_telephone_that_nobody_has_waits_for_a_person(self):
        self.assertEqual(self._say("СТОП", "+79990000077").state, "new")

    def test_stop_of_a_shared_telephone_is_of_everybody_there(self):
        other = self._customer(name="Иванов Пётр")
        self._say("Стоп")
        self.assertTrue(self._refusal() and self._refusal(other))

    # --- other words
    def test_a_digit_that_nobody_asked_for_waits_for_a_person(self):
        self.assertEqual(self._say("5").state, "new")

    def test_words_become_one_appeal_by_one_press(self):
        said = self._say("Мигает свет второй день\nКогда почините?")
        said.branch_id = self.branch
        mine = said.with_user(self.users["operator"])
        opened = [mine.action_register()["res_id"] for _twice in range(2)]
        ticket = said.ticket_id
        self.assertEqual(opened, [ticket.id] * 2)
        self.assertEqual((said.state, said.decided_by_id), ("registered", self.users["operator"]))
        self.assertEqual((ticket.partner_id, ticket.branch_id), (self.customer, self.branch))
        self.assertEqual((ticket.channel_id.code, ticket.received_at), ("sms", said.received_at))
        self.assertTrue(ticket.number)
        self.assertIn("Когда почините?", ticket.description)

    def test_words_of_nobody_known_become_an_appeal_too(self):
        said = self._say("Мигает свет", "+79990000077")
        said.with_user(self.users["operator"]).action_register()
        self.assertEqual(said.ticket_id.partner_phone, "+79990000077")

    def test_no_appeal_and_then_one_after_all(self):
        said = self._say("Спасибо")
        said.with_user(self.users["operator"]).action_no_appeal()
        self.assertEqual((said.state, said.decided_by_id), ("read", self.users["operator"]))
        said.with_user(self.users["manager"]).action_register()
        said.with_user(self.users["operator"]).action_no_appeal()
        self.assertEqual(said.state, "registered")

    # --- danger
    def test_danger_is_registered_at_once_and_the_dispatcher_told(self):
        said = self._say(DANGER)
        self.assertEqual((said.state, said.ticket_id.danger, said.ticket_id.priority), ("registered", True, "3"))
        self.assertFalse(said.decided_by_id)

    def test_danger_that_cannot_be_registered_is_seen_and_hinders_nothing(self):
        with (
            patch.object(type(self.journal), "_become_appeal", side_effect=UserError("нет")),
            self.assertLogs("odoo.addons.grid_contact.models.grid_sms_incoming", "WARNING") as log,
        ):
            one, other = self.journal._take(
                self.provider, [(False, "+79990000005", DANGER), (False, "+79990000006", "Спасибо")]
            )
        self.assertEqual((one.state, one.danger, other.state), ("new", True, "new"))
        self.assertNotIn("999000", "".join(log.output))

    # --- once
    def test_the_same_number_of_the_provider_is_the_same_message(self):
        self._say("Раз", key="a1")
        self.assertFalse(self._say("Раз", key="a1"))
        self.assertEqual(len(self._say("Раз", key="a2")), 1, "the customer has written it again")

    # --- rights
    def test_who_reads_and_who_decides(self):
        said = self._say("Мигает свет")
        said.branch_id = self.branch
        for role in self.users:
            with self.subTest(role):
                mine = self._as(role, said)
                self.assertEqual(mine.has_access("read"), role in STAFF)
                self.assertFalse(mine.has_access("write") or mine.has_access("unlink") or mine.has_access("create"))
                if role not in STAFF:
                    with self.assertRaises(AccessError):
                        mine.action_register()
        for stranger in (self.stranger, self.portal_user):
            self.assertFalse(said.with_user(stranger).has_access("read"))
            with self.assertRaises(AccessError):
                said.with_user(stranger).action_no_appeal()
        self.assertEqual(said.state, "new")

    def test_parts_of_long_ones_are_nobodys_to_read(self):
        for role in self.users:
            self.assertFalse(self._as(role, self.env["grid.sms.piece"]).has_access("read"), role)

    # --- settings
    def test_a_name_cannot_be_answered(self):
        with self.assertRaisesRegex(ValidationError, "number as sender"):
            self.provider.is_answered = True
        self.provider.write({"sender": "5050", "is_answered": True})

    # --- speed
    def test_a_batch_asks_the_base_a_fixed_number_of_times(self):
        for count in (2, 50):
            self.env.flush_all()
            said = [(f"{count}-{number}", f"+7999100{number:04}", "Спасибо") for number in range(count)]
            with self.subTest(count), self.assertQueryCount(8):
                self.journal._take(self.provider, said)
