import shutil
import tempfile
from pathlib import Path

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from odoo.addons.griddesk.sample import load

from .common import FOLDER, rewrite, without_appeals

SPOILED = (
    # file, line, column, what stands there, what is said
    (
        "branches.csv",
        3,
        "tz",
        "Asia/Novokuzneck",
        "branches.csv, строка 3, столбец «tz»: значение «Asia/Novokuzneck» не входит в список",
    ),
    (
        "branches.csv",
        4,
        "region",
        "KUZ",
        "branches.csv, строка 4, столбец «region»: значение «KUZ» не входит в список",
    ),
    ("branches.csv", 2, "code", "кем", "branches.csv, строка 2: "),
    ("offices.csv", 4, "branch", "OMS", "offices.csv, строка 4, столбец «branch»: значение «OMS» не найдено."),
    (
        "offices.csv",
        2,
        "kind",
        "tent",
        "offices.csv, строка 2, столбец «kind»: значение «tent» не входит в список: centre, point.",
    ),
    ("offices.csv", 2, "week", "Пн-Пт", "offices.csv, строка 2, столбец «week»: "),
    ("offices.csv", 2, "latitude", "север", "offices.csv, строка 2, столбец «latitude»: "),
    ("fee_rates.csv", 3, "kind", "c9", "fee_rates.csv, строка 3, столбец «kind»: значение «c9» не входит в список"),
    ("fee_rates.csv", 3, "region", "KUZ", "столбец «region»: значение «KUZ» не входит в список"),
    ("fee_rates.csv", 3, "amount", "даром", "fee_rates.csv, строка 3, столбец «amount»: "),
    ("fee_rates.csv", 3, "valid_from", "1 мая", "fee_rates.csv, строка 3, столбец «valid_from»: "),
    ("staff.csv", 5, "role", "boss", "staff.csv, строка 5, столбец «role»: значение «boss» не входит в список"),
    ("staff.csv", 5, "branches", "KEM OMS", "staff.csv, строка 5, столбец «branches»: значение «OMS» не найдено."),
    (
        "staff.csv",
        3,
        "login",
        "operator",
        "staff.csv, строка 3, столбец «login»: значение «operator» уже есть в строке 2.",
    ),
    ("customers.csv", 7, "inn", "4299815091", "customers.csv, строка 7: "),
    ("customers.csv", 9, "phone", "12", "customers.csv, строка 9: «12» — не номер телефона"),
    ("customers.csv", 9, "name", "", "customers.csv, строка 9, столбец «name»: ячейка пуста."),
    ("usage_points.csv", 4, "power_kw", "15 кВт", "столбец «power_kw»: «15 кВт» — не целое число."),
    ("usage_points.csv", 4, "customer", "C99999", "столбец «customer»: значение «C99999» не найдено."),
    ("meters.csv", 4, "verified_days_left", "скоро", "столбец «verified_days_left»: «скоро» — не целое число."),
    ("meters.csv", 4, "usage_point", "421-99999", "столбец «usage_point»: значение «421-99999» не найдено."),
    ("vulnerabilities.csv", 2, "category", "rich", "столбец «category»: значение «rich» не входит в список"),
    ("consents.csv", 2, "text", "survey-9", "столбец «text»: значение «survey-9» не найдено."),
    ("passports.csv", 2, "birth_days_ago", "1980", "passports.csv, строка 2: "),
    ("appeals.csv", 8, "kind", "whim", "appeals.csv, строка 8, столбец «kind»: значение «whim» не входит в список"),
    ("appeals.csv", 8, "received_time", "25:10", "столбец «received_time»: «25:10» — не время вида 09:05."),
    ("appeals.csv", 8, "closed_days_ago", "", "столбец «state»: даты действий не соответствуют состоянию «closed»."),
    ("appeals.csv", 8, "handler", "nobody", "столбец «handler»: значение «nobody» не найдено."),
)

