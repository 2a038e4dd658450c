from . import grid_delivery_note, grid_service_act, grid_service_act_visit
