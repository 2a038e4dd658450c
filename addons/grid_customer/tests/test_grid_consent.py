from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ROLES, CustomerCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 05:00:00")
class TestGridConsent(CustomerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.text = cls.env["grid.consent.text"].create(
            {"purpose": "survey", "version": "1.0", "valid_from": date(2025, 9, 1), "body": "Я согласен на опросы."}
        )

    def _given(self, who="manager", **vals):
        vals = {"partner_id": self.ivanov.id, "text_id": self.text.id, "given_on": date(2026, 3, 1), **vals}
        return self.as_(who, "grid.consent").create(vals)

    def test_the_text_is_kept_as_it_was_given(self):
        consent = self._given()
        self.assertEqual((consent.purpose, consent.version, consent.body), ("survey", "1.0", "Я согласен на опросы."))
        self.assertEqual((consent.state, consent.company_id), ("given", self.company))
        with self.assertRaises(UserError):
            self.text.body = "Я согласен на всё."
        newer = self.text.copy({"version": "2.0", "body": "Новый текст"})
        newer.body = "Новейший текст"
        self.assertEqual(self._given(text_id=newer.id).body, "Новейший текст")

    def test_a_consent_not_yet_given_has_no_name(self):
        self.assertFalse(self.env["grid.consent"].new({}).display_name)
        self.assertTrue(self._given().display_name.endswith(f": {self.ivanov.display_name}"))

    def test_labels_of_the_mixin_are_russian_however_late_the_addon_comes(self):
        self.env["res.lang"]._activate_lang("ru_RU")
        label = self.env["ir.model.fields.selection"].search(
            [
                ("field_id.model", "=", "grid.consent"),
                ("field_id.name", "=", "deadline_state"),
                ("value", "=", "running"),
            ]
        )
        self.env.cr.execute(
            "UPDATE ir_model_fields_selection SET name = name - 'ru_RU' WHERE id = %s RETURNING name", [label.id]
        )
        self.assertEqual(self.env.cr.fetchone(), ({"en_US": "In time"},))
        self.env["ir.module.module"]._load_module_terms(["grid_customer"], ["ru_RU"])
        self.assertEqual(label.with_context(lang="ru_RU").name, "В срок")

    def test_it_is_never_edited_nor_deleted(self):
        consent = self._given()
        for record in (consent, consent.sudo()):
            for attempt in (
                lambda one=record: one.write({"given_on": date(2026, 3, 2)}),
                lambda one=record: one.write({"withdrawn_at": datetime(2026, 3, 9)}),
                lambda one=record: one.unlink(),
            ):
                with self.assertRaises(UserError):
                    attempt()

    def test_it_is_not_given_in_the_future(self):
        with self.assertRaises(UserError):
            self._given(given_on=date(2026, 3, 11))

    def test_a_withdrawal_starts_the_term_of_destruction(self):
        consent = self._given()
        consent._withdraw("post", datetime(2026, 3, 9, 3, 0))
        self.assertEqual((consent.state, consent.withdrawn_way), ("withdrawn", "post"))
        self.assertEqual(consent.withdrawn_by_id, self.people["manager"])
        promise = consent.sudo().deadline_ids
        self.assertEqual((promise.code, promise.state), ("pd_withdraw_destroy", "running"))
        self.assertEqual(promise.due_text, "08.04.2026")
        self.assertEqual(promise.event_ids.user_id, self.people["manager"])
        self.assertIn(promise, self.as_("privacy", "legal.deadline").search([]))

    def test_a_second_withdrawal_changes_nothing(self):
        consent = self._given()
        consent._withdraw("post", datetime(2026, 3, 9, 3, 0))
        self.as_("specialist", consent)._withdraw("email")
        self.assertEqual((consent.withdrawn_way, consent.withdrawn_by_id), ("post", self.people["manager"]))
        self.assertEqual(len(consent.sudo().deadline_ids), 1)

    def test_a_withdrawal_is_neither_before_the_consent_nor_in_the_future(self):
        consent = self._given()
        for moment in (datetime(2026, 2, 28, 16, 0), datetime(2026, 3, 10, 5, 1)):
            with self.subTest(moment), self.assertRaises(UserError):
                consent._withdraw("post", moment)
        consent._withdraw("post", datetime(2026, 2, 28, 17, 0))  # the 1st of March in Kuzbass

    def test_the_officer_alone_says_what_became_of_the_data(self):
        consent, other = self._given(), self._given()
        (consent + other)._withdraw("paper")
        for role in set(ROLES) - {"privacy"}:
            for attempt in (
                lambda r=role: self.as_(r, consent)._destroyed(),
                lambda r=role: self.as_(r, consent)._keep("Договор"),
            ):
                with self.assertRaises(AccessError):
                    attempt()
        with freeze_time("2026-04-08 10:00:00"):
            self.as_("privacy", consent)._destroyed()
        self.as_("privacy", other)._keep("Договор 12 от 01.02.2020")
        self.assertEqual((consent.sudo().deadline_ids.state, other.sudo().deadline_ids.state), ("met", "cancelled"))
        self.assertEqual(other.sudo().deadline_ids.event_ids.filtered("reason").reason, "Договор 12 от 01.02.2020")

    def test_the_officer_is_warned_of_a_destruction_that_is_due(self):
        consent = self._given()
        told = consent.sudo()._deadline_recipients("executor")[consent.id]
        self.assertIn(self.people["privacy"], told)
        self.assertFalse(told & (self.people["manager"] + self.people["head"]))

    def test_each_act_is_done_in_its_dialog(self):
        consent = self._given("operator", given_way="phone")
        acts = self.as_("operator", "grid.consent.act")
        acts.create({"consent_id": consent.id, "act": "withdraw", "way": "phone"}).action_do()
        self.assertEqual(consent.state, "withdrawn")
        acts = self.as_("privacy", "grid.consent.act")
        with self.assertRaises(UserError):
            acts.create({"consent_id": consent.id, "act": "keep"}).action_do()
        acts.create({"consent_id": consent.id, "act": "destroyed"}).action_do()
        self.assertEqual(consent.sudo().deadline_ids.state, "met")

    def test_who_agreed_is_asked_once_for_many(self):
        self._given()
        les = self._given(partner_id=self.les.id)
        les._withdraw("paper")
        customers = self.ivanov + self.les
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.assertEqual(customers._has_consent("survey"), self.ivanov)
        self.assertFalse(customers._has_consent("news"))

    def test_states_are_found_as_they_are_shown(self):
        consent, withdrawn = self._given(), self._given()
        withdrawn._withdraw("paper")
        consents = self.as_("head", "grid.consent")
        self.assertEqual(consents.search([("state", "=", "given")]), consent)
        self.assertEqual(consents.search([("state", "=", "withdrawn")]), withdrawn)
        self.assertEqual(consents.search([("state", "in", ["given", "withdrawn"])]), consent + withdrawn)

    def test_consents_given_to_a_neighbour_are_not_seen(self):
        neighbours = self.env["grid.consent"].with_context(allowed_company_ids=self.neighbour.ids)
        text = self.text.sudo().copy({"company_id": self.neighbour.id})
        theirs = neighbours.create({"partner_id": self.stranger.id, "text_id": text.id, "given_on": date(2026, 3, 1)})
        self.assertEqual(theirs.company_id, self.neighbour)
        for role in ROLES:
            self.assertNotIn(theirs, self.as_(role, "grid.consent").search([]))
