"""What the words of a letter suggest: an appeal's number, a phone, an INN, the kind, the theme.

Suggestions only: a person sees and corrects them, so they stay few and plain.
"""

import re

LOOKS = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")  # Russian letters by their look, and by their sound
SOUNDS = str.maketrans("АБВГДЕЗИЙКЛМНОПРСТУФЫЭ", "ABVGDEZIYKLMNOPRSTUFYE")
BETWEEN = r"[\s./_‐‑‒–—−-]"
NUMBER = re.compile(
    rf"(?<![^\W\d_])([A-ZА-Я]{{2,5}}){BETWEEN}{{0,3}}(20\d\d)(?:{BETWEEN}{{1,3}}(\d{{1,6}})|(\d{{6}}))(?!\d)"
)
PHONE = re.compile(r"(?<![\d+])(?:\+\s?7|8)(?:[\s().‐‑–—-]*\d){10}(?!\d)")
INN = re.compile(r"\bИНН(?:\s?/\s?КПП)?[\s:№]*(\d{12}|\d{10})(?!\d)", re.IGNORECASE)
HISTORY = re.compile(
    r"\s*>|\s*-{2,}.*(?:сообщение|message|письмо)|\s*(?:from|от|от кого)\s?:.*@"
    r"|[^\d]*\d.*(?:пишет|писала?|wrote)(?:\(а\))?\s?:\s*$",
    re.IGNORECASE,
)
ENOUGH = 20_000  # signs of a letter that are looked at
LONGEST_MARK = 300  # signs of a line that may introduce the history
FIRST_WORDS = 80  # signs of the first words by which a text without a subject is called

KINDS = (
    ("claim", r"претензи|(?:возме|компенс)\w{1,20}\s(?:\w{1,30}\s)?(?:ущерб|убыт|вред|стоимост)"),
    ("complaint", r"жалоб|жалуюсь|жалуемся"),
    (
        "gratitude",
        r"(?:выража\w{1,4}|примите)\s\w{0,20}\s?благодарность|спасибо\s(?:за|ваш|брига)|благодарю\sза\s(?!вним)",
    ),
    ("outage_message", r"нет\s(?:света|электр)|без\s(?:света|электр)|(?:отключил\w*|пропал\w*)\s(?:свет|электр)"),
    ("application", r"\bзаявк|заявление\sна"),
)
THEMES = (
    ("power_quality", r"напряжени|свет\sмигает|мигает\sсвет|скач\w{1,6}\sнапр"),
    ("connection", r"техприсоед|(?:технологическ\w{1,4}\s)?присоединени|технически\w+\sуслови|увелич\w{1,10}\sмощност"),
    ("metering", r"счетчик|прибор\w*\sучет|показани"),
    ("maintenance", r"провод|\bопор[аыуе]|\bстолб|\bветк|дерев(?!н)|трансформатор"),
    ("service", r"груб|\bхам|в\sочеред|не\sдозвон|не\sберут\sтрубк"),
    ("transmission", r"нет\s(?:света|электр)|без\s(?:света|электр)|отключ\w+|электроснабжени|бригад"),
)


def appeal_numbers(subject: str) -> tuple[str, ...]:
    """The numbers of appeals that a subject may name, in the spelling of the register.

    >>> appeal_numbers("Re: обращение KEM-2026-000001")
    ('KEM-2026-000001',)

    People type the code in Russian letters, by look or by sound, and are sparing with dashes and noughts.

    >>> appeal_numbers("по обращению нвк 2026/17")
    ('HBK-2026-000017', 'NVK-2026-000017')
    """
    found = []
    for code, year, serial, close in NUMBER.findall(subject.upper()):
        codes = (code.translate(LOOKS), code.translate(SOUNDS), code.translate(LOOKS).translate(SOUNDS))
        found += [f"{code}-{year}-{int(serial or close):06d}" for code in codes if code.isascii()]
    return tuple(dict.fromkeys(found))


def own_words(text: str) -> str:
    """The letter without what it quotes: a history's phones and words are not the writer's."""
    own = []
    for line in text[:ENOUGH].splitlines():
        if len(line) <= LONGEST_MARK and HISTORY.match(line):
            break
        own.append(line)
    return "\n".join(own)


def phone(text: str) -> str:
    """The first Russian phone of the text, as written; empty if there is none."""
    match = PHONE.search(own_words(text))
    return match.group().strip() if match else ""


def inn(text: str) -> str:
    """The first number called an INN in the text; whether it is one, its check digits decide."""
    match = INN.search(own_words(text))
    return match.group(1) if match else ""


def kind_and_theme(subject: str, text: str) -> tuple[str, str]:
    """The kind and theme the words speak of; a consultation on something else when they do not."""
    places = [plain(words) for words in (subject, own_words(text))]
    return suggest(KINDS, places, "consultation"), suggest(THEMES, places, "other")


def suggest(table: tuple[tuple[str, str], ...], places: list[str], default: str) -> str:
    """The first code of the table whose words stand in the first place that has any."""
    for words in places:
        for code, pattern in table:
            if found(pattern, words):
                return code
    return default


def found(pattern: str, words: str) -> bool:
    """Whether the plain words hold what a pattern of the tables looks for."""
    return bool(re.search(pattern, words))


def kind_of(text: str) -> str:
    """The kind that the words name, empty when they name none."""
    return suggest(KINDS, [plain(own_words(text))], "")


def first_words(text: str, least: int = 1) -> str:
    """The first line of at least so many words, cut at a word's end; empty when there is none.

    >>> first_words("\\n  Нет света \\nс утра")
    'Нет света'
    """
    line = next((line.strip() for line in text.splitlines() if len(line.split()) >= least), "")
    if len(line) <= FIRST_WORDS:
        return line
    return line[:FIRST_WORDS].rsplit(" ", 1)[0] + "…"


def plain(words: str) -> str:
    """Words as the tables spell them."""
    return words.lower().replace("ё", "е")
