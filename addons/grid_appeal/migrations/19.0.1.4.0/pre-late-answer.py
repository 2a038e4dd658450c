"""Note of the appeals answered before which were answered late, in one statement and not appeal by appeal."""


def migrate(cr, version):
    cr.execute(
        """
        ALTER TABLE helpdesk_ticket ADD COLUMN IF NOT EXISTS answered_late boolean;
        UPDATE helpdesk_ticket ticket
           SET answered_late = TRUE
          FROM legal_deadline promise
         WHERE promise.res_model = 'helpdesk.ticket' AND promise.res_id = ticket.id AND promise.state = 'missed'
           AND promise.code = ticket.answer_code AND ticket.answered_at IS NOT NULL AND answered_late IS NULL
        """
    )
