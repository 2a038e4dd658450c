from . import test_form_4_1, test_grid_indicator, test_grid_statutory_form, test_quality_rights, test_satisfaction
