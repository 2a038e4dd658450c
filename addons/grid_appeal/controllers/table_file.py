import tempfile

from werkzeug.wsgi import wrap_file

from odoo.http import request

from ..appeals.filenames import disposition

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def table_file(write, filename, kind):
    """Return the answer to a request for a table: a file on the disk, since it may be long.

    `write` takes a file opened for bytes; `kind` is one of `TYPES`.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    write(file)
    size = file.tell()
    file.seek(0)
    response = request.make_response(
        wrap_file(request.httprequest.environ, file),
        [
            ("Content-Type", TYPES[kind]),
            ("Content-Length", size),
            ("Content-Disposition", disposition(filename)),
            ("Cache-Control", "private, no-store"),
        ],
    )
    response.direct_passthrough = True
    return response
