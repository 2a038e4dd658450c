from . import statutory_report, survey_page, survey_sheet, survey_table
