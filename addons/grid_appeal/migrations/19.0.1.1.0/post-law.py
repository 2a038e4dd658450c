"""Complete rows of law that were loaded before rules knew extensions; what people have edited since stays."""

from odoo import SUPERUSER_ID, api

ANSWERS_TO_REFUSE = {"law_citizen_identified": 2} | dict.fromkeys(
    (
        *("law_claim_consumer", "law_claim_pretrial_2", "law_claim_pretrial_3", "law_authority", "law_personal_data"),
        *("law_outage", "law_negative", "law_proposal", "law_gratitude"),
    ),
    0,
)


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    names = ("exceptional_case", "papers_requested")
    grounds = env["legal.ground"].union(*(env.ref(f"grid_appeal.legal_ground_{name}") for name in names))
    env["legal.rule"]._complete_extension("grid_appeal.rule_appeal_answer_59fz", 30, "calendar_days", grounds)
    for name, answers in ANSWERS_TO_REFUSE.items():
        row = env.ref(f"grid_appeal.{name}", raise_if_not_found=False)
        if row and row.answers_to_refuse == 1:
            row.answers_to_refuse = answers
    running = [("res_model", "=", "helpdesk.ticket"), ("state", "in", ("running", "paused"))]
    env["legal.deadline"].search(running)._keep_circumstances()
