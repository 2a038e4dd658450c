"""Odoo's own doors: each by which a record of ours might be had is tried with the owner's, and none is one.

A row is a `Route`. `"RPC"` in the place of its method is a call in JSON with `typed` as its parameters; what such a
call raises is read as the status it stands for. A new module's route that is neither in `DOORS` nor under one of the
addresses of `HARMLESS` fails `test_doors`.
"""

from .doors_calls import CALLS
from .doors_files import FILES
from .route import CLOSED, NOBODY, Route

#: Leads on: to the page of who signs in, or to the start page; never to the record.
AWAY = (303, *CLOSED)

LINKS = [
    *(
        Route(rule, NOBODY, example, refused=AWAY)
        for rule, example in (
            ("/mail/message/<int:message_id>", "/mail/message/{message}"),
            ("/mail/unfollow", "/mail/unfollow?model=helpdesk.ticket&res_id={appeal}&pid={partner}&token=x"),
            ("/lead/case_mark_won", "/lead/case_mark_won?res_id={lead}&token=x"),
            ("/lead/case_mark_lost", "/lead/case_mark_lost?res_id={lead}&token=x"),
            ("/lead/convert", "/lead/convert?res_id={lead}&token=x"),
            ("/website/action/<path_or_xml_id_or_id>", "/website/action/{action}"),
            ("/website/action/<path_or_xml_id_or_id>/<path:path>", "/website/action/{action}/x"),
        )
    ),
]
DOORS = [*LINKS, *FILES, *CALLS]

#: {why no record of ours is behind it: addresses}; one that ends in a stroke stands for all that begin so
HARMLESS = {
    "signing in and one's own session and settings: tests of their own": (
        "/auth/passkey/", "/web/login", "/web/login/totp", "/web/signup", "/web/reset_password", "/web/session/",
        "/web/login_successful", "/my/security", "/my/counters", "/web/view/edit_custom", "/payment/status",
        "/mail/set_manual_im_status", "/mail/inbox/messages", "/mail/history/messages", "/mail/starred/messages",
    ),
    "asks a password or a key with each call, as the doors beside it that are tried": (
        "/xmlrpc/", "/json/2", "/json/2/<path:subpath>", "/web/database/",
    ),
    "begins the work that waits, as the server does by itself; shut by the web server in front": ("/queue_job/",),
    "the administrator's": (
        "/web/become", "/base_setup/", "/web/set_profiling", "/web/speedscope/", "/web/profile_config/",
    ),
    "scripts, signs, words and frames, the same for everybody": (
        "/web", "/odoo", "/odoo/", "/scoped_app", "/scoped_app/", "/scoped_app_icon_png", "/web/assets/",
        "/web/bundle/", "/web/webclient/", "/web/tests", "/web/tests/", "/web/health", "/web/version", "/json/version",
        "/web/manifest.webmanifest", "/web/manifest.scoped_app_manifest", "/web/service-worker.js", "/web/sign/",
        "/web/binary/company_logo", "/logo", "/logo.png", "/mail/font_to_img/", "/website/translations",
        "/mail/rtc/audio_worklet_processor_v2", "/my/address/country_info/",
    ),
    "what screens are made of: names of fields and of actions, whose records come by other doors": (
        "/web/action/load", "/web/domain/validate", "/web/model/get_definitions", "/bus/get_model_definitions",
        "/web/export/formats", "/web/export/get_fields", "/web/export/namelist", "/mail/thread/recipients/fields",
    ),
    "draws what it is sent": ("/report/barcode", "/report/barcode/", "/report/check_wkhtmltopdf", "/web/pivot/"),
    "chats, calls and meetings of staff: no case has one": (
        "/discuss/channel/", "/discuss/gif/", "/discuss/settings/", "/discuss/voice/", "/chat/", "/meet/", "/mail/rtc/",
        "/mail/guest/", "/calendar/", "/digest/",
    ),
    "notices to one's own page": (
        "/websocket", "/websocket/health", "/websocket/on_closed", "/websocket/update_bus_presence", "/bus/",
    ),
    "leads to the same place as the link of a message": ("/mail/view",),
    "published pages of the site": (
        "/", "/favicon.ico", "/robots.txt", "/sitemap.xml", "/google<string(length=16):key>.html", "/pages", "/pages/",
        "/model/", "/website/info", "/website/lang/", "/website/search", "/website/search/", "/website/social/",
        "/website/form", "/website/snippet/filter_templates", "/website/get_current_currency",
        "/website/google_maps_api_key", "/website/country_infos/", "/website/save_session_layout_mode",
    ),
    "the editor's of the site, of its pages and views": (
        "/@/", "/website/add", "/website/add/", "/website/configurator", "/website/configurator/", "/website/force/",
        "/website/iframefallback", "/website/check_new_content_access_rights", "/website/fetch_dashboard_data",
        "/website/track_installing_modules", "/website/check_existing_link", "/website/get_assets_editor_resources",
        "/website/get_languages", "/website/get_new_page_templates", "/website/get_suggested_links",
        "/website/get_switchable_related_views", "/website/get_translated_elements", "/website/save_xml",
        "/website/snippet/options_filters", "/website/theme_customize_bundle_reload", "/website/theme_customize_data",
        "/website/theme_customize_data_get", "/website/theme_upload_font", "/website/update_footer_template",
        "/website/reset_template", "/website/check_can_modify_any", "/website/update_broken_links",
        "/html_editor/get_ice_servers",
    ),
    "sheets of surveys, each by a key of its own": ("/survey/", "/s", "/s/"),
}  # fmt: skip
