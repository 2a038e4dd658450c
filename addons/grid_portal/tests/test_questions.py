from odoo.tests import tagged

from .common_site import SiteCase

ODD = ("'", '"', "%", "\\", "a & b | !", "((", ":*", "<script>", "\x00", "😀", "я" * 5000, "-", "или", "\u202e", "a\nb")


@tagged("post_install", "-at_install")
class TestQuestions(SiteCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meter = cls._article("Кто меняет счётчик?", body="<p>Сетевая организация <b>устанавливает</b> приборы.</p>")
        cls.readings = cls._article("Куда передать показания?", body="<p>В личном кабинете.</p>")
        cls.voltage = cls._article("Низкое напряжение", theme="power_quality", body="<p>Напишите, когда мигает.</p>")

    def _found(self, text):
        return self.env["grid.site.article"]._find_questions(text, self.env.company)

    def test_word_forms_and_the_letter_yo_are_tolerated(self):
        for text, found in (
            ("счетчики", self.meter),
            ("СЧЁТЧИКОВ", self.meter),
            ("установка прибора", self.meter),
            ("показаний", self.readings),
            ("напряжения", self.voltage),
        ):
            with self.subTest(text):
                self.assertEqual(self._found(text)[0][:1], found)

    def test_all_words_first_then_some_of_them_and_it_is_said(self):
        self.assertEqual(self._found("передать показания"), (self.readings, False))
        found, is_similar = self._found("показания холодильника")
        self.assertEqual((found, is_similar), (self.readings, True))
        self.assertIn("Similar answers: 1", self._words("/questions?q=показания холодильника"))

    def test_a_misspelt_word_finds_what_is_like_it(self):
        self.assertEqual(self._found("напрежение")[0], self.voltage)

    def test_a_title_comes_before_a_text(self):
        other = self._article("Общий вопрос", body="<p>Ещё раз про счётчик.</p>")
        self.assertEqual(self._found("счетчик")[0], self.meter + other)

    def test_the_count_is_said_and_what_was_asked_stays(self):
        page = self._page("/questions?q=счетчик")
        self.assertIn("Answers found: 1", page.xpath("//*[@role='status']")[0].text_content())
        self.assertEqual(page.xpath("//input[@name='q']/@value"), ["счетчик"])
        self.assertIn("Nothing was found", self._words("/questions?q=ыъыъ"))

    def test_without_a_question_everything_stands_by_theme(self):
        heads = self._page("/questions").xpath("//main//h2/text()")
        self.assertEqual(len(heads), 2)

    def test_a_draft_is_not_found(self):
        self.meter.published = False
        self.assertNotIn(self.meter, self._found("счётчик")[0])

    def test_odd_questions_break_nothing(self):
        for text in ODD:
            with self.subTest(text[:9]):
                response = self.url_open("/questions", params={"q": text})
                self.assertEqual(response.status_code, 200)
                self.assertNotIn("<script>alert", response.text)
        self.assertEqual(self.url_open("/questions?q=a&q=b&x[]=1").status_code, 200)
        self.assertEqual(self.url_open("/questions?q=%ff%fe").status_code, 200)

    def test_the_search_is_one_or_two_queries(self):
        for number in range(30):
            self._article(f"Вопрос {number} про счётчик")
        self._found("счётчик")
        self.env.flush_all()
        with self.assertQueryCount(1):
            self._found("счётчик")
