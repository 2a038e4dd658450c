from . import ir_http, spreadsheet_oca_revision, spreadsheet_spreadsheet
