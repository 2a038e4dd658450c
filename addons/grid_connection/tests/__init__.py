from . import (
    test_grid_connection_quotation,
    test_grid_connection_walk,
    test_grid_dated_row,
    test_grid_fee_quotation,
    test_grid_fee_reckoning,
)
