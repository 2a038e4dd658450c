from odoo import http
from odoo.http import request

from .public_page import PublicPage
from .words import THEMES, choices


class Questions(PublicPage):
    """Questions and answers: by theme, and found by the words that people use."""

    @http.route("/questions", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True)
    def questions(self, q="", **params):
        questions = request.env["grid.site.article"]
        asked = questions._query_words(q)
        found, is_similar = questions._find_questions(asked, request.env.company)
        themes = choices(request.env, THEMES)
        values = {
            "asked": asked,
            "found": found,
            "is_similar": is_similar,
            "groups": [
                (words, found.filtered(lambda one, code=code: one.theme == code)) for code, words in themes.items()
            ],
            "checked": self._checked(found),
        }
        return request.render("grid_portal.questions", values)

    @http.route(
        "/questions/<int:article_id>", type="http", auth="public", website=True, methods=["GET"], readonly=True,
        sitemap=False,
    )  # fmt: skip
    def question(self, article_id, **params):
        questions = request.env["grid.site.article"]._shown("questions", request.env.company)
        question = questions.filtered(lambda one: one.id == article_id)
        if not question:
            raise request.not_found()
        neighbours = questions.filtered(lambda one: one.theme == question.theme) - question
        values = {"question": question, "neighbours": neighbours, "checked": self._checked(question)}
        return request.render("grid_portal.question", values)
