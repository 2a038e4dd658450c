from . import grid_service_act, grid_service_act_visit
