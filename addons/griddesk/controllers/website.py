import json

from odoo.http import route

from odoo.addons.website.controllers.main import Website


class WebsiteOffline(Website):
    """The editor of the website works without its helpers at Google."""

    @route()
    def seo_suggest(self, keywords=None, lang=None):
        return json.dumps([])

    @route()
    def google_font_metadata(self):
        return {"familyMetadataList": []}
