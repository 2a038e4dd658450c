from . import (
    test_access,
    test_calendar_day,
    test_calendar_feed,
    test_deadline,
    test_explanation,
    test_inner_term,
    test_mixin,
    test_owner,
    test_reminder,
    test_rule,
    test_rule_edition,
    test_window,
)
