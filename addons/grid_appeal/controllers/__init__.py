from . import answer_letter, api, appeal_journal, closed_routes
