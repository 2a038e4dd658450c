from . import (
    test_answer,
    test_answer_mail,
    test_answer_race,
    test_appeal_access,
    test_appeal_due,
    test_appeal_holes,
    test_appeal_law,
    test_appeal_life,
    test_appeal_number,
    test_appeal_speed,
    test_letter,
    test_receipt,
)
