"""Identity of a customer in Russia: numbers, phones and names, cleaned and checked.

Nothing here knows Odoo: text in, text or a fault code out.
"""
