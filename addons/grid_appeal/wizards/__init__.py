from . import (
    grid_answer_comparison,
    grid_answer_rejection,
    grid_appeal_dispute,
    grid_appeal_journal,
    grid_appeal_source_key,
    grid_cause_link,
    grid_delivery_note,
    grid_intake_decision,
    grid_intake_monitor,
    grid_intake_upload,
    mail_compose_message,
)
