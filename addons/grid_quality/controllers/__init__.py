from . import digest_stop, live_page, statutory_report, survey_blank, survey_page, survey_sheet, survey_table
