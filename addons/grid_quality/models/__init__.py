# isort: off
from . import grid_figure_text, grid_quality_row, grid_statutory_part, grid_texted  # what the models below inherit

# isort: on
from . import (
    grid_appeal_mark,
    grid_appeal_measure,
    grid_digest,
    grid_digest_letter,
    grid_document,
    grid_improvement,
    grid_indicator,
    grid_indicator_count,
    grid_indicator_general,
    grid_indicator_method,
    grid_indicator_source,
    grid_indicator_value,
    grid_indicator_year,
    grid_indicator_year_correction,
    grid_indicator_year_figures,
    grid_live_figure,
    grid_live_figure_words,
    grid_live_page,
    grid_live_page_file,
    grid_live_queue,
    grid_low_mark,
    grid_low_mark_answer,
    grid_service_move,
    grid_sms_incoming,
    grid_statutory_chunk,
    grid_statutory_column,
    grid_statutory_form,
    grid_statutory_line,
    grid_statutory_row,
    grid_survey_answer,
    grid_survey_campaign,
    grid_survey_draw,
    grid_survey_invitation,
    grid_survey_report,
    grid_survey_result,
    grid_survey_stratum,
    helpdesk_ticket,
    helpdesk_ticket_measured,
    res_company,
    res_partner,
    survey_question,
    survey_user_input,
)

# isort: off
# what stands on the live page, from its top to its foot
from . import grid_live_appointments
from . import grid_live_appeals
from . import grid_live_connections
from . import grid_live_calls
from . import grid_live_outages
from . import grid_live_voice
from . import grid_live_own
from . import grid_live_letters
from . import grid_live_news

# they extend the survey, which must be there first
from . import (
    grid_survey_blank,
    grid_survey_call,
    grid_survey_comers,
    grid_survey_sms,
    grid_survey_visit,
    grid_survey_report_ways,
    grid_api_survey,
    grid_mark_request,
)

# what is filled: the model, its acts, then one file a form
from . import (
    grid_statutory_report,
    grid_statutory_report_part,
    grid_statutory_report_sheet,
    grid_statutory_report_file,
    grid_statutory_report_publish,
    grid_statutory_report_fill,
    grid_statutory_report_form_4_1,
    grid_statutory_report_form_4_9,
    grid_statutory_report_form_4_2,
    grid_statutory_report_form_4_3,
    grid_statutory_report_form_4_4,
    grid_statutory_report_entered,
    grid_statutory_report_form_4_7,
    grid_statutory_report_form_4_8,
    grid_statutory_report_form_1256_2,
    grid_statutory_report_form_1256_3,
    grid_statutory_report_connections,
    grid_statutory_report_unit_appeals,
    grid_statutory_report_unit_complaints,
    grid_statutory_report_unit_desk,
    grid_statutory_report_unit_discipline,
    grid_statutory_report_unit_indicators,
)
