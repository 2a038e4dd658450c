from . import closed_routes
