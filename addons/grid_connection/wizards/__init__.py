from . import grid_conditions_extension, grid_early_disconnection, grid_money_return, grid_payment_voiding
