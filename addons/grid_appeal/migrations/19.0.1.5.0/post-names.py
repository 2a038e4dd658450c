"""Drop the trigrams of the applicants' names: names are found by their words now."""


def migrate(cr, version):
    cr.execute("DROP INDEX IF EXISTS helpdesk_ticket__partner_name_index")
