from . import answer_letter, api, appeal_journal, closed_routes
from . import answer_letter, api, appeal_import, closed_routes
