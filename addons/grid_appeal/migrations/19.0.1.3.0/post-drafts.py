"""Delete the drafts that dialogs made by being opened: nobody has written into them, and no list showed them."""


def migrate(cr, version):
    cr.execute(
        """
        DELETE FROM grid_appeal_notice
         WHERE state = 'draft' AND write_date = create_date
           AND COALESCE(reason, '') = '' AND refusal_ground_id IS NULL
        """
    )
