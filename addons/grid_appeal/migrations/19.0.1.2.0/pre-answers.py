"""Say of the letters sent before how they stand, in one statement and not letter by letter."""


def migrate(cr, version):
    cr.execute(
        """
        ALTER TABLE grid_appeal_answer
            ADD COLUMN IF NOT EXISTS validation_status varchar,
            ADD COLUMN IF NOT EXISTS delivery_state varchar;
        UPDATE grid_appeal_answer SET validation_status = 'no' WHERE validation_status IS NULL;
        UPDATE grid_appeal_answer answer
           SET delivery_state = CASE
               WHEN delivery = 'portal' THEN 'sent'
               WHEN delivery = 'email' AND NOT EXISTS (
                    SELECT FROM mail_mail mail WHERE mail.id = answer.mail_id AND mail.state NOT IN ('sent', 'received')
               ) THEN 'sent'
               ELSE 'queued' END
         WHERE state = 'sent' AND delivery_state IS NULL
        """
    )
