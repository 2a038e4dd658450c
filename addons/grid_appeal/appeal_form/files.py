"""Files of the public form: which may be attached, judged by name, size and first bytes.

The name alone proves nothing: a program may be called `photo.jpg`. A file is taken when its ending
is known and its content begins as files of that ending begin.

>>> problem("photo.jpg", b"MZ\\x90\\x00", 4)
'disguised'
>>> problem("photo.jpg", b"\\xff\\xd8\\xff\\xe0", 4) is None
True
"""

import os
import re

from .fields import clean_line

MEGABYTE = 1024 * 1024
FILE_MAX = 25 * MEGABYTE
FILES_MAX = 5
#: All files of one sending: the web server lets through a little more, so that a form with its words fits too.
SENDING_MAX = 100 * MEGABYTE
NAME_MAX = 120
HEAD = 512

_ZIP = ((0, b"PK\x03\x04"),)
_OLE = ((0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),)
_JPEG = ((0, b"\xff\xd8\xff"),)
_TIFF = ((0, b"II*\x00"), (0, b"MM\x00*"))
_ISO_MEDIA = ((4, b"ftyp"), (4, b"moov"), (4, b"mdat"), (4, b"wide"), (4, b"free"))
_TEXT = ()

# ending -> where and with which bytes the content begins (any one of them)
SIGNATURES = {
    "pdf": ((0, b"%PDF-"),),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": ((0, b"\x89PNG\r\n\x1a\n"),),
    "heic": _ISO_MEDIA,
    "webp": ((8, b"WEBP"),),
    "tif": _TIFF,
    "tiff": _TIFF,
    "doc": _OLE,
    "xls": _OLE,
    "docx": _ZIP,
    "xlsx": _ZIP,
    "odt": _ZIP,
    "ods": _ZIP,
    "rtf": ((0, b"{\\rtf"),),
    "txt": _TEXT,
    "mp4": _ISO_MEDIA,
    "mov": _ISO_MEDIA,
}
ACCEPT = ",".join(f".{ending}" for ending in SIGNATURES)

_MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|script|svg|\?xml|iframe)", re.IGNORECASE)


def clean_name(raw: object) -> str:
    """The bare file name, without a path, without control characters, short enough to keep.

    >>> clean_name("C:\\\\fakepath\\\\Акт №5.pdf")
    'Акт №5.pdf'
    """
    name = clean_line(raw).replace("\\", "/").rsplit("/", 1)[-1].strip(" .")
    stem, ending = os.path.splitext(name)
    return stem[: NAME_MAX - len(ending)] + ending if len(ending) < NAME_MAX else name[:NAME_MAX]


def ending(name: str) -> str:
    """The last ending of a file name in lower case, without the dot."""
    return os.path.splitext(name)[1].lstrip(".").lower()


def problem(name: str, head: bytes, size: int) -> str | None:
    """Why this file cannot be taken, as a code; None when it can."""
    if ending(name) not in SIGNATURES:
        return "forbidden"
    if not size:
        return "empty"
    if size > FILE_MAX:
        return "too_big"
    return None if _begins_as(SIGNATURES[ending(name)], head) else "disguised"


def _begins_as(signatures: tuple[tuple[int, bytes], ...], head: bytes) -> bool:
    if signatures:
        return any(head.startswith(mark, offset) for offset, mark in signatures)
    return b"\x00" not in head and not _MARKUP.search(head)
