"""Does an appeal tell of danger to people? Words that no dispatcher may learn of tomorrow.

A false alarm costs a call, a missed one a life; still only one sentence is read at a time, so that a
wire of one sentence and a fire of another make no alarm.
"""

import re

# A thing of the network and what is wrong with it, in one sentence.
SIGNS = (
    (
        r"\b(?:провод(?:а|ы|ов|ом|у|ами|ах)?|кабел\w+|лэп|лини[яиюей]+)\b",
        r"оборва|обрыв|упал|висит|висят|свиса|лежит|лежат|валя|искр|на\sземл|горит|горят",
    ),
    (r"\b(?:опор|столб)\w*", r"упал|рухнул|повал|падает|сломал|сломан|горит|дымит|накренил|наклонил|покосил"),
    (
        r"\b(?:подстанци\w+|трансформатор\w*|тп|ктп|электрощит\w*|щит(?:а|ок|ка|овая)?)\b",
        r"гор[ия]т|дым|пожар|взорв|открыт|распахнут|искр",
    ),
)
ALONE = re.compile(r"\bискр(?:ит|ят|ило)\b|бьет\s(?:\w+\s)?током|ударил\w*\s(?:\w+\s)?током|пораж\w+\s(?:\w+\s)?током")
SENTENCE = re.compile(r"[.!?\n]+")
ENOUGH = 20_000  # signs of a text that are looked at


def is_danger(*texts: str) -> bool:
    """Whether the words tell of danger to people: a wire on the ground, a burning or open substation.

    >>> is_danger("Срочно", "На улице оборван провод, рядом школа")
    True
    >>> is_danger("Вопрос", "Когда заменят провод к дому? В щите открытый вопрос учёта.")
    False
    """
    return bool(telling(*texts))


def telling(*texts: str) -> str:
    """The first sentence that tells of danger, in small letters; empty when none does.

    >>> telling("Добрый день. У школы оборван ПРОВОД! Спасибо.")
    'у школы оборван провод'
    """
    sentences = (sentence for text in texts for sentence in SENTENCE.split(_plain(text)))
    return next((sentence.strip() for sentence in sentences if _tells(sentence)), "")


def _plain(text: str) -> str:
    return re.sub(r"[^\S\n]+", " ", text[:ENOUGH].lower().replace("ё", "е"))


def _tells(sentence: str) -> bool:
    if ALONE.search(sentence):
        return True
    return any(re.search(thing, sentence) and re.search(wrong, sentence) for thing, wrong in SIGNS)
