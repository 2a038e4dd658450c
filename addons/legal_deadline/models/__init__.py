from . import (
    legal_act,
    legal_cached_table,
    legal_calendar_day,
    legal_deadline,
    legal_deadline_access,
    legal_deadline_event,
    legal_deadline_mixin,
    legal_explanation,
    legal_rule,
    legal_rule_condition,
    legal_rule_engine,
    res_company,
)
