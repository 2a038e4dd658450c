from . import answer_letter, api, closed_routes
