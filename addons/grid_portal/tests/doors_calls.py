"""Doors of Odoo that are called in JSON: by the web client, the chatter, the editor and the site."""

from .route import CASE, CLOSED, NO_KEY, NOBODY, STAFF, Route

#: An answer in which nothing stands, or a refusal.
EMPTY = (200, *CLOSED)
REFUSED = (*CLOSED, 422)
OWN_SETTINGS = frozenset({"res_users_settings"})
APPEAL = {"thread_model": "helpdesk.ticket", "thread_id": "{appeal}"}
BY_TOKEN = {"token": "{access_token}"}
BY_HASH = {"hash": "{thread_hash}", "pid": "{partner}"}
#: Without a key, and with what the link of a letter of Odoo's portal would carry.
KEYS = ({}, BY_TOKEN, BY_HASH)


def called(rule, *typed, may=NOBODY, example="", refused=CLOSED, notes=NOBODY):
    return [Route(rule, may, example, "RPC", refused, typed=one, notes=notes) for one in typed]


def _orm(model, record, method, *args):
    return {"model": model, "method": method, "args": [[record], *args], "kwargs": {}}


#: (model, the owner's record, a field of it, who reads it)
RECORDS = (
    ("helpdesk.ticket", "{appeal}", "number", CASE),
    ("grid.appeal.answer", "{answer}", "body", CASE),
    ("grid.appeal.notice", "{notice}", "reason", STAFF),
    ("grid.service.request", "{request}", "subject", CASE),
    ("grid.connection", "{connection}", "display_name", STAFF),
    ("grid.service.paper", "{paper}", "file", STAFF),
    ("grid.service.act", "{act}", "display_name", NOBODY),
    ("grid.usage.point", "{point}", "address", CASE),
    ("grid.meter", "{meter}", "name", CASE),
    ("grid.consent", "{consent}", "text_id", STAFF | {"neighbour"}),
    ("ir.attachment", "{html_file}", "raw", STAFF),
    ("mail.message", "{message}", "body", CASE),
    ("grid.portal.submission", "{submission}", "display_name", NOBODY),
)
DATASET = [
    *(
        row
        for model, record, field, may in RECORDS
        for row in (
            *called("/web/dataset/call_kw", _orm(model, record, "read", [field]), may=may),
            *called("/web/dataset/call_kw", _orm(model, record, "write", {}), refused=REFUSED),
        )
    ),
    # a branch beside serves the same customers
    *called("/web/dataset/call_kw", _orm("res.partner", "{partner}", "read", ["email"]),
            may=STAFF | {"neighbour", "owner"}),
    *called("/web/dataset/call_kw", _orm("res.partner", "{partner}", "write", {}), may=STAFF | {"neighbour"}),
    *called("/web/dataset/call_kw/<path:path>", _orm("helpdesk.ticket", "{appeal}", "web_read", {"number": {}}),
            may=CASE, example="/web/dataset/call_kw/helpdesk.ticket/web_read"),
    *called("/web/dataset/call_button", _orm("helpdesk.ticket", "{noticed}", "action_withdraw"), refused=REFUSED),
    *called("/web/dataset/call_button/<path:path>", _orm("helpdesk.ticket", "{noticed}", "action_answer"),
            example="/web/dataset/call_button/helpdesk.ticket/action_answer", may=STAFF),
    *called("/web/action/run", {"action_id": "{action}", "context": {"active_model": "helpdesk.ticket",
            "active_id": "{appeal}", "active_ids": ["{appeal}"]}}),
    *called("/web/action/load_breadcrumbs", {"actions": [{"model": "helpdesk.ticket", "resId": "{appeal}"}]}, may=CASE,
            refused=EMPTY),
    *called("/json/2/<__model__>/<__method__>", {}, example="/json/2/helpdesk.ticket/read", refused=NO_KEY),
    *called("/jsonrpc", {"service": "object", "method": "execute_kw",
            "args": ["{database}", 2, "x", "helpdesk.ticket", "read", [["{appeal}"]]]}),
]  # fmt: skip

