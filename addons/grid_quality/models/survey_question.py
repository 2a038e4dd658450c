from odoo import models

#: Nobody writes more in a questionnaire; a letter is an appeal.
LONGEST = 2000


class SurveyQuestion(models.Model):
    """A question as a plain page shows it and reads its answer."""

    _inherit = "survey.question"

    def _marks(self):
        """Return the marks of a scale, each with what the ends of the scale say."""
        labels = {self.scale_min: self.scale_min_label, self.scale_max: self.scale_max_label}
        return [(mark, labels.get(mark) or "") for mark in range(self.scale_min, self.scale_max + 1)]

    def _is_one_scale(self):
        """Whether this is one question with marks: pressing one answers it."""
        return len(self) == 1 and self.question_type == "scale"

    def _is_of_one_digit(self):
        """Whether every mark of the only question is one key of a telephone."""
        return self._is_one_scale() and self.scale_min >= 0 and self.scale_max <= 9

    def _read_answers(self, form):
        """Return (`{question: answer}`, `{field: sentence}`) of what was sent; `form` is a dictionary of lists."""
        answers, errors = {}, {}
        for question in self:
            field = f"q{question.id}"
            texts = [text.strip() for text in form.get(field, ()) if text.strip()]
            if not texts:
                if question.constr_mandatory:
                    errors[field] = self.env._("“%(question)s” has no answer yet.", question=question.title)
                continue
            answer = question._read_answer(texts)
            if answer is None:
                errors[field] = self.env._("“%(question)s”: this answer cannot be.", question=question.title)
            elif question.question_type.endswith("_box") and len(answer) > LONGEST:
                errors[field] = self.env._(
                    "“%(question)s”: %(count)s characters at most.", question=question.title, count=LONGEST
                )
            else:
                answers[question] = answer
        return answers, errors

    def _read_answer(self, texts):
        """Return one answer as it is kept; None where it is not one of those offered."""
        if self.question_type == "scale":
            marks = {str(mark): mark for mark, _label in self._marks()}
            return marks.get(texts[0])
        if self.question_type.endswith("_choice"):
            options = {str(option.id): option.id for option in self.suggested_answer_ids}
            chosen = list(dict.fromkeys(options.get(text) for text in texts))
            single = self.question_type == "simple_choice"
            return None if None in chosen or (single and len(chosen) > 1) else chosen
        return None if "\0" in texts[0] else texts[0]
