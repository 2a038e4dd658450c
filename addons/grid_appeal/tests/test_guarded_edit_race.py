from functools import partial
from threading import Barrier

from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.grid_guarded_edit import EditConflict
from .common_race import RaceCase

SUBJECT = "Мигает свет"


@tagged("post_install", "-at_install")
class TestTwoSavesAtOnce(RaceCase):
    """Two people save the same appeal at the same moment, in transactions of their own."""

    CODE = "GUARD"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction(lang="en_US")
        with guard:
            branch = env["grid.branch"].create({"name": "Гонка правок", "code": self.CODE})
            values = {"name": SUBJECT, "description": "<p>?</p>", "branch_id": branch.id, "is_anonymous": True}
            self.ticket_id = env["helpdesk.ticket"].create(values).id
            env.cr.commit()

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_one_is_saved_and_the_other_is_asked(self):
        both_have_looked, saved, asked = Barrier(2), [], []

        def save(subject):
            looked = []

            def act(ticket):
                ticket.mapped("name")  # the transaction sees the database from here on
                if not looked:
                    looked.append(both_have_looked.wait(20))
                return ticket.with_context(seen_values={"name": SUBJECT}).web_save({"name": subject}, {"name": {}})

            guard, env = self._transaction(lang="en_US")
            with guard:
                try:
                    saved.append(retrying(partial(act, env["helpdesk.ticket"].browse(self.ticket_id)), env)[0]["name"])
                except EditConflict as conflict:
                    asked.append(conflict.context["changes"][0]["now"])

        self._together(partial(save, "Первая правка"), partial(save, "Вторая правка"))
        self.assertEqual((len(saved), len(asked)), (1, 1))
        self.assertEqual(asked, saved, "whoever came second is shown what the first has saved")
        guard, env = self._transaction()
        with guard:
            self.assertEqual(env["helpdesk.ticket"].browse(self.ticket_id).name, saved[0])
