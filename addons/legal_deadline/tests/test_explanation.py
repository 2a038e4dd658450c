from odoo.tests import tagged

from .common import DeadlineCase


@tagged("post_install", "-at_install")
class TestExplanation(DeadlineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("ru_RU")
        cls.record = cls.Promise.create({"name": "Letter"})
        cls.deadline = cls.record._deadline_start("test_answer", "2025-12-10 05:00:00")

    def test_english(self):
        self.assertEqual(
            self.deadline._explain("staff").splitlines(),
            [
                "Event: 10.12.2025 (Wed) at 12:00",
                "Answer on the merits: 30 calendar days — Test act, art. 12 (in force from 02.11.2006)",
                "Counted from 11.12.2025 (Thu) (Civil Code, article 191); day 30 is 09.01.2026 (Fri)",
                "09.01.2026 — moved day off, 10.01–11.01.2026 — weekend; moved to the next working "
                "day: company procedure under the Civil Code, article 193",
                "Internal control: 30.12.2025 (Tue), the working day before (company procedure)",
                "Last day: 12.01.2026 (Mon)",
            ],
        )

    def test_russian(self):
        self.assertEqual(
            self.deadline.with_context(lang="ru_RU")._explain("staff").splitlines(),
            [
                "Событие: 10.12.2025 (ср), 12:00",
                "Answer on the merits: 30 календарных дней — Test act, art. 12 (действует с 02.11.2006)",
                "Считаем с 11.12.2025 (чт) (ГК РФ, ст. 191); 30-й день — 09.01.2026 (пт)",
                "09.01.2026 — перенесённый выходной, 10.01–11.01.2026 — выходные; перенос на "
                "ближайший рабочий день: порядок компании по ГК РФ, ст. 193",
                "Внутренний контроль: 30.12.2025 (вт) — предыдущий рабочий день (порядок компании)",
                "Последний день: 12.01.2026 (пн)",
            ],
        )

    def test_the_customer_is_not_told_the_control_date(self):
        public, staff = self.deadline._explain(), self.deadline._explain("staff")
        self.assertNotIn("30.12.2025", public)
        self.assertEqual(len(staff.splitlines()), len(public.splitlines()) + 1)
        self.assertEqual(self.deadline.explanation_text, staff)

    def test_the_name_of_a_place_or_a_rule_is_text_not_markup(self):
        self.answer.name = "<b>Answer</b>"
        self.assertIn("&lt;b&gt;Answer", self.deadline.explanation_html)
        self.assertIn("&lt;b&gt;Answer", self.record.deadline_explanation)

    def test_hours(self):
        call = self.record._deadline_start("test_call", "2026-04-10 09:30:00")
        lines = call.with_context(lang="ru_RU")._explain().splitlines()
        self.assertIn("4 часа", lines[1])
        self.assertIn("10.04.2026 (пт), 20:30", lines[-1])

    def test_conditions_that_chose_the_rule_are_told(self):
        record = self.Promise.create({"name": "Citizen", "group": "1", "tz": "Asia/Novokuznetsk"})
        deadline = record._deadline_start("test_answer", "2025-04-24 05:00:00")
        text = deadline._explain()
        self.assertIn("12:00, Citizen", text)
        self.assertIn("Applies because: group: 1", text)
        self.assertIn("Not counted: 26.04–27.04.2025 — weekend, 01.05.2025 — holiday (Spring and Labour Day)", text)

    def test_plural_forms(self):
        explanation = self.env["legal.explanation"]
        russian = explanation.with_context(lang="ru_RU")
        self.assertEqual(
            [explanation._amount(n, "working_days") for n in (1, 2, 30)],
            ["1 working day", "2 working days", "30 working days"],
        )
        self.assertEqual(
            [russian._amount(n, "working_days") for n in (1, 3, 5, 11, 21, 30)],
            [
                "1 рабочий день",
                "3 рабочих дня",
                "5 рабочих дней",
                "11 рабочих дней",
                "21 рабочий день",
                "30 рабочих дней",
            ],
        )
        units = ("minutes", "hours", "calendar_days", "months", "years")
        self.assertEqual(
            [russian._amount(2, unit) for unit in units],
            ["2 минуты", "2 часа", "2 календарных дня", "2 месяца", "2 года"],
        )

    def test_conditions_as_people_say_them(self):
        conditions = [
            (["group", "in", "2|3"], "group: 2 or 3"),
            (["group", "!=", "1"], "group: not 1"),
            (["power", "<=", "150"], "power: not more than 150"),
            (["power", ">=", "670"], "power: not less than 670"),
            (["power", "<", "670"], "power: less than 670"),
            (["power", ">", "0.40"], "power: more than 0.4"),
            (["office", "=", "0042"], "office: 0042"),
        ]
        for condition, said in conditions:
            self.assertEqual(self.env["legal.explanation"]._condition(condition), said)
        self.assertEqual(self.answer_group_1.condition_ids.display_name, "group: 1")
        self.assertEqual(self.answer_group_1.condition_text, "group: 1")
        self.assertEqual((self.answer.norm_text, self.answer.term_text), ("Test act, art. 12", "30 calendar days"))
