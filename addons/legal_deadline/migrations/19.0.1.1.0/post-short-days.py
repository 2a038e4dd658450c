"""Mark the working Saturdays of calendars loaded before days could be an hour shorter."""

SHORT = ("2024-11-02", "2025-11-01", "2027-02-20")


def migrate(cr, version):
    cr.execute(
        """UPDATE legal_calendar_day SET is_short = TRUE
            WHERE date IN %s AND kind = 'moved_working' AND company_id IS NULL AND is_short IS NOT TRUE""",
        [SHORT],
    )
