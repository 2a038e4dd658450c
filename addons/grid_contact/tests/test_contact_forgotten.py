import base64

from odoo.tests import new_test_user, tagged

from ..texting import Piece
from .common_calls import CallsMixin
from .common_informer import InformerCase

WORDS = "Спросила Иванова про счётчик"


@tagged("post_install", "-at_install")
class TestContactForgotten(CallsMixin, InformerCase):
    """What a customer is told and given of her calls and messages, and what becomes of them at an erasure."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._settle_exchange()
        cls.officer = new_test_user(cls.env, "contact_officer", "grid_customer.group_privacy")
        cls.person = cls._customer("+79990000005", email="ivanova@example.com")
        cls.other = cls._customer("+79990000006", name="Петров Пётр Петрович", address="Кемерово, ул. Новая, 2")

    def setUp(self):
        super().setUp()
        self.phone = self.person.phone_sanitized
        self.call = self._answered(self.phone)
        self._more(self.call, ("recording", 90, {"recording": "https://exchange.example.com/1.mp3"}))
        self.call.with_user(self.users["operator"]).action_wrap_up(
            self.env["grid.call.result"].search([("is_by_act", "=", False)], limit=1).id, WORDS
        )
        self.lost = self._lost(self.phone)
        self.theirs = self._answered(self.other.phone_sanitized)

    def _erase(self):
        self.person.with_user(self.officer)._pseudonymise("Просьба")
        self.env.invalidate_all()

    def _sms(self, **origin):
        return self.env["grid.sms"]._queue(self.phone, "Свет дадут к вечеру", partner_id=self.person.id, **origin)

    # --- to read and to take
    def test_what_was_said_is_hers_and_nobody_elses(self):
        self._sms()
        exported = self.person._exported_besides()
        self.assertEqual([call["note"] for call in exported["calls"]], [WORDS, False])
        self.assertEqual([call["is_recorded"] for call in exported["calls"]], [True, False])
        self.assertEqual([one["phone"] for one in exported["call_backs"]], [self.phone])
        self.assertEqual([one["text"] for one in exported["sms"]], ["Свет дадут к вечеру"])
        rows = [row for section in self.person._kept_besides().values() for row in section["rows"]]
        self.assertEqual([count for _what, count in rows], [2, 1, 1])
        theirs = self.other._exported_besides()
        self.assertEqual((len(theirs["calls"]), theirs["call_backs"], theirs["sms"]), (1, [], []))

    # --- to forget
    def test_a_call_stays_for_the_figures_and_is_nobodys(self):
        figures = self.call.stage, self.call.wait_seconds, self.call.talk_seconds, self.call.result_id
        self._erase()
        self.assertFalse(any((self.call.partner_id, self.call.caller, self.call.note, self.call.recording_url)))
        self.assertEqual(
            (self.call.stage, self.call.wait_seconds, self.call.talk_seconds, self.call.result_id), figures
        )
        self.assertFalse([event.said for event in self.call.event_ids if {"caller", "recording"} & event.said.keys()])
        self.assertEqual((self.theirs.partner_id, self.theirs.caller), (self.other, self.other.phone_sanitized))

    def test_a_late_event_does_not_bring_the_person_back(self):
        self._erase()
        self._more(self.call, ("menu", 1, {"step": "late"}))
        self.assertFalse(self.call.caller or self.call.partner_id)

    def test_what_has_her_telephone_alone_is_forgotten_too(self):
        sms = self._sms()
        sms.write({"state": "delivered"})
        for record in (self.call, sms):
            record.partner_id = False
        self._erase()
        self.assertFalse(self.call.caller or self.call.note)
        self.assertFalse(sms.body)
        self.assertTrue(self.theirs.caller)

    def test_the_list_of_a_campaign_goes_when_it_is_prepared(self):
        """The file names people whom no erasure would find in it."""
        file = base64.b64encode(f"Телефон;ФИО\n{self.phone};Иванова\n".encode())
        campaign = self._campaign(audience="list", list_file=file, list_name="a.csv", body="{{ name }}, свет дадут")
        campaign.action_approve()
        self._work(campaign, "_prepare")
        self.assertEqual(campaign.notice_ids.mapped("phone"), [self.phone])
        self.assertFalse(campaign.list_file)

    def test_what_was_promised_by_phone_ends(self):
        callback = self.env["grid.callback"].search([("call_id", "=", self.lost.id)])
        self.assertEqual(callback.state, "open")
        self._erase()
        self.assertEqual((callback.state, callback.deadline_ids.state), ("forgotten", "cancelled"))
        self.assertNotEqual(callback.phone, self.phone)
        self._erase()  # a second click
        self.assertFalse(self.env["grid.callback"].search([("phone", "=", self.phone)]))

    def test_an_sms_that_has_not_left_does_not_leave(self):
        gone, waiting = self._sms(), self._sms()
        gone.write({"state": "delivered"})
        self._erase()
        self.assertFalse(waiting.exists())
        self.assertEqual((gone.state, gone.body, gone.part_ids.mapped("body")), ("delivered", False, [False]))
        self.assertNotEqual(gone.phone, self.phone)

    def test_what_she_wrote_by_sms_is_hers_and_is_forgotten(self):
        journal, provider = self.env["grid.sms.incoming"], self.provider
        known, unknown = journal._take(provider, [("a", self.phone, "Где свет?"), ("b", self.phone, "Мигает")])
        unknown.partner_id = False
        piece = Piece("Добрый", 7, 2, 1)
        self.env["grid.sms.piece"]._keep(provider, [(self.phone, piece), (self.other.phone_sanitized, piece)])
        theirs = journal._take(provider, [("c", self.other.phone_sanitized, "Спасибо")])
        self.assertEqual([one["text"] for one in self.person._exported_besides()["sms_from_you"]], ["Где свет?"])
        self._erase()
        for one in (known, unknown):
            self.assertFalse(one.partner_id or one.body or one.key)
            self.assertNotEqual(one.phone, self.phone)
        self.assertEqual((theirs.partner_id, theirs.body), (self.other, "Спасибо"))
        self.assertEqual(self.env["grid.sms.piece"].search([]).mapped("phone"), [self.other.phone_sanitized])

    def test_the_sms_of_an_appeal_stays_in_its_file(self):
        sms = self._sms(ticket_id=self._appeal().id)
        self._erase()
        self.assertEqual((sms.phone, sms.body), (self.phone, "Свет дадут к вечеру"))

    def test_a_campaign_tells_her_no_more_and_adds_up(self):
        values = {"company_id": self.company.id, "branch_id": self.branch.id, "body": "Ремонт", "reach": "sms"}
        campaign = self._campaign()
        notices = self.env["grid.notice"].create(
            [
                {**values, "campaign_id": campaign.id, "partner_id": one.id, "phone": one.phone_sanitized,
                 "recipient": one.phone_sanitized, "name": one.name, "channel": "sms"}
                for one in self.person + self.other
            ]
        )  # fmt: skip
        self.assertEqual(self.person._exported_besides()["messages"][0]["text"], "Ремонт")
        self._erase()
        self.assertEqual(notices.mapped("state"), ["refused", "waiting"])
        self.assertFalse(any(notices[0][name] for name in ("partner_id", "phone", "name", "body")))
        self.assertNotIn(self.phone, notices[0].recipient)
        self.assertEqual(notices[1].partner_id, self.other)
