from . import survey_page, survey_sheet, survey_table
from . import statutory_report
