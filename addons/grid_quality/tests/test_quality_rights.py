"""The orders about quality: every role reads their rows, a methodologist edits them."""

from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common import AppealCase
from odoo.addons.grid_appeal.tests.common_rights import RoleChecks
from odoo.addons.grid_customer.tests.common import EVERYBODY, METHOD, NOBODY

CONTROL = {"supervisor", "head"} | METHOD
HEAD = {"head"}
#: Who takes paper at the window, and enters it.
PAPER = {"manager"}
#: Who calls customers of a survey by phone, and asks them.
CALLS = {"operator"}
FORMS = {"supervisor", "head"}
MAY = {
    "grid.indicator": (EVERYBODY, METHOD, METHOD, METHOD),
    "grid.indicator.method": (EVERYBODY, METHOD, METHOD, METHOD),
    "grid.indicator.year": (CONTROL, HEAD, HEAD, HEAD),
    "grid.indicator.value": (CONTROL, HEAD | METHOD, NOBODY, NOBODY),
    "grid.indicator.what.if": (CONTROL, CONTROL, CONTROL, NOBODY),
    "grid.indicator.what.if.line": (CONTROL, CONTROL, CONTROL, NOBODY),
    "grid.document": (EVERYBODY, HEAD | METHOD, HEAD | METHOD, METHOD),
    "grid.statutory.form": (EVERYBODY, METHOD, METHOD, METHOD),
    "grid.statutory.column": (EVERYBODY, METHOD, METHOD, METHOD),
    "grid.statutory.row": (EVERYBODY, METHOD, METHOD, METHOD),
    "grid.survey.campaign": (CONTROL | PAPER | CALLS, METHOD, METHOD, METHOD),
    "grid.survey.stratum": (CONTROL | PAPER, NOBODY, NOBODY, NOBODY),
    "grid.survey.invitation": (CONTROL, NOBODY, NOBODY, NOBODY),
    "grid.survey.answer": (CONTROL, NOBODY, NOBODY, NOBODY),
    "grid.survey.result": (CONTROL, NOBODY, NOBODY, NOBODY),
    "survey.survey": (CONTROL, METHOD, METHOD, NOBODY),
    "survey.question": (CONTROL, METHOD, METHOD, METHOD),
    "survey.question.answer": (CONTROL, METHOD, METHOD, METHOD),
    "grid.low.mark": (CONTROL, CONTROL - METHOD, NOBODY, NOBODY),
    "grid.improvement": (EVERYBODY, CONTROL, CONTROL, CONTROL),
    # sheets are read as answers alone: whose they are stays with them
    "survey.user_input": (NOBODY, NOBODY, NOBODY, NOBODY),
    "survey.user_input.line": (NOBODY, NOBODY, NOBODY, NOBODY),
    "grid.statutory.chunk": (HEAD, NOBODY, NOBODY, NOBODY),
    "grid.statutory.line": (FORMS, HEAD, HEAD, HEAD),
    "grid.digest": (FORMS, FORMS, FORMS, FORMS),
    "grid.statutory.report": (FORMS, HEAD, HEAD, HEAD),
}


@tagged("post_install", "-at_install")
class TestQualityRights(RoleChecks, AppealCase):
    def test_every_role_may_do_its_work_and_no_more(self):
        self._assert_roles(MAY)

    def test_who_has_no_role_has_no_right(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            self._assert_no_right(user, MAY)
