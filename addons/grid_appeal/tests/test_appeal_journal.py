"""The official journal: form 4.9 and the journal of registration, as files of any length."""

import io
from unittest.mock import patch

from freezegun import freeze_time
from openpyxl import load_workbook
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged

from ..appeals.form_4_9 import IN_TERM, LATE, UNANSWERED
from ..wizards import grid_appeal_journal
from .common import AppealCase

NAME, PHONE = "Тестова Мария Ивановна", "+79050000001"


@tagged("post_install", "-at_install")
class TestAppealJournal(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-03-02 03:00:00"):
            cls.complaint = cls._appeal()
            cls.anonymous = cls._appeal(
                partner_id=False, is_anonymous=True, kind="outage_message", theme="transmission",
                channel_id=cls.env.ref("grid_appeal.channel_phone").id,
            )  # fmt: skip
            cls.far = cls._appeal(branch_id=cls.other_branch.id, kind="application", theme="metering")
            cls.every = cls.complaint + cls.anonymous + cls.far
            cls.every.action_register()
            cls.unregistered = cls._appeal()
        with freeze_time("2026-03-10 03:00:00"):
            cls.complaint._mark_answered()
            cls.complaint.outcome = "justified"
            cls.env["grid.appeal.measure"].create(
                [
                    {"ticket_id": cls.complaint.id, "name": "Провод заменён", "done_on": "2026-03-09"},
                    {"ticket_id": cls.complaint.id, "name": "Обрезка деревьев", "planned_on": "2026-05-01"},
                ]
            )

    def setUp(self):
        super().setUp()
        self.enterContext(freeze_time("2026-03-20 03:00:00"))  # no term has passed yet

    def journal(self, role="head", **values):
        period = {"date_from": "2026-03-01", "date_to": "2026-03-31"}
        return self.env["grid.appeal.journal"].with_user(self.users[role]).create({**period, **values})

    def rows(self, journal):
        return [row for row in journal._rows() if row[1] in self.every.mapped("number")]

    def row(self, ticket, **values):
        return next(row for row in self.rows(self.journal(**values)) if row[1] == ticket.number)

    def saved(self, journal, kind):
        out = io.BytesIO()
        journal._save_to(out, kind)
        out.seek(0)
        return out

    # --- what stands in form 4.9
    def test_a_complaint_is_marked_in_its_columns(self):
        cells = self.row(self.complaint)
        self.assertEqual(
            [place for place, cell in enumerate(cells, 1) if cell == 1 and place > 4], [8, 10, 17, IN_TERM]
        )
        self.assertEqual(f"{cells[2]:%d.%m.%Y} {cells[3]:%H:%M}", "02.03.2026 10:00", "the time of the branch")
        self.assertEqual(cells[29:], ("Провод заменён (09.03.2026)", "Обрезка деревьев (01.05.2026)"))

    def test_an_anonymous_appeal_has_its_row(self):
        cells = self.row(self.anonymous)
        self.assertEqual([place for place, cell in enumerate(cells, 1) if cell == 1 and place > 4], [6, 10])

    def test_the_fact_of_an_answer_follows_the_promise(self):
        def fact():
            return next((column for column in (IN_TERM, LATE, UNANSWERED) if self.row(self.far)[column - 1]), None)

        self.assertIsNone(fact(), "the term runs")
        with freeze_time("2026-05-20 03:00:00"):
            self.assertEqual(fact(), UNANSWERED)
            self.far._mark_answered()
            self.assertEqual(fact(), LATE)

    def test_what_has_ended_without_an_answer_was_left_without_one(self):
        self.far._by_act().write({"state": "withdrawn"})
        self.assertTrue(self.row(self.far)[UNANSWERED - 1])

    def test_whether_a_complaint_is_counted_twice_is_a_setting(self):
        self.company.complaints_within_all = False
        cells = self.row(self.complaint)
        self.assertEqual([place for place, cell in enumerate(cells, 1) if cell == 1 and place > 4], [8, 17, IN_TERM])

    # --- which appeals stand in it
    def test_only_what_is_registered_in_the_period_by_the_days_of_the_branch(self):
        self.branch.tz = "Asia/Kamchatka"  # 15:00 there
        day = {"date_from": "2026-03-02", "date_to": "2026-03-02"}
        self.assertEqual({row[1] for row in self.rows(self.journal(**day))}, set(self.every.mapped("number")))
        before = {"date_from": "2026-02-01", "date_to": "2026-03-01"}
        self.assertFalse(self.rows(self.journal(**before)))
        with freeze_time("2026-03-15 03:00:00"):
            self.unregistered.action_register()
        late = self.journal(date_from="2026-03-10", period_by="registered_at")
        self.assertIn(self.unregistered.number, [row[1] for row in late._rows()])
        self.assertNotIn(self.unregistered.number, [row[1] for row in self.journal(date_from="2026-03-10")._rows()])

    def test_a_branch_comes_with_those_below_it_and_no_reader_sees_more_than_before(self):
        below = self._appeal(branch_id=self.district.id, received_at="2026-03-05 03:00:00")
        below.action_register()
        here = [row[1] for row in self.journal(branch_ids=self.branch.ids)._rows()]
        self.assertIn(below.number, here)
        self.assertNotIn(self.far.number, here)
        self.assertNotIn(self.far.number, [row[1] for row in self.journal("manager")._rows()])

    def test_rows_are_numbered_through_all_batches(self):
        self.patch(grid_appeal_journal, "BATCH", 1)
        rows = list(self.journal()._rows())
        self.assertEqual([row[0] for row in rows], list(range(1, len(rows) + 1)))

    # --- the files
    def test_a_workbook_has_numbered_columns_and_sums(self):
        sheet = load_workbook(self.saved(self.journal(branch_ids=self.branch.ids), "xlsx")).active
        rows = list(sheet.iter_rows(values_only=True))
        numbered = rows.index(tuple(range(1, 32)))
        data, sums = rows[numbered + 1 : -1], rows[-1]
        self.assertEqual({row[1] for row in data}, {self.complaint.number, self.anonymous.number})
        self.assertEqual((sums[7], sums[5], sums[9], sums[16]), (1, 1, 2, 1))
        self.assertTrue(all(cell is None or isinstance(cell, int) for cell in sums[1:29]))
        self.assertEqual(sheet.print_title_rows, f"${numbered - 1}:${numbered + 1}")

    def test_a_formula_in_a_text_is_text(self):
        self.complaint.measure_ids.filtered(lambda m: m.state == "planned").name = "=HYPERLINK(1)"
        sheet = load_workbook(self.saved(self.journal(), "xlsx")).active
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value and "HYPERLINK" in str(cell.value)]
        self.assertEqual([cell.data_type for cell in cells], ["s"])

    def test_every_printed_page_has_the_heading(self):
        for form in ("4.9", "registration"):
            journal = self.journal(form=form)
            rows = list(journal._rows())
            with patch.object(type(journal), "_rows", lambda self, rows=rows: rows * 80):
                pages = PdfReader(self.saved(journal, "pdf")).pages
            self.assertGreater(len(pages), 2)
            columns = len(rows[0])
            for number, page in enumerate(pages, start=1):
                words = page.extract_text().split()
                with self.subTest(form=form, page=number):
                    self.assertIn(str(columns), words, "the row of column numbers")
                    self.assertEqual(words[-1], str(number))
            self.assertIn(self.complaint.number, pages[0].extract_text())

    def test_a_number_stands_on_one_line_of_the_paper(self):
        journal = self.journal(form="registration")
        widest = "WWW-2026-000088"
        rows = [[1, widest, *row[2:]] for row in journal._rows()]
        with patch.object(type(journal), "_rows", lambda self: rows):
            page = PdfReader(self.saved(journal, "pdf")).pages[0]
        self.assertIn(widest, page.extract_text())

    # --- names of people
    def test_form_4_9_names_nobody(self):
        text = str(list(self.journal()._rows()))
        for name in (NAME, PHONE, "Тестов"):
            self.assertNotIn(name, text)

    def test_the_journal_of_registration_says_who_asked_what_and_what_came_of_it(self):
        cells = dict(zip(self.complaint._journal_columns(), self.row(self.complaint, form="registration"), strict=True))
        self.assertEqual(cells["applicant"], NAME)
        self.assertIn(PHONE, cells["contacts"])
        self.assertEqual(cells["subject"], "Низкое напряжение")
        self.assertEqual(f"{cells['received']:%d.%m.%Y %H:%M} {cells['due']:%d.%m.%Y}", "02.03.2026 10:00 01.04.2026")
        self.assertIn("09.03.2026", cells["measures"])
        nameless = dict(zip(cells, self.row(self.anonymous, form="registration"), strict=True))
        self.assertEqual((nameless["applicant"], nameless["contacts"]), (self.env._("Anonymous"), ""))

    def test_an_extension_stands_in_the_journal(self):
        with freeze_time("2026-03-05 03:00:00"):
            letter = self._appeal()
            letter.action_register()
        letter._deadline_extend(letter.answer_code, "Запрошены документы", "2026-03-20 02:00:00")
        acts = dict(zip(letter._journal_columns(), letter.sudo()._journal_rows(1)[0], strict=True))["acts"]
        self.assertIn("20.03.2026", acts)

    def test_the_answer_that_left_stands_in_the_journal(self):
        self.branch.write({"head_name": "А. В. Кузнецов", "head_position": "Директор филиала"})
        self.users["specialist"].partner_id.phone = "+73842364570"
        question = self._appeal(kind="consultation")
        question.action_register()
        question = self._as("specialist", question)
        question.action_answer()
        question.answer_body = str(question.answer_body) + "<p>Провод заменён.</p>"
        question.answer_id.delivery = "email"
        question.answer_id.action_send()
        cells = dict(zip(question._journal_columns(), question.sudo()._journal_rows(1)[0], strict=True))
        self.assertTrue(cells["answer"].startswith(f"{question.answer_id.outgoing_number}; 20.03.2026; "))

    def test_what_the_sender_wrote_on_it_and_the_mark_of_the_answer_stand_there(self):
        letter = self._appeal(sender_number="15/2", sender_date="2026-03-01")
        letter.action_register()
        mark = {"ticket_id": letter.id, "value": 4, "marked_at": "2026-03-20 03:00:00", "way": "letter"}
        self.env["grid.appeal.mark"].create(mark)
        reader = self._as("administrator", letter)
        cells = dict(zip(reader._journal_columns(), reader._journal_rows(1)[0], strict=True))
        self.assertTrue(cells["channel"].endswith("; 15/2; 01.03.2026"))
        self.assertEqual(cells["mark"], 4)

    def test_a_representative_stands_with_the_paper(self):
        lawyer = self.env["res.partner"].create({"name": "Юристов Пётр Ильич"})
        self.env["grid.representation"].create(
            {
                "principal_id": self.citizen.id,
                "representative_id": lawyer.id,
                "document_number": "77-1",
                "document_date": "2026-01-10",
                "valid_until": "2027-01-10",
            }
        )
        letter = self._appeal(representative_id=lawyer.id)
        cells = dict(zip(letter._journal_columns(), letter.sudo()._journal_rows(1)[0], strict=True))
        for words in ("Юристов Пётр Ильич", "77-1", "10.01.2026", "10.01.2027"):
            self.assertIn(words, cells["representative"])

    def test_names_are_for_those_who_keep_the_journal(self):
        for role in ("administrator", "manager", "supervisor", "head"):
            with self.subTest(role=role):
                self.assertTrue(self.rows(self.journal(role, form="registration")) or role != "head")
        journal = self.journal("methodologist")
        self.assertEqual([code for code, _label in journal._selection_form()], ["4.9"])
        with self.assertRaises(AccessError):
            self.journal("methodologist", form="registration")
        for role in ("operator", "specialist", "privacy"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.journal(role)

    # --- refusals are sentences
    def test_what_cannot_be_made_is_refused_before(self):
        with self.assertRaises(ValidationError):
            self.journal(date_from="2026-04-01", date_to="2026-03-01")
        with self.assertRaisesRegex(UserError, "period"):
            self.journal(date_from="2020-01-01", date_to="2020-01-31").action_xlsx()
        self.patch(grid_appeal_journal, "LIMITS", {("4.9", "pdf"): 1})
        with self.assertRaisesRegex(UserError, "1"):
            self.journal().action_pdf()

    # --- speed
    def test_a_batch_costs_the_same_queries_for_five_appeals_and_for_fifty(self):
        def cost(form, tickets):
            self.env.flush_all()
            self.env.invalidate_all()
            tickets = tickets.sudo().browse(tickets.ids)
            before = self.cr.sql_log_count
            list(tickets._form_4_9_rows(1) if form == "4.9" else tickets._journal_rows(1))
            return self.cr.sql_log_count - before

        partners = self.env["res.partner"].create([{"name": f"Тестов Иван {n}", "city": "Кемерово"} for n in range(50)])
        tickets = self.env["helpdesk.ticket"].create([self._vals(partner_id=partner.id) for partner in partners])
        tickets.action_register()
        for form, budget in (("4.9", 12), ("registration", 40)):
            with self.subTest(form=form):
                few, many = cost(form, tickets[:5]), cost(form, tickets)
                self.assertEqual(few, many)
                self.assertLessEqual(many, budget)


@tagged("post_install", "-at_install")
class TestAppealJournalDownload(AppealCase, HttpCase):
    def test_a_journal_is_downloaded_by_who_asked_for_it_and_leaves_a_trace(self):
        appeal = self._appeal()
        appeal.action_register()
        head = self.users["head"]
        journal = self.env["grid.appeal.journal"].with_user(head).create({"form": "registration"})
        self.authenticate(head.login, head.login)
        for kind, start in (("xlsx", b"PK"), ("pdf", b"%PDF")):
            response = self.url_open(journal._download(kind)["url"])
            with self.subTest(kind=kind):
                self.assertTrue(response.content.startswith(start))
                self.assertTrue(response.headers["Content-Disposition"].startswith("attachment"))
        look = self.env["grid.access.log"].search(
            [("user_id", "=", head.id), ("partner_id", "=", self.citizen.id)], limit=1
        )
        self.assertEqual((look.way, look.res_model), ("export", "helpdesk.ticket"))
        supervisor = self.users["supervisor"]
        self.authenticate(supervisor.login, supervisor.login)
        self.assertEqual(self.url_open(f"/grid_appeal/journal/{journal.id}/pdf").status_code, 404)

    def test_the_form_has_the_words_of_the_order(self):
        columns = self.env["helpdesk.ticket"].with_context(lang="ru_RU")._form_4_9_columns()
        self.assertEqual(len(columns), 31)
        self.assertEqual(
            [c.title for c in columns[:4]],
            ["№", "Идентификационный номер обращения", "Дата обращения", "Время обращения"],
        )
        self.assertEqual(columns[15].group, "Обращения потребителей, содержащие жалобу")
        self.assertEqual(columns[15].title, "Качество оказания услуг по передаче электрической энергии")
        self.assertEqual(columns[24].title, "Организация коммерческого учета электроэнергии")
        self.assertEqual(columns[27].title, "Заявителем был получен исчерпывающий ответ с нарушением сроков")
        self.assertEqual(columns[30].title, "Планируемые мероприятия по результатам обращения")
