from . import (
    test_access,
    test_calendar_day,
    test_deadline,
    test_explanation,
    test_mixin,
    test_rule,
    test_rule_edition,
)
