from . import (
    api_survey,
    digest_stop,
    live_page,
    short_link,
    statutory_report,
    survey_blank,
    survey_call,
    survey_page,
    survey_sheet,
    survey_table,
    visit_survey,
)
