"""Forms of the addons beside the portal filled in by chance: told what is wrong, or done whole."""

from odoo.tests import tagged

from odoo.addons.grid_portal.tests.common_fuzz import FuzzCase

from .common_routes import BesideCase

TURNS = 25  # of each form
#: A branch is chosen by who may enter it, an account and a blank are those that there are; staff calls customers.
NEVER_BY_CHANCE = {
    "/grid_quality/sheet/{campaign}",
    "/grid_quality/sheet/{campaign}/hand",
    "/grid_quality/call/{calls}",
    "/grid_quality/call/{calls}/{called}",
}


@tagged("post_install", "-at_install")
class TestFuzz(BesideCase, FuzzCase):
    def test_forms_by_chance(self):
        sent, done = set(), set()
        for person in ("public", "owner"):
            for form in self._forms_of(person):
                sent.add(form.route.address)
                with self.subTest(form.path):
                    answers = [self._send_one(form, seed) for seed in range(TURNS)]
                    if not all(map(self._is_refused, answers)):
                        done.add(form.route.address)
        routes = [route for route in self.routes if route.method == "POST"]
        self.assertEqual({route.address for route in routes}, sent)
        self.assertEqual({route.address for route in routes if route.may} - done, NEVER_BY_CHANCE)

    def _assert_whole(self, _response, note):
        """A sheet that was taken has answers, and is the only one of its customer."""
        self.env.invalidate_all()
        campaign = self.env["grid.survey.campaign"].browse(self.given["campaign"])
        self.assertLessEqual(len(campaign.sheet_ids), 1, note)
        for sheet in campaign.sheet_ids:
            self.assertTrue(sheet.user_input_line_ids, f"{note}: half of a sheet")