SPOILED_REQUESTS = (
    (
        "requests.csv",
        2,
        "service",
        "tp_moon",
        "requests.csv, строка 2, столбец «service»: значение «tp_moon» не",
    ),
    ("requests.csv", 3, "contractor", "nobody", "столбец «contractor»: значение «nobody» не найдено."),
    ("connections.csv", 2, "power_new_kw", "много", "connections.csv, строка 2, столбец «power_new_kw»: "),
    ("connections.csv", 2, "flags", "is_castle", "столбец «flags»: значение «is_castle» не найдено."),
    ("connection_works.csv", 2, "kind", "c9", "connection_works.csv, строка 2, столбец «kind»: "),
    ("request_acts.csv", 4, "act", "fly", "request_acts.csv, строка 4, столбец «act»: "),
    ("request_acts.csv", 4, "by", "nobody", "request_acts.csv, строка 4, столбец «by»: значение «nobody» не найдено."),
    ("request_acts.csv", 4, "request", "T999", "столбец «request»: значение «T999» не найдено."),
    ("bodies.csv", 2, "category", "moon", "bodies.csv, строка 2, столбец «category»: "),
    ("scans.csv", 2, "text", "Заявка {moon}", "scans.csv, строка 2, столбец «text»: "),
    ("enquiries.csv", 2, "name", "", "enquiries.csv, строка 2, столбец «name»: ячейка пуста."),
    ("bodies.csv", 2, "role", "king", "bodies.csv, строка 2, столбец «role»: значение «king» не входит в список"),
    ("meter_readings.csv", 2, "value", "мало", "meter_readings.csv, строка 2, столбец «value»: "),
    ("meter_hours.csv", 2, "kwh", "мало", "meter_hours.csv, строка 2, столбец «kwh»: "),
    ("meter_checks.csv", 2, "result", "odd", "meter_checks.csv, строка 2, столбец «result»: "),
    ("unmetered_acts.csv", 2, "meter", "M99999", "столбец «meter»: значение «M99999» не найдено."),
)


@tagged("post_install", "-at_install")
class TestSampleBadRows(TransactionCase):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for path in FOLDER.glob("*.csv"):
            shutil.copy(path, self.folder)

    def _refused(self):
        """The sentence that the load is refused with; nothing of it stays."""
        with self.assertRaises(UserError) as refusal, self.env.cr.savepoint():
            load(self.env, self.folder)
        self.assertFalse(self.env["ir.model.data"].search_count([("module", "=", "griddesk_sample")]))
        return str(refusal.exception)

    def _spoil(self, file, line, column, value):
        def spoil(rows):
            rows[line - 2][column] = value
            return rows

        rewrite(self.folder / file, spoil)

    def _named(self, spoiled, sound):
        for file, line, column, value, said in spoiled:
            with self.subTest(f"{file}: {column} = {value}"):
                self._spoil(file, line, column, value)
                self.assertIn(said, self._refused())
                shutil.copy(sound / file, self.folder)

    def test_a_bad_cell_is_named_with_its_file_line_and_column(self):
        self._named(SPOILED, FOLDER)

    def test_a_bad_cell_of_a_request_or_an_act_that_its_passport_refuses_is_named(self):
        with without_appeals() as sound:
            shutil.copytree(sound, self.folder, dirs_exist_ok=True)
            self._named(SPOILED_REQUESTS, sound)

    def test_a_line_with_too_few_cells(self):
        path = self.folder / "offices.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("KEM-2,KEM,", "KEM-2,"), encoding="utf-8")
        self.assertIn("offices.csv, строка 3", self._refused())

    def test_a_missing_column_file_or_folder(self):
        path = self.folder / "staff.csv"
        path.write_text(path.read_text(encoding="utf-8").replace("role", "rang", 1), encoding="utf-8")
        self.assertIn("role", self._refused())
        path.unlink()
        self.assertIn("staff.csv", self._refused())
        with self.assertRaises(UserError):
            load(self.env, self.folder / "nowhere")

    def test_a_file_of_another_encoding(self):
        path = self.folder / "customers.csv"
        path.write_bytes(path.read_text(encoding="utf-8").encode("cp1251"))
        self.assertIn("UTF-8", self._refused())
