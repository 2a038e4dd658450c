from . import grid_notice_receipt, grid_service_act, grid_service_act_visit
