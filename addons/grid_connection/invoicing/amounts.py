"""Roubles in words, as payment papers write them."""

from decimal import ROUND_HALF_UP, Decimal

from num2words import num2words

#: Of the rouble: 1, 2-4, 5 and more; languages that have but two forms repeat the second one.
ROUBLES = {"ru": ("рубль", "рубля", "рублей"), "en": ("rouble", "roubles", "roubles")}
KOPECKS = {"ru": ("копейка", "копейки", "копеек"), "en": ("kopeck", "kopecks", "kopecks")}


def in_words(amount: Decimal, lang: str = "ru") -> str:
    """Return roubles in words and kopecks in figures.

    >>> in_words(Decimal("18300"))
    'Восемнадцать тысяч триста рублей 00 копеек'
    >>> in_words(Decimal("1021.5"))
    'Одна тысяча двадцать один рубль 50 копеек'
    >>> in_words(Decimal("2.01"), "en")
    'Two roubles 01 kopeck'
    """
    amount = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    roubles, kopecks = int(amount), int(amount % 1 * 100)
    words = num2words(roubles, lang=lang)
    if lang == "ru" and words.startswith("тысяча"):  # num2words drops the number that papers write
        words = f"одна {words}"
    said = f"{words} {_form(roubles, ROUBLES[lang])} {kopecks:02} {_form(kopecks, KOPECKS[lang])}"
    return said[0].upper() + said[1:]


def _form(number: int, forms: tuple[str, str, str]) -> str:
    last, tens = number % 10, number % 100
    if last == 1 and tens != 11:
        return forms[0]
    return forms[1] if 2 <= last <= 4 and not 12 <= tens <= 14 else forms[2]
