"""A consent given by several clicks at once: real transactions note one."""

from secrets import token_urlsafe

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.tests.common_race import RaceCase

VERSION, EMAIL = "consent race", "race.consent@example.com"


@tagged("post_install", "-at_install")
class TestConsentRace(RaceCase):
    CODE = "RACC"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].create({"name": "Гонка согласий", "code": self.CODE})
            text = env["grid.consent.text"].create({"purpose": "survey", "version": VERSION, "body": "Согласна."})
            person = env["res.partner"].create({"name": "Гонкина Анна", "email": EMAIL})
            tickets = env["helpdesk.ticket"].create(
                [
                    {
                        "name": "Гонка согласий",
                        "description": "<p>?</p>",
                        "branch_id": branch.id,
                        "channel_id": env.ref("grid_appeal.channel_site").id,
                        "partner_id": person.id,
                        "partner_name": person.name,
                        "partner_email": EMAIL,
                    }
                    for _number in range(2)
                ]
            )
            codes = env["grid.portal.code"]
            marks = {"session_mark": "a" * 32, "address_mark": "b" * 32, "contact_mark": codes._mark_of(EMAIL)}
            code = codes.create({**marks, "handle": token_urlsafe(32), "purpose": "consent", "digest": "0"})
            self.text_id, self.person_id, self.code_id = text.id, person.id, code.id
            self.ticket_ids = tickets.ids
            self.ticket_id = tickets.ids[0]
            env.cr.commit()

    def _give(self, env):
        return (
            env["helpdesk.ticket"]
            .browse(self.ticket_id)
            ._give_consent(env["grid.consent.text"].browse(self.text_id))
            .id
        )

    @mute_logger("odoo.sql_db")
    def test_three_clicks_at_once_give_one_consent(self):
        given = self._clicks(lambda env, _number: self._give(env))
        self.assertEqual(len(set(given)), 1)
        guard, env = self._transaction()
        with guard:
            self.assertEqual(env["helpdesk.ticket"].browse(self.ticket_id).site_consent_ids.ids, given[:1])

    @mute_logger("odoo.sql_db")
    def test_two_confirmations_of_one_appeal_give_one_consent_of_the_card(self):
        self._agreed(self.ticket_ids[:1])
        self._clicks(lambda env, _number: self._prove(env, self.ticket_id))
        self._assert_one_consent(self.ticket_ids[:1])

    @mute_logger("odoo.sql_db")
    def test_two_appeals_of_one_person_confirmed_at_once_give_one_consent_of_the_card(self):
        self._agreed(self.ticket_ids)
        self._clicks(lambda env, number: self._prove(env, self.ticket_ids[number - 1]), count=2)
        self._assert_one_consent(self.ticket_ids)

    def _agreed(self, ticket_ids):
        """Give the consent on these appeals, while nobody has proved the contact yet."""
        guard, env = self._transaction()
        with guard:
            for ticket in env["helpdesk.ticket"].browse(ticket_ids):
                ticket._give_consent(env["grid.consent.text"].browse(self.text_id))
            env.cr.commit()

    def _prove(self, env, ticket_id):
        env["helpdesk.ticket"].browse(ticket_id)._prove_contact(env["grid.portal.code"].browse(self.code_id))

    def _assert_one_consent(self, ticket_ids):
        guard, env = self._transaction()
        with guard:
            (consent,) = env["grid.consent"].search([("partner_id", "=", self.person_id)])
            self.assertEqual(env["helpdesk.ticket"].browse(ticket_ids).site_consent_ids.consent_id, consent)

    def _sweep_after(self, env):
        env.cr.execute("DELETE FROM grid_consent WHERE version = %s", [VERSION])
        env.cr.execute("DELETE FROM grid_consent_text WHERE version = %s", [VERSION])
        env.cr.execute("DELETE FROM grid_portal_code WHERE purpose = 'consent' AND digest = '0'")
        env.cr.execute("DELETE FROM res_partner WHERE email = %s", [EMAIL])
