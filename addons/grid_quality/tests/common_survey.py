"""A small world of surveys: two branches, customers of two groups, a questionnaire of three questions."""

from odoo.addons.grid_appeal.tests.common import AppealCase


class SurveyCase(AppealCase):
    """TSA: six citizens and a firm; TSB: two citizens. All agreed to surveys and have an e-mail."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.citizens = cls._customers("Житель", 6, cls.branch)
        cls.firm = cls._customers("Завод", 1, cls.branch, is_company=True)
        cls.others = cls._customers("Сосед", 2, cls.other_branch)
        cls.everybody = cls.citizens + cls.firm + cls.others
        cls._consent(cls.everybody)
        cls.questionnaire = cls.env["survey.survey"].create({"title": "Как мы работаем", "survey_type": "survey"})
        question = cls.env["survey.question"].with_context(default_survey_id=cls.questionnaire.id)
        cls.mark, cls.choice, cls.words = question.create(
            [
                {
                    "title": "Оцените",
                    "question_type": "scale",
                    "scale_min": 1,
                    "scale_max": 5,
                    "sequence": 1,
                    "constr_mandatory": True,
                },
                {"title": "Чем удобно", "question_type": "multiple_choice", "sequence": 2},
                {"title": "Что улучшить", "question_type": "text_box", "sequence": 3},
            ]
        )
        cls.phone, cls.site = cls.env["survey.question.answer"].create(
            [{"question_id": cls.choice.id, "value": value} for value in ("Телефон", "Сайт")]
        )

    @classmethod
    def _customers(cls, name, count, branch, **values):
        customers = cls.env["res.partner"].create(
            [
                {
                    "name": f"{name} {branch.code} {number}",
                    "email": f"{branch.code}{number}{len(name)}@customers.example",
                    "company_id": cls.company.id,
                    **values,
                }
                for number in range(count)
            ]
        )
        cls.env["grid.usage.point"].create(
            [
                {
                    "name": f"{customer.name}-1",
                    "partner_id": customer.id,
                    "branch_id": branch.id,
                    "address": "ул. Мира, 1",
                    "account_number": f"acc-{customer.id}",
                }
                for customer in customers
            ]
        )
        return customers

    @classmethod
    def _consent(cls, customers):
        text = cls.env["grid.consent.text"].create({"purpose": "survey", "version": "t1", "body": "Согласен."})
        cls.env["grid.consent"].create([{"partner_id": one.id, "text_id": text.id} for one in customers])

    def _campaign(self, **values):
        today = self.company._legal_today()
        return self.env["grid.survey.campaign"].create(
            {
                "name": "Опрос",
                "survey_id": self.questionnaire.id,
                "period_from": today.replace(month=1, day=1),
                "period_to": today.replace(month=12, day=31),
                "expires_on": today.replace(year=today.year + 1),
                "branch_ids": (self.branch + self.other_branch).ids,
                "sample_size": 9,
                **values,
            }
        )

    def _running(self, **values):
        campaign = self._campaign(**values)
        campaign.action_begin()
        return campaign

    def _send_all(self):
        """Send what waits, as the job does, without committing."""
        while self.env["grid.survey.invitation"]._send_batch():
            pass

    def _stratum(self, campaign, branch, group="1"):
        return campaign.stratum_ids.filtered(lambda one: one.branch_id == branch and one.customer_group == group)

    def _take(self, campaign, customer, mark, branch=None, options=(), words="", way="internet"):
        sheets = self.env["survey.user_input"]
        answers = {self.mark: mark}
        if options:
            answers[self.choice] = [option.id for option in options]
        if words:
            answers[self.words] = words
        return sheets._take_sheet(
            campaign,
            self._stratum(campaign, branch or self.branch, customer.customer_group),
            answers,
            way,
            sheets._ballot(campaign, customer.id),
            customer,
        )
