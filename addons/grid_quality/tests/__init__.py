from . import test_grid_indicator, test_quality_rights
