"""What a letter says and what it carries: its text and its attachments."""

import mimetypes
import re
from dataclasses import dataclass
from email.errors import NoBoundaryInMultipartDefect, StartBoundaryNotFoundDefect
from email.message import Message
from html import unescape

from .charset import clean, decode
from .headers import decode_words, text

BLOCKS = frozenset(
    ("p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "blockquote", "hr", "pre")
)
CELLS = frozenset(("td", "th"))
HIDING = {"script": "/script", "style": "/style", "title": "/title", "<!--": "-->"}  # what begins and ends silence
TAG = re.compile(r"<!--|-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>|<[!?][^<>]*>")
SPACES = re.compile(r"\s+")  # line breaks of the source mean nothing in HTML
LONGEST_NAME = 150
PARTS_NOT_FOUND = (NoBoundaryInMultipartDefect, StartBoundaryNotFoundDefect)


@dataclass(frozen=True)
class Attachment:
    """One file that came with a letter."""

    name: str
    content: bytes
    mimetype: str


def html_text(html: str) -> str:
    """The words of an HTML letter, a paragraph a line: shown as text, nothing of it is loaded or run.

    Our own few lines, since the library's parser can be kept busy for minutes by a page made for it.
    """
    words, hidden, end = [], "", 0
    for match in TAG.finditer(html):
        closing, name = match.group(1), (match.group(2) or match.group()).lower()
        if not hidden:
            words.append(SPACES.sub(" ", html[end : match.start()]))
            words.append("\n" if name in BLOCKS else "\t" if name in CELLS else "")
            hidden = HIDING.get(name, "") if not closing else ""
        elif hidden == closing + name if closing else hidden == name:
            hidden = ""
        end = match.end()
    if not hidden or not "".join(words).strip():
        words.append(TAG.sub(" ", html[end:] if not hidden else html))
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in unescape("".join(words)).splitlines())
    return re.sub(r"\n{3,}", "\n\n", clean("\n".join(lines))).strip()


def content(part: Message) -> bytes:
    """The bytes a part carries; of a letter inside the letter, the whole of it."""
    if part.is_multipart():
        inner = part.get_payload()
        return b"\n".join(item.as_bytes() for item in inner)
    return part.get_payload(decode=True) or b""


def charset_of(part: Message) -> str:
    """The charset a part declares, as written."""
    declared = part.get_param("charset", "")
    return str(declared[2] if isinstance(declared, tuple) else declared)


def file_name(part: Message) -> str:
    """The file's name, given by RFC 2231, by an encoded word or by bare bytes; no folders in it."""
    name = part.get_param("filename", None, "content-disposition") or part.get_param("name", "")
    if isinstance(name, tuple):
        name = decode(name[2].encode("latin-1", "replace"), name[0] or "")
    name = re.split(r"[/\\]", decode_words(" ".join(name.split())))[-1]
    stem, dot, extension = name.strip(" .").rpartition(".")
    if len(name) > LONGEST_NAME and stem:
        return stem[: LONGEST_NAME - 10] + dot + extension[:9]
    return name.strip(" ")[:LONGEST_NAME]


def is_text(part: Message) -> bool:
    """Is this part words to read, not a file? So is what claims to have parts, and none are found in it."""
    if any(isinstance(defect, PARTS_NOT_FOUND) for defect in part.defects):
        return True
    if part.get_content_type() not in ("text/plain", "text/html") or file_name(part):
        return False
    return part.get_content_disposition() != "attachment"


def words_of(part: Message) -> str:
    """The words of one readable part."""
    words = decode(content(part), charset_of(part))
    if part.get_content_type() == "text/html":
        return html_text(words)
    return words.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def leaves(part: Message) -> list[Message]:
    """The parts that carry something, in the order of the letter; an enclosed letter is one of them."""
    if not part.is_multipart() or part.get_content_maintype() == "message":
        return [part]
    return [leaf for inner in part.get_payload() for leaf in leaves(inner)]


def body_text(part: Message) -> str:
    """What the letter says; where the same is said twice, plainly and in HTML, the plain one."""
    if not part.is_multipart():
        return words_of(part) if is_text(part) else ""
    if part.get_content_maintype() == "message":
        return ""
    pieces = [body_text(inner) for inner in part.get_payload()]
    pieces = [piece for piece in pieces if piece.strip()]
    if part.get_content_subtype() == "alternative":
        return pieces[0] if pieces else ""
    return "\n\n".join(pieces)


def default_name(part: Message, position: int) -> str:
    """A name for a file that came without one; an enclosed letter is called by its subject."""
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        subject = re.sub(r"[\\/:*?\"<>|]+", " ", text(part.get_payload(0), "Subject")).strip()
        return f"{subject[:LONGEST_NAME]}.eml" if subject else f"letter-{position}.eml"
    return f"file-{position}{mimetypes.guess_extension(part.get_content_type()) or '.bin'}"


def attachments(message: Message) -> tuple[Attachment, ...]:
    """Every file of the letter: what has a name or is not words; pictures inside the text too."""
    found = []
    for part in leaves(message):
        if is_text(part) or not (data := content(part)):
            continue
        name = file_name(part) or default_name(part, len(found) + 1)
        found.append(Attachment(name, data, part.get_content_type()))
    return tuple(found)
