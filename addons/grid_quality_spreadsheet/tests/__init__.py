from . import test_spreadsheet
