"""The page of supervisors: what is overdue, due today and this week, by branch, team and handler."""

from freezegun import freeze_time
from lxml import html

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL
from odoo.tools.safe_eval import safe_eval

from ..models.grid_deadline_card import COUNTED
from .common import ROLES, AppealCase

# appeals received on 02.03.2026 are to be answered by Wednesday 01.04.2026
TUESDAY, WEDNESDAY, THURSDAY = "2026-03-31 03:00:00", "2026-04-01 03:00:00", "2026-04-02 03:00:00"


class DeadlineCardCase(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env["helpdesk.ticket.team"].create({"name": "Тестовая группа"})
        cls.specialist = cls.users["specialist"]
        with freeze_time("2026-03-02 03:00:00"):
            vals = {"team_id": cls.team.id, "user_id": cls.specialist.id}
            cls.own = cls._appeal(**vals)
            cls.below = cls._appeal(branch_id=cls.district.id, **vals)
            cls.far = cls._appeal(branch_id=cls.other_branch.id)
            cls.answered = cls._appeal(**vals)
            (cls.own + cls.below + cls.far + cls.answered).action_register()
            cls.answered._mark_answered()

    def counts(self, card, role="supervisor"):
        self.env.invalidate_all()
        card = self._as(role, card)
        return tuple(card[f"{counter}_appeals"] for counter in COUNTED)


@tagged("post_install", "-at_install")
class TestDeadlineCard(DeadlineCardCase):
    def test_a_day_passes_from_counter_to_counter(self):
        for now, expected in (
            ("2026-03-27 03:00:00", (0, 0, 0)),
            (TUESDAY, (0, 0, 2)),
            (WEDNESDAY, (0, 2, 2)),
            (THURSDAY, (2, 0, 0)),
        ):
            for card in (self.branch, self.team, self.specialist):
                with freeze_time(now), self.subTest(now=now, card=card):
                    self.assertEqual(self.counts(card), expected)

    @freeze_time(THURSDAY)
    def test_a_branch_counts_what_is_below_it(self):
        self.assertEqual(self.counts(self.branch), (2, 0, 0))
        self.assertEqual(self.counts(self.district), (1, 0, 0))
        self.assertEqual(self.counts(self.other_branch, "head"), (1, 0, 0))

    def test_each_counter_opens_what_it_counts(self):
        for now in (TUESDAY, WEDNESDAY, THURSDAY):
            for card in (self.branch, self.district, self.team, self.specialist):
                for counter in COUNTED:
                    with freeze_time(now), self.subTest(now=now, card=card, counter=counter):
                        self.env.invalidate_all()
                        card = self._as("supervisor", card)
                        action = card.with_context(counter=counter).action_open_appeals()
                        found = self._as("supervisor", self.env[action["res_model"]]).search(action["domain"])
                        self.assertEqual(len(found), card[f"{counter}_appeals"])
                        self.assertIn(card.display_name, action["name"])

    @freeze_time(THURSDAY)
    def test_a_counter_tells_no_more_than_its_reader_may_see(self):
        self.assertEqual(self.counts(self.other_branch), (0, 0, 0))
        self.far.sudo()._by_act().team_id = self.team
        self.assertEqual(self.counts(self.team), (2, 0, 0))
        self.assertEqual(self.counts(self.team, "head"), (3, 0, 0))

    def test_counters_are_for_those_who_control(self):
        for role in ROLES:
            with self.subTest(role=role):
                if role in ("supervisor", "head"):
                    self.counts(self.branch, role)
                else:
                    with self.assertRaises(AccessError):
                        self.counts(self.branch, role)
                seen = self.env["ir.ui.menu"].with_user(self.users[role])._visible_menu_ids()
                menu = self.env.ref("grid_appeal.menu_deadline_control").id
                self.assertEqual(menu in seen, role in ("supervisor", "head"))

    @freeze_time(THURSDAY)
    def test_a_page_shows_the_cards_with_open_appeals_that_its_reader_may_see(self):
        pages = {
            "grid_branch": (self.branch + self.district, self.other_branch),
            "helpdesk_ticket_team": (self.team, self.env["helpdesk.ticket.team"].create({"name": "Без дела"})),
            "res_users": (self.specialist, self.stranger),
        }
        for name, (shown, hidden) in pages.items():
            action = self.env.ref(f"grid_appeal.{name}_action_deadlines")
            cards = self._as("supervisor", self.env[action.res_model]).search(safe_eval(action.domain))
            with self.subTest(page=name):
                self.assertEqual(cards & shown, shown)
                self.assertFalse(cards & hidden)
            arch = self._as("supervisor", cards).get_view(action.view_id.id, "kanban")["arch"]
            for counter in COUNTED:
                self.assertIn(f"{counter}_appeals", arch)

    @freeze_time(THURSDAY)
    def test_a_page_costs_the_same_for_three_cards_and_for_thirty(self):
        branches = self.env["grid.branch"].create(
            [
                {"name": f"Филиал {n}", "code": f"Q{chr(65 + n // 10)}{chr(65 + n % 10)}", "parent_id": self.branch.id}
                for n in range(30)
            ]
        )
        self.queries(branches[:3])
        self.assertEqual(self.queries(branches[:3]), self.queries(branches))
        # three counters; two of them ask for the zones of branches
        self.assertLessEqual(self.queries(branches), 10)

    def queries(self, cards):
        """Return how many queries the counters of these cards take."""
        self.env.flush_all()
        self.env.invalidate_all()
        cards = self._as("supervisor", cards)
        cards.mapped("display_name")
        before = self.cr.sql_log_count
        for counter in COUNTED:
            cards.mapped(f"{counter}_appeals")
        return self.cr.sql_log_count - before

    def test_filters_and_counters_use_the_index_of_open_work(self):
        self.env.flush_all()
        self.env.cr.execute("DROP INDEX IF EXISTS helpdesk_ticket__next_due_at_index")  # it would do for a few rows
        for way in ("seqscan", "sort", "incremental_sort"):
            self.env.cr.execute(f"SET LOCAL enable_{way} = off")
        tickets = self._as("supervisor", self.env["helpdesk.ticket"])
        view = tickets.get_view(self.env.ref("grid_appeal.helpdesk_ticket_view_search").id, "search")["arch"]
        for name in ("overdue", "today", "week"):
            domain = html.fromstring(view).find(f".//filter[@name='{name}']").get("domain")
            query = tickets._search(safe_eval(domain), order="next_due_at, id", limit=80).select()
            plan = "\n".join(line for (line,) in self.env.execute_query(SQL("EXPLAIN %s", query)))
            self.assertIn("helpdesk_ticket_open_due_idx", plan.replace("__", "_"), name)
