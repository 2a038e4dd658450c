from odoo.tests import tagged
from odoo.tools.convert import convert_csv_import

from ..deadlines import FIXED_HOLIDAYS
from .common import DeadlineCase

DAYS = "id,date,is_working,kind,source\n"
RULES = "id,code,name,act_id/id,clause,amount,unit,valid_from,valid_to,facts\n"
EDITION = "test_one,test_file,Answer,test.act,art. 1,30,calendar_days,2006-01-01,2020-12-31,kind=claim\n"


def year_rows(year, *without):
    """The holidays of a year as lines of a file; `without` are left out."""
    days = [f"{year}-{month:02}-{day:02}" for month, day in FIXED_HOLIDAYS]
    return "".join(f"test_{day},{day},0,holiday,test\n" for day in days if day not in without)


#: (what is wrong, the lines, where and why it is refused)
CALENDARS = (
    ("a gap", year_rows(2029), "row 2, column “date”: the year 2028 is missing between the years of the calendar."),
    (
        "an incomplete year",
        year_rows(2028, "2028-05-09"),
        "row 2, column “date”: the year 2028 lacks the holiday 09.05.2028 of the Labour Code, article 112.",
    ),
    (
        "a day twice",
        year_rows(2028) + "test_again,2028-06-12,0,moved_off,test\n",
        "row 16, column “date”: the day stands in row 14 already.",
    ),
    (
        "a working holiday",
        year_rows(2028) + "test_odd,2028-04-22,0,moved_working,test\n",
        "row 16, column “is_working”: a day of the kind “moved_working” is the other way round",
    ),
    (
        "a date that is none",
        year_rows(2028) + "test_odd,22.04.2028,0,moved_off,test\n",
        "row 16, column “date”: “22.04.2028” is not a date like 2026-01-31.",
    ),
    (
        "a kind nobody knows",
        year_rows(2028) + "test_odd,2028-04-24,0,whim,test\n",
        "row 16, column “kind”: “whim” is not one of: holiday,",
    ),
)
LAWS = (
    (
        "no amount",
        "test_one,test_file,Answer,test.act,art. 1,,calendar_days,2006-01-01,,\n",
        "row 2, column “amount”: the cell is empty. Fill it in.",
    ),
    (
        "overlapping editions",
        EDITION + EDITION.replace("test_one", "test_two").replace("2006", "2020").replace("2020-12-31", ""),
        "row 3, column “valid_from”: the edition overlaps the one in row 2 from 01.01.2020.",
    ),
    (
        "an edition that ends before it begins",
        EDITION.replace("2020-12-31", "2005-12-31"),
        "row 2, column “valid_to”: the edition ends before it begins.",
    ),
    (
        "a condition that is none",
        EDITION.replace("kind=claim", "claims only"),
        "row 2, column “facts”: “claims only” is not a condition.",
    ),
)


@tagged("post_install", "-at_install")
class TestLoadedTable(DeadlineCase):
    """Bad data is refused by Odoo's own ways of loading a file: import on screen, and installing a module."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.model.data"].create(
            {"module": "test", "name": "act", "model": "legal.act", "res_id": cls.act.id, "noupdate": True}
        )

    def refused(self, model, head, lines, said):
        """Import the lines, then install them; both are refused with the sentence, and nothing is loaded."""
        count = self.env[model].search_count([])
        rows = [line.split(",") for line in lines.splitlines()]
        result = self.env[model].load(head.strip().split(","), rows)
        self.assertFalse(result["ids"])
        messages = [message["message"] for message in result["messages"]]
        self.assertTrue(any(message.startswith(f"the file, {said}") for message in messages), messages)
        path = f"legal_deadline/data/{model}.csv"
        with self.assertRaises(Exception) as refusal:
            convert_csv_import(self.env, "test", path, (head + lines).encode())
        self.assertIn(f"{path}, {said}", str(refusal.exception))
        self.assertEqual(self.env[model].search_count([]), count)

    def test_a_bad_calendar_is_refused_by_file_row_and_column(self):
        for what, lines, said in CALENDARS:
            with self.subTest(what):
                self.refused("legal.calendar.day", DAYS, lines, said)

    def test_a_bad_table_of_rules_is_refused_by_file_row_and_column(self):
        for what, lines, said in LAWS:
            with self.subTest(what):
                self.refused("legal.rule", RULES, lines, said)

    def test_the_cell_is_pointed_at_on_the_import_screen(self):
        lines = year_rows(2028) + "test_again,2028-06-12,0,moved_off,test\n"
        rows = [line.split(",") for line in lines.splitlines()]
        (message,) = self.env["legal.calendar.day"].load(DAYS.strip().split(","), rows)["messages"]
        self.assertEqual((message["type"], message["field"]), ("error", "date"))
        self.assertEqual(message["rows"], {"from": 14, "to": 14})

    def test_good_files_are_loaded(self):
        convert_csv_import(self.env, "test", "legal.calendar.day.csv", (DAYS + year_rows(2028)).encode())
        self.assertIn(2028, self.env["legal.calendar.day"]._loaded_years())
        later = EDITION.replace("test_one", "test_two").replace("2006", "2021").replace("2020-12-31", "")
        convert_csv_import(self.env, "test", "legal.rule.csv", (RULES + EDITION + later).encode())
        rule = self.env.ref("test.test_two")
        self.assertEqual((rule.amount, str(rule.valid_from), rule.condition_ids.value), (30, "2021-01-01", "claim"))

    def test_a_file_may_correct_some_columns_of_rules_that_are_there(self):
        convert_csv_import(self.env, "test", "legal.rule.csv", (RULES + EDITION).encode())
        self.env["legal.rule"].load(["id", "warn_days"], [["test.test_one", "5"]])
        self.assertEqual(self.env.ref("test.test_one").warn_days, 5)
        columns = ["code", "name", "amount", "unit"]
        (message, *_more) = self.env["legal.rule"].load(columns, [["test_new", "No act", "3", "months"]])["messages"]
        self.assertEqual(message["field"], "act_id")

    def test_choices_may_be_given_by_their_labels_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("ru_RU")
        columns = ["code", "name", "act_id/.id", "amount", "unit"]
        row = ["test_labels", "Ответ", str(self.act.id), "3", "календарных дней"]
        result = self.env["legal.rule"].with_context(lang="ru_RU").load(columns, [row])
        self.assertFalse(result["messages"])
        self.assertEqual(self.env["legal.rule"].browse(result["ids"]).unit, "calendar_days")

    def test_loaded_years_may_be_completed_by_single_days(self):
        lines = f"test_own,2026-04-21,0,local_off,test,{self.company.id}\n"
        head = DAYS.replace("source", "source,company_id/.id")
        convert_csv_import(self.env, "test", "legal.calendar.day.csv", (head + lines).encode())
        self.assertEqual(self.env.ref("test.test_own").company_id, self.company)
