from . import grid_dated_row  # what the models below inherit

# isort: split
from . import (
    grid_connection_norm,
    grid_fee_quotation,
    grid_fee_rate,
    grid_fee_reckoning,
    grid_fee_working,
    grid_fee_working_words,
    legal_explanation,
    res_company,
)
