"""Dashboards of supervisors: one is shipped, a copy is an affair of its owner, figures keep the rights of all."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common import AppealCase

USERS = {"supervisor", "head"}
STRANGERS = ("operator", "manager", "specialist", "methodologist", "privacy", "administrator")


@tagged("post_install", "-at_install")
class TestSpreadsheet(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shipped = cls.env.ref("grid_quality_spreadsheet.spreadsheet_quality")

    def own(self, role="supervisor"):
        action = self._as(role, self.shipped).action_copy_and_open()
        return self._as(role, self.shipped).browse(action["params"]["spreadsheet_id"])

    def message(self, **values):
        return {
            "type": "REMOTE_REVISION",
            "clientId": "tab",
            "serverRevisionId": "START_REVISION",
            "nextRevisionId": "one",
            "commands": [{"type": "UPDATE_CELL", "content": "1"}],
            **values,
        }

    def test_the_shipped_one_is_read_by_supervisors_and_heads_and_changed_by_nobody(self):
        for role in USERS:
            with self.subTest(role):
                data = self._as(role, self.shipped).get_spreadsheet_data()
                self.assertEqual(data["mode"], "readonly")
                with self.assertRaises(AccessError):
                    self._as(role, self.shipped).send_spreadsheet_message(self.message())
        for role in STRANGERS:
            for model in ("spreadsheet.spreadsheet", "spreadsheet.oca.revision", "spreadsheet.spreadsheet.import"):
                with self.subTest(role=role, model=model):
                    self.assertFalse(self._as(role, self.env[model]).has_access("read"))

    def test_the_list_says_whose_each_is(self):
        copy, shipped = self.own(), self._as("supervisor", self.shipped)
        self.assertEqual([one.owner_said for one in (shipped, copy)], ["Ready-made", self.users["supervisor"].name])

    def test_a_copy_is_changed_by_its_owner_alone(self):
        copy = self.own()
        self.assertEqual((copy.owner_id, copy.sudo().reader_group_ids.ids), (self.users["supervisor"], []))
        self.assertEqual(copy.get_spreadsheet_data()["mode"], "normal")
        self.assertTrue(copy.send_spreadsheet_message(self.message()))
        change = self.env["spreadsheet.oca.revision"].search([("spreadsheet_id", "=", copy.id)])
        self.assertEqual(len(change), 1)
        self.assertTrue(self._as("supervisor", change).has_access("read"))
        for operation in ("read", "write", "unlink"):
            self.assertFalse(self._as("head", copy).has_access(operation))
            self.assertFalse(self._as("head", change).has_access(operation))
        with self.assertRaises(AccessError):
            self._as("head", self.env["spreadsheet.oca.revision"]).create(
                {"model": copy._name, "res_id": copy.id, "commands": "{}"}
            )

    def test_what_is_shared_for_reading_is_read_with_its_changes(self):
        copy = self.own()
        copy.send_spreadsheet_message(self.message())
        copy.reader_ids = self.users["head"]
        data = self._as("head", copy).get_spreadsheet_data()
        self.assertEqual((data["mode"], len(data["revisions"])), ("readonly", 1))

    def test_every_figure_is_one_that_its_reader_may_count(self):
        book = self.shipped.spreadsheet_raw
        self.assertTrue(book["pivots"] and book["lists"])
        for role in USERS:
            for source in book["pivots"].values():
                fields = [one["fieldName"] for one in source["rows"] + source["columns"]]
                with self.subTest(role=role, pivot=source["name"]):
                    model = self._as(role, self.env[source["model"]])
                    groups = model.formatted_read_group(source["domain"], fields, ["__count"])
                    self.assertEqual(sum(one["__count"] for one in groups), model.search_count(source["domain"]))
            for source in book["lists"].values():
                with self.subTest(role=role, list=source["name"]):
                    self._as(role, self.env[source["model"]]).search_read(source["domain"], source["columns"], limit=1)

    def test_it_speaks_the_language_of_its_reader_and_a_copy_keeps_the_words(self):
        self.users["supervisor"].lang = "ru_RU"
        reader = self._as("supervisor", self.shipped).with_context(lang="ru_RU")
        read = reader.get_spreadsheet_data()["spreadsheet_raw"]
        said = read["sheets"][0]["cells"]
        self.assertEqual((said["A1"], said["A20"]), ("Качество обслуживания", "Просрочено дольше всего"))
        self.assertEqual([one["label"] for one in read["globalFilters"]], ["Филиал", "Период"])
        english = self.shipped.with_context(lang="en_US").get_spreadsheet_data()["spreadsheet_raw"]
        self.assertEqual(english["sheets"][0]["cells"]["A1"], "Service quality")
        copy = reader.browse(reader.action_copy_and_open()["params"]["spreadsheet_id"])
        self.assertEqual((copy.name, copy.spreadsheet_raw), ("Качество обслуживания (копия)", read))
        self.assertFalse([cell for cell in said.values() if "_t(" in cell])

    def test_the_screen_is_told_who_may_use_spreadsheets(self):
        may = {role for role in USERS.union(STRANGERS) if self.users[role].has_group("spreadsheet_oca.group_user")}
        self.assertEqual(may, USERS)
