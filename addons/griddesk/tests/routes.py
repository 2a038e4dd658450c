"""The routes of this addon: the editor of the website asks nobody outside."""

from odoo.addons.grid_portal.tests.route import NO_JSON, NOBODY, Route

ROUTES = [
    Route(rule, NOBODY, method=method, refused=NO_JSON, typed={} if method == "POST" else None)
    for rule in ("/website/google_font_metadata", "/website/seo_suggest")
    for method in ("GET", "POST")
]
