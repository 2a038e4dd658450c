"""What a form may be sent by those who do not fill it in: always the same, drawn from a seed."""

from random import Random

#: Names that a program tries because a record behind the form may have them.
INSIDE = ("id", "partner_id", "state", "number", "user_id", "company_id", "create_uid", "res_id", "key", "csrf_token")
NASTY = (
    "",
    " ",
    "0",
    "-1",
    "1e308",
    "NaN",
    f"{10**40}",
    "null",
    "[]",
    '{"$ne": null}',
    "' OR 1=1 --",
    "'; DROP TABLE helpdesk_ticket; --",
    "<script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "{{7*7}} ${7*7} %(name)s %s %d {0}",
    "../../../etc/passwd",
    "a@b\r\nBcc: c@d.example",
    "\x00",
    "свет\x00свет",
    "".join(map(chr, range(1, 32))),
    "\u202eтевс\u202c",
    "\ufeff\u200b\u2028\u2029",
    "𝕾𝖛𝖊𝖙 👩‍👩‍👧‍👦 ǅ ß İ",
    "е" + "\u0301" * 500,
    "\ud7ff\ue000\uffff\U0010ffff",
    "9999-99-99",
    "2026-02-30",
    "31.12.2026",
    "٣٤٥",
    "ООО «Ромашка» & Ко",
)
OF_JSON = (None, True, 0, -1, 10**40, 1e308, [], {}, [[]], [None, 1], "")
FILES = (
    ("фото.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64),
    ("пусто.png", b""),
    ("страница.html", b"<script>alert(1)</script>"),
    ("рисунок.svg", b"<svg onload='alert(1)'/>"),
    ("../../etc/passwd", b"root"),
    ("имя\x01.pdf", b"%PDF-1.7\n"),
    ("я" * 400 + ".pdf", b"%PDF-1.7\n"),
    (".png", b"\x89PNG\r\n\x1a\n"),
    ("бомба.zip", b"PK\x03\x04" + bytes(range(256))),
    ("документ.pdf.exe", b"MZ\x90\x00"),
)


def drawn(seed: int, fields: dict[str, str]) -> tuple[list[tuple[str, str | bytes]], list[tuple[str, tuple]]]:
    """Spoil a form that was filled in well.

    :param fields: {field: a good value}
    :return: what is sent as text, a field as often as it came out, and what is sent as files
    """
    random = Random(seed)
    texts, files = [], []
    spoilt = set(random.sample(sorted(fields), min(len(fields), random.choice((0, 1, 1, 2, 3, 20)))))
    for name, good in fields.items():
        way = random.choice(("other", "other", "none", "twice", "file", "bytes", "huge")) if name in spoilt else "good"
        texts += {
            "good": [(name, good)],
            "none": [],
            "file": [],
            "other": [(name, _text(random))],
            "twice": [(name, _text(random)), (name, good), (name, _text(random))],
            "bytes": [(name, random.randbytes(random.randint(1, 40)))],
            "huge": [(name, _text(random) + random.choice("ая9 <\n") * random.choice((300, 30_000)))],
        }[way]
        if way == "file":
            files.append((name, random.choice(FILES)))
    if random.random() < 0.2:
        texts.append((random.choice(INSIDE), _text(random)))
    files += [("files", random.choice(FILES)) for _one in range(random.choice((0, 0, 1, 2, 7)))]
    return texts, files


def drawn_json(seed: int, fields: dict) -> dict:
    """Spoil the body of a request that a program sends: any value may come in the place of any other."""
    random = Random(seed)
    body = dict(fields)
    for name in random.sample(sorted(fields), min(len(fields), random.choice((0, 1, 1, 2, 3, 20)))):
        body[name] = random.choice((*OF_JSON, _text(random), _text(random) * 3000, {name: _text(random)}))
    if random.random() < 0.2:
        body[random.choice(INSIDE)] = _text(random)
    return body


def _text(random: Random) -> str:
    """A nasty text, or one of any characters that there are, but halves of pairs, which no browser can send."""
    if random.random() < 0.7:
        return random.choice(NASTY)
    marks = (random.choice((random.randrange(0xD800), random.randrange(0xE000, 0x110000))) for _one in range(30))
    return "".join(map(chr, marks))
