from . import grid_service_act
