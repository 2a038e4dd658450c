from . import (
    legal_calendar_year,
    legal_calendar_year_line,
    legal_deadline_act,
    legal_deadline_recount,
    legal_rule_edition,
    legal_rule_what_if,
    legal_rule_what_if_answer,
    legal_rule_what_if_fact,
)
