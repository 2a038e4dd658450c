from . import (
    test_form_4_1,
    test_grid_indicator,
    test_grid_statutory_form,
    test_quality_rights,
    test_satisfaction,
    test_survey_campaign,
    test_survey_invitation,
    test_survey_race,
    test_survey_result,
    test_survey_sheet,
)
