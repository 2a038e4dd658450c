"""Say of the letters sent before how they stand, in one statement and not letter by letter.

Those by post went to the post on their day, those handed over were handed over: nobody noted it then.
"""


def migrate(cr, version):
    cr.execute(
        """
        ALTER TABLE grid_appeal_answer
            ADD COLUMN IF NOT EXISTS validation_status varchar,
            ADD COLUMN IF NOT EXISTS delivery_state varchar,
            ADD COLUMN IF NOT EXISTS posted_on date,
            ADD COLUMN IF NOT EXISTS delivered_at timestamp;
        UPDATE grid_appeal_answer SET validation_status = 'no' WHERE validation_status IS NULL;
        UPDATE grid_appeal_answer answer
           SET posted_on = CASE WHEN delivery = 'post' THEN outgoing_date END,
               delivered_at = CASE WHEN delivery = 'handed' THEN sent_at END,
               delivery_state = CASE
                   WHEN delivery = 'handed' THEN 'delivered'
                   WHEN delivery = 'email' AND EXISTS (
                        SELECT FROM mail_mail WHERE mail_mail.id = answer.mail_id AND state NOT IN ('sent', 'received')
                   ) THEN 'queued'
                   ELSE 'sent' END
         WHERE state = 'sent' AND delivery_state IS NULL
        """
    )
