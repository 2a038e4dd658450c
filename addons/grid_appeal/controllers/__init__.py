from . import answer_letter, closed_routes
