"""A consent given by several clicks at once: real transactions note one."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.tests.common_race import RaceCase

VERSION = "consent race"


@tagged("post_install", "-at_install")
class TestConsentRace(RaceCase):
    CODE = "RACC"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].create({"name": "Гонка согласий", "code": self.CODE})
            text = env["grid.consent.text"].create({"purpose": "survey", "version": VERSION, "body": "Согласна."})
            ticket = env["helpdesk.ticket"].create(
                {
                    "name": "Гонка согласий",
                    "description": "<p>?</p>",
                    "branch_id": branch.id,
                    "channel_id": env.ref("grid_appeal.channel_site").id,
                    "partner_name": "Гонкина Анна",
                    "partner_email": "race.consent@example.com",
                }
            )
            self.text_id, self.ticket_id = text.id, ticket.id
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

    def _sweep_after(self, env):
        env.cr.execute("DELETE FROM grid_consent_text WHERE version = %s", [VERSION])
        env.cr.execute("DELETE FROM res_partner WHERE email = 'race.consent@example.com'")
