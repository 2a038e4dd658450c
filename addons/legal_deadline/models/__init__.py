from . import legal_cached_table, legal_loaded_table  # what the tables below inherit

# isort: split
from . import (
    legal_act,
    legal_calendar_day,
    legal_deadline,
    legal_deadline_access,
    legal_deadline_acts,
    legal_deadline_entry,
    legal_deadline_event,
    legal_deadline_mixin,
    legal_deadline_mixin_acts,
    legal_deadline_notice,
    legal_deadline_owner,
    legal_deadline_reminder,
    legal_deadline_window,
    legal_explanation,
    legal_explanation_steps,
    legal_ground,
    legal_inner_term,
    legal_rule,
    legal_rule_condition,
    legal_rule_engine,
    legal_rule_guard,
    legal_rule_refusal,
    res_company,
)