_PAGE_OF_THREAD = ["mail.thread", {**APPEAL, "request_list": ["followers", "attachments"]}]
THREAD = [
    *called("/mail/thread/messages", APPEAL, may=STAFF, refused=EMPTY),
    *called("/mail/thread/recipients", APPEAL, {**APPEAL, "message_id": "{message}"}, may=CASE),
    *called("/mail/thread/recipients/get_suggested_recipients", APPEAL, may=CASE),
    *called("/mail/partner/from_email", {**APPEAL, "emails": ["owner@example.com"]}, refused=EMPTY,
            may=STAFF | {"neighbour", "owner"}),
    *called("/mail/thread/subscribe", {"res_model": "helpdesk.ticket", "res_id": "{appeal}", "partner_ids": [1]},
            refused=REFUSED),
    *called("/mail/thread/unsubscribe", {"res_model": "helpdesk.ticket", "res_id": "{appeal}", "partner_ids": [1]},
            may=STAFF),
    *called("/mail/read_subscription_data", {"follower_id": "{follower}"}, may=STAFF),
    *called("/mail/message/post", *({**APPEAL, "post_data": {"body": "x"}, **key} for key in KEYS), may=STAFF),
    *called("/mail/message/update_content",
            *({"message_id": "{message}", "update_data": {"body": "x"}, **key} for key in KEYS), refused=REFUSED),
    *called("/mail/message/reaction",
            *({"message_id": "{message}", "content": "+", "action": "add", **key} for key in KEYS), may=STAFF),
    *called("/mail/message/translate", {"message_id": "{message}"}),
    *called("/mail/update_is_internal", {"message_id": "{message}", "is_internal": False}, refused=REFUSED),
    *called("/mail/attachment/delete", {"attachment_id": "{letter_file}"},
            {"attachment_id": "{letter_file}", "access_token": "{owner_key}"}, refused=REFUSED),
    *called("/mail/attachment/update_thumbnail", {"attachment_id": "{letter_file}"},
            {"attachment_id": "{letter_file}", "access_token": "{owner_key}"}, may=STAFF),
    *called("/mail/data", {"fetch_params": [_PAGE_OF_THREAD]}, may=STAFF, refused=EMPTY),
    *(row for key in (BY_TOKEN, BY_HASH) for row in called("/mail/data", {"fetch_params": [
        ["mail.thread", {**_PAGE_OF_THREAD[1], "access_params": key}]]}, may=STAFF, refused=EMPTY)),
    *called("/mail/action", {"fetch_params": [_PAGE_OF_THREAD]}, may=STAFF, refused=EMPTY),
    *called("/mail/link_preview", {"message_id": "{message}"}, refused=EMPTY),
    *called("/mail/link_preview/hide", {"message_link_preview_ids": [1]}, refused=EMPTY),
    *called("/portal/chatter_init", *({**APPEAL, **key} for key in KEYS), refused=EMPTY, notes=OWN_SETTINGS),
    *called("/mail/chatter_fetch", *({**APPEAL, **key} for key in KEYS), refused=EMPTY),
    *called("/portal/attachment/remove", {"attachment_id": "{html_file}"},
            {"attachment_id": "{html_file}", "access_token": "{file_key}"}, refused=REFUSED),
    *called("/discuss/search", {"term": "Хозяйкина"}, may=STAFF, refused=EMPTY),
    *called("/websocket/peek_notifications", {"channels": ["helpdesk.ticket_{appeal}"], "last": 0,
            "is_first_poll": True}, refused=EMPTY),
]  # fmt: skip

_OPTIONS = dict.fromkeys(("displayDescription", "displayDetail", "displayExtraDetail", "displayImage"), True)
_FIELD = {"model": "helpdesk.ticket", "id": "{appeal}", "field": "description"}
EDITOR = [
    *called("/html_editor/attachment/remove", {"ids": ["{html_file}"]}, refused=REFUSED),
    *called("/html_editor/attachment/add_data", {"name": "a.png", "data": "eA==", "is_image": False,
            "res_model": "helpdesk.ticket", "res_id": "{appeal}"}, may=STAFF),
    *called("/html_editor/attachment/add_url", {"url": "https://example.com/a.png"}),
    *called("/html_editor/get_image_info", {"src": "/web/image/{svg_file}"}, may=STAFF, refused=EMPTY),
    *called('/html_editor/modify_image/<model("ir.attachment"):attachment>', {"res_model": "helpdesk.ticket",
            "res_id": "{appeal}"}, example="/html_editor/modify_image/{svg_file}", refused=REFUSED),
    *called("/html_editor/bus_broadcast", {"model_name": "helpdesk.ticket", "field_name": "description",
            "res_id": "{appeal}", "bus_data": {}}, may=STAFF),
    *called("/html_editor/link_preview_internal", {"preview_url": "/odoo/helpdesk.ticket/{appeal}"}, may=CASE,
            refused=EMPTY),
    *called("/html_editor/link_preview_external", {"preview_url": "http://127.0.0.1/"}, refused=EMPTY),
    *called("/html_editor/video_url/data", {"video_url": "https://example.com/x"}),
    *called("/html_editor/media_library_search", {"query": "x"}),
    *called("/html_editor/save_library_media", {"media": {}}),
    *called("/html_editor/generate_text", {"prompt": "x", "conversation_history": []}),
    *called("/website/get_seo_data", {"res_id": "{appeal}", "res_model": "helpdesk.ticket"}),
    *called("/website/field/translation/update", {"model": "helpdesk.ticket", "record_id": ["{appeal}"],
            "field_name": "name", "translations": {}}, refused=REFUSED),
    *called("/website/get_alt_images", {"models": [_FIELD]}, may=CASE),
    *called("/website/update_alt_images", {"imgs": []}),
    *called("/website/snippet/autocomplete", {"search_type": "all", "term": "Тайный", "options": _OPTIONS},
            refused=EMPTY),
    *called("/website/snippet/filters", {"filter_id": 1, "template_key": "x", "res_model": "helpdesk.ticket",
            "res_id": "{appeal}"}, refused=EMPTY),
    *called("/payment/status/poll", {}, refused=EMPTY),
]  # fmt: skip
CALLS = [*DATASET, *THREAD, *EDITOR]
