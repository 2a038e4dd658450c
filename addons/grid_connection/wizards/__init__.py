from . import grid_conditions_extension, grid_early_disconnection, grid_payment_voiding
