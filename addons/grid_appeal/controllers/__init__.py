from . import answer_letter, api, appeal_import, appeal_journal, closed_routes, odoo_doors
