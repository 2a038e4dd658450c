"""A tile of an addon that the page knows nothing of: the page, its filters, lists, news, letters and files have it."""

import json

from freezegun import freeze_time

from odoo import api, fields, models
from odoo.orm.model_classes import add_to_registry
from odoo.tests import tagged

from ..live import Age, Tile, near
from .test_grid_digest import DigestCase
from .test_live_page import THURSDAY
from .test_live_page_file import LivePageFileCase

QUEUE, PAGE = "grid.test.queue", "grid.live.page"
CODES = ["test_waiting", "test_waiting_by_age", "test_served"]


class Queue(models.Model):
    """What an addon to come would count, and how it tells open pages of it."""

    _module = None
    _name = QUEUE
    _description = "Queue of a test"

    branch_id = fields.Many2one("grid.branch")
    came_at = fields.Datetime()
    is_served = fields.Boolean()

    @api.model_create_multi
    def create(self, vals_list):
        self.env[PAGE]._tell_change()
        return super().create(vals_list)


class Page(models.AbstractModel):
    _module = None
    _name = PAGE
    _inherit = [PAGE]

    @api.model
    def _sections(self):
        return {**super()._sections(), "test_queue": "Очередь"}

    @api.model
    def _tiles(self):
        common = {"model": QUEUE, "narrowed": {"branch_ids": "branch_id"}}
        waiting = [("is_served", "=", False)]
        ages = (Age("сегодня", 0, 0), Age("раньше", 1, None, "red"))
        return [
            *super()._tiles(),
            Tile(CODES[0], "Ждут в очереди", "now", "number", domain=lambda asked: waiting, level=near, **common),
            Tile(
                CODES[1],
                "Ждут, с какого дня",
                "test_queue",
                "bars",
                domain=lambda asked: waiting,
                groupby="came_at:day",
                ages=ages,
                **common,
            ),
            Tile(
                CODES[2],
                "Приняты",
                "test_queue",
                "share",
                domain=lambda asked: asked.during("came_at"),
                good=("is_served", True),
                unit="%",
                **common,
            ),
        ]


class OutsideTileCase(LivePageFileCase, DigestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        page = cls.registry[PAGE]
        cls.addClassCleanup(cls._forget, page._base_classes__)
        for definition in (Queue, Page):
            add_to_registry(cls.registry, definition)
        cls.registry._setup_models__(cls.env.cr, [QUEUE, PAGE])
        cls.registry.init_models(cls.env.cr, [QUEUE], {"models_to_check": True})
        cls.env["ir.model.access"].create(
            {
                "name": "Queue of a test",
                "model_id": cls.env["ir.model"]._get_id(QUEUE),
                "group_id": cls.env.ref("grid_customer.group_supervisor").id,
                "perm_read": True,
            }
        )
        cls.queue = cls.env[QUEUE]
        for branch, came, is_served in (
            (cls.branch, "2026-04-02 01:00:00", False),
            (cls.district, "2026-03-20 01:00:00", False),
            (cls.branch, "2026-04-02 02:00:00", True),
            (cls.other_branch, "2026-04-02 02:00:00", False),
        ):
            cls.queue.create({"branch_id": branch.id, "came_at": came, "is_served": is_served})
        cls.env.flush_all()

    @classmethod
    def _forget(cls, bases):
        cls.registry[PAGE]._base_classes__ = bases
        del cls.registry[QUEUE]
        cls.registry["base"]._inherit_children.discard(QUEUE)
        cls.registry._setup_models__(cls.env.cr, [PAGE])


@tagged("post_install", "-at_install")
@freeze_time(THURSDAY)
class TestOutsideTile(OutsideTileCase):
    def test_the_page_shows_it_in_its_section(self):
        page = self._as("head", self.page).with_context(allowed_company_ids=self.company.ids)
        tiles = list(json.loads(json.dumps(page.read_page({})))["tiles"].values())
        sections = [tile["section"] for tile in tiles]
        begun = [name for place, name in enumerate(sections) if place == 0 or sections[place - 1] != name]
        self.assertEqual(len(begun), len(set(begun)), "a section stands once, whoever adds to it")
        self.assertEqual(begun[0], "now")
        now = [tile["code"] for tile in tiles if tile["section"] == "now"]
        self.assertEqual(now[-1], CODES[0])
        self.assertEqual({tile["section_title"] for tile in tiles if tile["code"] in CODES[1:]}, {"Очередь"})

    def test_filters_narrow_it_or_it_says_that_they_do_not(self):
        every = self.read(codes=CODES)
        self.assertEqual([every[code]["value"] for code in CODES], [3, 3, 33.3])
        self.assertEqual(every[CODES[0]]["level"], "amber")
        own = self.read(filters={"branch_ids": self.branch.ids, "period": "today", "customer_group": "1"}, codes=CODES)
        self.assertEqual([own[code]["value"] for code in CODES], [2, 2, 50])
        self.assertEqual(own[CODES[0]]["left_out"], ["customer_group"])
        self.assertIn("customer group", own[CODES[0]]["left_out_said"])

    def test_its_figures_open_as_many_records_and_are_one_query_each(self):
        figures = json.loads(json.dumps(self.read("supervisor", {"branch_ids": []}, CODES)))
        self.assertEqual([figures[code]["value"] for code in CODES], [2, 2, 50])
        for figure in figures.values():
            self.assertEqual(figure["open"]["res_model"], QUEUE)
            model = self._as("supervisor", self.queue)
            self.assertEqual(model.search_count(figure["domain"]), figure["count"])
            for bar in figure["bars"]:
                self.assertEqual(model.search_count(bar["domain"]), bar["value"])
        none = self._queries(["none"])
        self.assertEqual([self._queries([code]) - none for code in CODES], [1, 1, 1])

    def _queries(self, codes):
        self.read(codes=codes)
        before = self.env.cr.sql_log_count
        self.read(codes=codes)
        return self.env.cr.sql_log_count - before

    def test_open_pages_are_told_of_its_change(self):
        self.registry_enter_test_mode()
        self.env.cr.postcommit.clear()
        bus = self.env["bus.bus"].sudo()
        last = bus._bus_last_id()
        self.queue.create([{"branch_id": self.branch.id}] * 2)
        self.env.flush_all()
        self.env.cr.postcommit.run()
        told = [json.loads(row.message)["type"] for row in bus.search([("id", ">", last)])]
        self.assertEqual(told.count(PAGE), 1)

    def test_files_have_it(self):
        book, figures = self.saved("xlsx")
        rows = [row[:2] for sheet in self.sheets(book) for row in sheet.iter_rows(values_only=True)]
        self.assertIn((figures[CODES[0]]["title"], 3), rows)
        self.assertIn(("раньше", 1), rows)
        self.assertIn("Очередь", [sheet.title for sheet in self.sheets(book)])
        words = self.words(self.saved("pdf")[0])
        for said in ("Ждут в очереди", "Ждут, с какого дня", "Очередь", "Приняты"):
            self.assertIn(said, words)

    def test_a_letter_has_it_where_its_section_is_told(self):
        told = self.digest()._letter(*[fields.Date.to_date("2026-04-01")] * 2)["body_html"]
        self.assertIn("Ждут в очереди", told)
        self.assertIn(f"tile={CODES[0]}", told)
