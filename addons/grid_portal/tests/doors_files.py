"""Doors of Odoo that give, take or print files, by a link or by a form."""

import re

from .route import CLOSED, NOBODY, STAFF, Route

#: A file of a case is opened behind by who considers it; the customer has it by the page of her appeal.
FILE = "{html_file}"
#: Odoo shows a picture of its own in the place of one that may not be seen.
NO_PICTURE = (200,)


def asked(*examples, rule, may=NOBODY, refused=CLOSED):
    return [Route(rule, may, example, refused=refused) for example in examples]


def sent(rule, example="", refused=CLOSED, **typed):
    return Route(rule, NOBODY, example, "POST", refused, typed=typed)


CONTENT = [
    *asked("/web/content/{html_file}", "/web/content/{svg_file}", "/web/content/{letter_file}",
           f"/web/content/{FILE}?access_token={{file_key}}", rule="/web/content/<int:id>", may=STAFF),
    *asked(f"/web/content/{FILE}/a.html", rule="/web/content/<int:id>/<string:filename>", may=STAFF),
    *asked(f"/web/content?id={FILE}", "/web/content?model=grid.service.paper&id={paper}&field=file",
           rule="/web/content", may=STAFF),
    *asked("/web/content/grid_portal.none", rule="/web/content/<string:xmlid>"),
    *asked("/web/content/grid_portal.none/a.html", rule="/web/content/<string:xmlid>/<string:filename>"),
    *asked(f"/web/content/ir.attachment/{FILE}/raw", f"/web/content/ir.attachment/{FILE}/datas",
           "/web/content/grid.service.paper/{paper}/file",
           rule="/web/content/<string:model>/<int:id>/<string:field>", may=STAFF),
    *asked("/web/content/helpdesk.ticket/{appeal}/description",
           rule="/web/content/<string:model>/<int:id>/<string:field>"),
    *asked("/web/content/grid.service.paper/{paper}/file/a.pdf",
           rule="/web/content/<string:model>/<int:id>/<string:field>/<string:filename>", may=STAFF),
    *asked("/web/filestore/{stored}", rule="/web/filestore/<path:_path>"),
]  # fmt: skip

_IMAGES = (
    "/web/image/<int:id>",
    "/web/image/<int:id>-<string:unique>",
    "/web/image/<string:xmlid>",
    "/web/image/<string:model>/<int:id>/<string:field>",
)
_SIZES = ("", "/<string:filename>", "/<int:width>x<int:height>", "/<int:width>x<int:height>/<string:filename>")
_OF_THE_SITE = (
    "/website/image/<xmlid>",
    "/website/image/<xmlid>/<field>",
    "/website/image/<xmlid>/<int:width>x<int:height>",
    "/website/image/<xmlid>/<field>/<int:width>x<int:height>",
    "/website/image/<model>/<id>/<field>",
    "/website/image/<model>/<id>/<field>/<int:width>x<int:height>",
)
_AVATAR = "/mail/avatar/mail.message/<int:res_id>/author_avatar/<int:width>x<int:height>"
_PARTS = {
    "id": FILE,
    "unique": "a",
    "xmlid": "grid_portal.none",
    "model": "ir.attachment",
    "field": "raw",
    "filename": "a.png",
    "width": "9",
    "height": "9",
    "res_id": "{message}",
}


def _example(rule):
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: _PARTS[part[1]], rule)


PICTURES = [
    *(
        Route(rule, STAFF, _example(rule), refused=NO_PICTURE)
        for rule in (*(image + size for image in _IMAGES for size in _SIZES), *_OF_THE_SITE, _AVATAR)
    ),
    *asked(f"/web/image/{FILE}?access_token={{file_key}}", "/web/image/{svg_file}", rule="/web/image/<int:id>",
           may=STAFF, refused=NO_PICTURE),
    *asked(f"/web/image?id={FILE}", rule="/web/image", may=STAFF, refused=NO_PICTURE),
    *asked(f"/website/image?model=ir.attachment&id={FILE}&field=raw", rule="/website/image", may=STAFF,
           refused=NO_PICTURE),
    *asked("/mail/avatar/mail.message/{message}/author_avatar/9x9?access_token={access_token}", rule=_AVATAR,
           refused=NO_PICTURE),
    *asked("/html_editor/image_shape/grid_portal.none/html_builder/geometric/geo_square.svg",
           rule="/html_editor/image_shape/<string:img_key>/<module>/<path:filename>"),
    *asked("/html_editor/shape/illustration/a-{svg_file}", rule="/html_editor/shape/<module>/<path:filename>"),
]  # fmt: skip

PRINTS = [
    *asked("/report/html/grid_appeal.letter/{answer}", "/report/pdf/grid_appeal.letter/{answer}",
           "/report/text/grid_appeal.letter/{answer}", "/report/html/web.preview_internalreport/{appeal}",
           rule="/report/<converter>/<reportname>/<docids>", refused=(*CLOSED, 200)),
    *asked("/report/html/grid_appeal.letter?docids={answer}", rule="/report/<converter>/<reportname>"),
    # what is refused to staff is told in the page that the web client reads
    *asked("/report/download?data=%5B%22/report/pdf/grid_appeal.letter/{answer}%22,%22qweb-pdf%22%5D",
           rule="/report/download", refused=(200, *CLOSED)),
    *asked("/mail/attachment/pdf_first_page/{letter_file}",
           "/mail/attachment/pdf_first_page/{letter_file}?access_token={owner_key}",
           rule="/mail/attachment/pdf_first_page/<int:attachment_id>", may=STAFF),
    *asked("/web/partner/vcard?partner_ids={partner}", rule="/web/partner/vcard", may=STAFF | {"neighbour", "owner"}),
    *asked("/web_enterprise/partner/{partner}/vcard", may=STAFF | {"neighbour", "owner"},
           rule='/web_enterprise/partner/<model("res.partner"):partner>/vcard'),
    *asked("/json/helpdesk.ticket/{appeal}", rule="/json/<path:subpath>"),
    *asked("/json/1/helpdesk.ticket/{appeal}", rule="/json/1/<path:subpath>", refused=(401, *CLOSED)),
]  # fmt: skip

_FILE = {"name": "a.html", "body": b"<script>1</script>"}
_SHEET = '[{{"path": "a.png", "imageSrc": "/web/image/{html_file}"}}]'
SENT = [
    *(sent("/mail/attachment/upload", thread_model="helpdesk.ticket", thread_id="{appeal}", ufile=_FILE, **key)
      for key in ({"token": "{access_token}"}, {"hash": "{thread_hash}", "pid": "{partner}"})),
    sent("/mail/attachment/zip", file_ids=FILE, zip_name="a.zip"),
    # the refusal is told in the answer
    sent("/web/binary/upload_attachment", refused=(200,), model="helpdesk.ticket", id="{appeal}", ufile=_FILE),
    sent("/web/export/csv", refused=(*CLOSED, 422), data="{export}"),
    sent("/web/export/xlsx", refused=(*CLOSED, 422), data="{export}"),
    # a picture on a sheet is taken by its address
    sent("/spreadsheet/xlsx", zip_name="a.xlsx", files=_SHEET)._replace(may=STAFF),
    sent("/website/form/<string:model_name>", "/website/form/mail.mail", subject="x"),
    sent("/website/form/<string:model_name>", "/website/form/helpdesk.ticket", name="x"),
]  # fmt: skip
FILES = [*CONTENT, *PICTURES, *PRINTS, *SENT]
