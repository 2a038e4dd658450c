import io

from freezegun import freeze_time
from pypdf import PdfReader

from odoo.tests import tagged

from .common_answer import AnswerCase

MM = 72 / 25.4
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@tagged("post_install", "-at_install")
class TestLetter(AnswerCase):
    def test_letter_to_a_citizen(self):
        self.citizen.write({"street": "ул. Ленина, д. 5, кв. 12", "city": "г. Кемерово", "zip": "650000"})
        with freeze_time("2026-11-10 03:00:00"):
            ticket = self._registered(channel_id=self._channel("window").id)
        with freeze_time("2026-11-23 03:00:00"):
            ticket = ticket.with_user(self.specialist)
            ticket.action_answer()
            ticket.answer_body = str(ticket.answer_body) + "<p>Провод заменён, напряжение в норме.</p>"
            ticket.answer_id.action_send()
        answer = ticket.answer_id
        text = self._pdf_text(answer._letter_pdf())
        for part in (
            "АО «Тестовые сети»",
            "Тест-А",
            "ИНН 4205000009",
            "ОГРН 1024200000000",
            "650000, г. Кемерово, пр. Советский, 1",
            "+7 384 236-45-67",
            "№ TSA-2026-И-000001 от 23 ноября 2026 г.",
            "На № TSA-2026-000001 от 10.11.2026",
            "Тестовой М. И. ул. Ленина, д. 5, кв. 12 г. Кемерово 650000",
            "О рассмотрении обращения «Низкое напряжение»",
            "Вы обратились: Вечером мигает свет.",
            "Уважаемая Мария Ивановна!",
            "зарегистрированное 10 ноября 2026 г. под № TSA-2026-000001",
            "Провод заменён, напряжение в норме.",
            "О порядке рассмотрения обращений граждан Российской Федерации",
            "Директор филиала",
            "А. В. Кузнецов",
            "Исполнитель: Петров Сергей Ильич",
            "+7 384 236-45-70",
            "к руководителю АО «Тестовые сети», в территориальное управление Ростехнадзора, в прокуратуру или в суд",
            ticket._status_url().partition("?")[0],
        ):
            self.assertIn(part, text)
        self.assertNotIn("ПРОЕКТ", text)
        self.assertEqual(answer.letter_id.name, "Ответ TSA-2026-И-000001.pdf")

    def test_a_federal_law_is_called_one(self):
        letters = self.env["grid.appeal.letter"].with_context(lang="en_US")
        acts = self.env["legal.act"].with_context(lang="en_US")
        law, other = acts.create(
            [
                {"code": "T-1", "name": "On tests", "number": "1-ФЗ", "date": "2020-02-01"},
                {"code": "T-2", "name": "On trials", "number": "7", "date": "2020-02-03"},
            ]
        )
        self.assertEqual(letters._act(law), "Federal Law of 01.02.2020 No. 1-ФЗ “On tests”")
        self.assertEqual(letters._act(other), "No. 7 of 03.02.2020 “On trials”")

    def test_letter_to_a_legal_entity(self):
        answer = self._drafted(partner_id=self.factory.id, theme="connection")
        answer.action_send()
        text = self._pdf_text(answer._letter_pdf())
        self.assertIn("ООО «Тестовый завод»", text)
        self.assertIn("Уважаемые господа!", text)
        self.assertIn("Федеральной антимонопольной службы", text)
        self.assertIn("в арбитражный суд", text)

    def test_to_whom_and_by_whom_in_the_order_and_case_of_a_russian_letter(self):
        self.branch.head_name = "Константинопольская-Рождественская Александра Константиновна"
        kuzbass = self.env["res.country.state"].create(
            {"name": "Кемеровская область", "code": "KEM-T", "country_id": self.env.ref("base.ru").id}
        )
        entrepreneur = self.env["res.partner"].create(
            {
                "name": "ИП Сидоров Илья Кузьмич",
                "customer_kind": "entrepreneur",
                "street": "ул. Шахтёров, д. 7",
                "city": "г. Белово",
                "state_id": kuzbass.id,
                "zip": "652600",
                "country_id": self.env.ref("base.kz").id,
            }
        )
        self.company.country_id = self.env.ref("base.ru")
        answer = self._drafted(partner_id=entrepreneur.id)
        letter = self.env["grid.appeal.letter"].with_context(lang="ru_RU")
        answer = answer.with_env(letter.env)
        self.assertEqual(
            letter._addressee(answer),
            [
                "ИП Сидорову\N{NO-BREAK SPACE}И.\N{NO-BREAK SPACE}К.",
                "ул. Шахтёров, д. 7",
                "г. Белово",
                "Кемеровская область",
                "Казахстан",
                "652600",
            ],
        )
        self.assertIn("А. К. Константинопольская-Рождественская", self._pdf_text(answer._letter_pdf()))

    def test_the_preview_of_a_draft_says_so_and_takes_no_number(self):
        answer = self._drafted()
        text = self._pdf_text(answer._letter_pdf())
        self.assertIn("ПРОЕКТ", text)
        self.assertNotIn("-И-", text)
        self.assertFalse(
            self.env["grid.counter"].search([("kind", "=", "outgoing"), ("branch_id", "=", self.branch.id)])
        )

    def test_paper_margins_fonts_and_page_numbers(self):
        long_text = "<p>Напряжение измерено, результаты внесены в журнал, меры приняты в срок.</p>" * 80
        answer = self._drafted(long_text)
        reader = PdfReader(io.BytesIO(answer._letter_pdf()))
        self.assertGreater(len(reader.pages), 2)
        for number, page in enumerate(reader.pages, start=1):
            self.assertAlmostEqual(float(page.mediabox.width), 210 * MM, delta=1)
            self.assertAlmostEqual(float(page.mediabox.height), 297 * MM, delta=1)
            spots = []
            page.extract_text(
                visitor_text=lambda text, cm, tm, *rest, spots=spots: spots.append((text.strip(), cm, tm))
            )
            heading = [text for text, _cm, _tm in spots if text == str(number)]
            self.assertEqual(bool(heading), number > 1, "pages are numbered from the second on")
        fonts = {font for page in reader.pages for font in page["/Resources"]["/Font"].values()}
        embedded = [f.get_object() for f in fonts if f.get_object()["/Subtype"] == "/Type0"]
        self.assertTrue(embedded, "Cyrillic letters travel with their font")
        self.assertIn("Ответ на обращение", reader.metadata.title)

    def test_dates_are_those_of_the_branch(self):
        self.branch.tz = "Asia/Novokuznetsk"
        answer = self._drafted()
        with freeze_time("2026-12-31 18:30:00"):  # 1 January, 01:30 in Kuzbass
            answer.action_send()
        self.assertEqual(str(answer.outgoing_date), "2027-01-01")
        self.assertEqual(answer.outgoing_number, "TSA-2027-И-000001")
        self.assertIn("от 1 января 2027 г.", self._pdf_text(answer._letter_pdf()))

    def test_foreign_styles_and_pictures_stay_out(self):
        answer = self._drafted(
            '<p style="font-family: Comic Sans MS; color: red; text-align: right">Ответ.</p>'
            '<img src="http://127.0.0.1:9/spy.png"><img src="/web/image/1"><p><br></p>'
        )
        body = answer.env["grid.appeal.letter"]._clean_body(answer)
        self.assertIn("text-align:right", body)
        for foreign in ("Comic", "red", "<img", "<br", "http"):
            self.assertNotIn(foreign, body)

    def test_a_pasted_picture_travels_inside(self):
        answer = self._drafted()
        picture = answer.env["ir.attachment"].create(
            {"name": "схема.png", "datas": DOT, "res_model": "helpdesk.ticket", "res_id": answer.ticket_id.id}
        )
        answer.body = str(answer.body) + f'<p><img src="/web/image/{picture.id}-abc/схема.png"></p>'
        self.assertIn(f"data:image/png;base64,{DOT}", answer.env["grid.appeal.letter"]._clean_body(answer))

    def test_no_key_to_a_file_leaves_with_the_words(self):
        answer = self._drafted(channel_id=self._channel("email").id)
        picture = answer.env["ir.attachment"].create(
            {"name": "схема.png", "datas": DOT, "res_model": answer._name, "res_id": answer.id}
        )
        (key,) = picture.generate_access_token()
        address = f"/web/image/{picture.id}-abc/схема.png?access_token={key}"
        answer.body = str(answer.body) + (
            f'<p><a href="{address}"><img src="{address}" data-original-src="{address}"></a></p>'
            f'<p><a href="/web/content/{picture.id}?access_token={key}&amp;download=true">Акт.pdf</a></p>'
            f'<p><a href="https://seti.example{address}">схема</a>, https://seti.example{address}</p>'
            '<p><a href="https://seti.example/tarif">тарифы</a></p>'
        )
        self.assertIn(key, answer.body)
        sheet, *_more = answer.env["grid.appeal.letter"]._outgoing_sheet(answer)
        self.assertIn(f"data:image/png;base64,{DOT}", sheet)
        answer.action_send()
        for text in (sheet, answer.sudo().mail_id.body_html):
            self.assertNotIn(key, text)
            self.assertNotIn("/web/content", text)
            self.assertIn("Акт.pdf", text)
            self.assertIn('<a href="https://seti.example/tarif">', text)

    def test_a_letter_speaks_the_language_of_the_customer(self):
        self.env["res.lang"]._activate_lang("en_US")
        self.citizen.lang = "en_US"
        answer = self._drafted()
        self.assertIn("Dear Madam Мария Ивановна,", answer.body)
        self.assertIn("DRAFT", self._pdf_text(answer._letter_pdf()))

    def test_receipt_of_registration_on_paper(self):
        ticket = self._registered()
        text = self._pdf_text(self.env["grid.appeal.letter"]._registration_pdf(ticket))
        self.assertIn("УВЕДОМЛЕНИЕ О РЕГИСТРАЦИИ ОБРАЩЕНИЯ", text)
        self.assertIn(ticket.number, text)
        self.assertIn(self._plain(ticket.with_context(lang="ru_RU")._receipt_values()["due"]), text)
