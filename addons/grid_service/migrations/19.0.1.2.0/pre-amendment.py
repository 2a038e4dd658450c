"""Change and termination of a transmission contract have a term now (Civil Code, article 452, clause 2)."""

CODES = ("tr_change", "tr_terminate")
REASON = "No published source gives the term of % the contract."


def migrate(cr, version):
    """Take the shipped drafts away where nobody has made them his own: the passports are loaded in their place."""
    cr.execute(
        """
        DELETE FROM grid_service AS service
         WHERE code IN %s AND state = 'draft' AND draft_reason ->> 'en_US' LIKE %s
           AND id IN (SELECT res_id FROM ir_model_data WHERE module = 'grid_service' AND model = 'grid.service')
           AND write_date = create_date
           AND NOT EXISTS (SELECT FROM grid_service_request WHERE service_id = service.id)
           AND NOT EXISTS (SELECT FROM helpdesk_ticket WHERE service_id = service.id)
        RETURNING code
        """,
        [CODES, REASON],
    )
    for (code,) in cr.fetchall():
        names = rf"^(service|step|transition|document)_{code}(_|$)"
        cr.execute("DELETE FROM ir_model_data WHERE module = 'grid_service' AND name ~ %s", [names])
