from . import (
    grid_paper_kind,
    grid_passport_part,
    grid_service,
    grid_service_document,
    grid_service_step,
    grid_service_transition,
    legal_rule,
)
