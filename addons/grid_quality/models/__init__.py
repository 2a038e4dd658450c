# isort: off
from . import grid_quality_row, grid_statutory_part  # what the models below inherit

# isort: on
from . import (
    grid_appeal_mark,
    grid_indicator,
    grid_indicator_method,
    grid_statutory_column,
    grid_statutory_form,
    grid_statutory_row,
    grid_survey_answer,
    grid_survey_campaign,
    grid_survey_draw,
    grid_survey_invitation,
    grid_survey_result,
    grid_survey_stratum,
    helpdesk_ticket,
    res_company,
    survey_question,
    survey_user_input,
)
