from . import test_grid_indicator, test_grid_statutory_form, test_quality_rights, test_satisfaction
