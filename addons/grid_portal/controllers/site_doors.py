"""Doors of Odoo's website and of its editor: no form but ours takes words, no address is fetched for a visitor."""

from odoo.http import request, route

from odoo.addons.html_editor.controllers.main import HTML_Editor
from odoo.addons.website.controllers.form import WebsiteForm
from odoo.addons.website.controllers.main import Website


class SiteForms(WebsiteForm):
    """What a customer writes is an appeal, and is registered: a form that only sends a letter takes nothing."""

    @route()
    def website_form(self, model_name, **kwargs):
        raise request.not_found()


class SiteActions(Website):
    """Nothing of ours is done by the address of a server action."""

    @route()
    def actions_server(self, path_or_xml_id_or_id, **post):
        raise request.not_found()


class SiteEditor(HTML_Editor):
    """An address that is typed into a page is opened by its reader; the server might reach more than he may."""

    @route()
    def link_preview_metadata(self, preview_url):
        return {}

    @route()
    def add_url(self, url, res_id=False, res_model="ir.ui.view", **kwargs):
        self._check_editor()
        return super().add_url(url, res_id=res_id, res_model=res_model, **kwargs)

    @route()
    def video_url_data(self, video_url, **params):
        self._check_editor()
        return super().video_url_data(video_url, **params)

    @route()
    def media_library_search(self, **params):
        self._check_editor()
        return super().media_library_search(**params)

    @route()
    def save_library_media(self, media):
        self._check_editor()
        return super().save_library_media(media)

    @route()
    def generate_text(self, prompt, conversation_history):
        self._check_editor()
        return super().generate_text(prompt, conversation_history)

    def _check_editor(self):
        if not request.env.user.has_group("website.group_website_restricted_editor"):
            raise request.not_found()
