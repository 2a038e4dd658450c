"""The card of a call: the outage at the address speaks first and answers at once."""

from odoo.tests import tagged

from .common_outage import NOW, OutageCase, at


@tagged("post_install", "-at_install")
class TestOutageDesk(OutageCase):
    def test_the_outage_speaks_first(self):
        with at(NOW):
            outage = self._under_way(started_at=NOW, expected_end_at="2026-03-02 12:00:00")
            self._report(usage_point_id=self.neighbour_point.id, partner_id=self.factory.id)
            first, *others = self._desk().show(self.citizen.id)["notices"]
        self.assertEqual((first["sequence"], first["level"], first["outage"]["id"]), (0, "danger", outage.id))
        for words in (self.point.address, "02.03.2026 16:00", "02.03.2026 19:00", "Обрыв провода"):
            self.assertIn(words, first["text"])
        self.assertEqual(len(others), 1)

    def test_an_end_that_has_passed_is_no_promise(self):
        with at(NOW):
            self._under_way(started_at=NOW, expected_end_at="2026-03-02 10:00:00")
        with at("2026-03-02 10:01:00"):
            (notice,) = self._desk().show(self.citizen.id)["notices"]
        self.assertIn("take longer", notice["text"])

    def test_a_planned_outage_ahead_warns_and_becomes_current(self):
        self.neighbour_point.feeder_id = False
        with at("2026-02-02 05:00:00"):
            outage = self._planned("2026-03-10 02:00:00")
            self._notice(outage, "2026-02-02")
            outage.action_announce()
            (notice,) = self._desk().show(self.citizen.id)["notices"]
            self.assertEqual((notice["level"], notice.get("outage")), ("warning", None))
        with at("2026-03-10 02:00:00"):  # nobody pressed the button yet
            (notice,) = self._desk().show(self.citizen.id)["notices"]
            self.assertEqual((notice["level"], notice["outage"]["id"]), ("danger", outage.id))

    def test_it_answers_at_first_contact_and_is_counted_so(self):
        outage = self._under_way()
        (notice,) = self._desk().show(self.citizen.id)["notices"]
        answer = self._desk().answer_at_once(
            self._card(text="Нет света", answer=notice["outage"]["words"], outage_id=outage.id, point_id=self.point.id)
        )
        ticket = self._ticket(answer)
        self.assertEqual((ticket.state, ticket.outage_id), ("closed", outage))
        self.assertTrue(ticket.closed_at_first_contact)
        self.assertEqual(ticket.category_id, self.env.ref("grid_appeal.category_outage_emergency"))
        self.assertEqual((outage.ticket_count, outage.first_contact_count), (1, 1))

    def test_an_outage_that_is_over_or_not_there_links_nothing(self):
        outage = self._under_way()
        outage.action_restore()
        for key, outage_id in (("card-2", outage.id), ("card-3", 10**9)):
            ticket = self._ticket(self._desk().register(self._card(key=key, text="Нет света", outage_id=outage_id)))
            self.assertFalse(ticket.outage_id)

    def test_an_outage_on_the_card_costs_a_few_queries(self):
        self._under_way()
        desk = self._desk()
        for _turn in range(2):
            desk.show(self.citizen.id)
            self.env.invalidate_all()
        points = desk.env["grid.usage.point"].browse(self.point.id)
        points.fetch(["address", "branch_id", "feeder_id"])
        self.env.flush_all()
        with self.assertQueryCount(7):
            desk._desk_notices(desk.env["res.partner"].browse(self.citizen.id), points)
