"""How a letter greets a person: by first name and patronymic, as Russian letters do."""

FEMALE_ENDINGS = ("вна", "чна", "шна", "кызы", "гызы")
MALE_ENDINGS = ("вич", "ьич", "ич", "оглы", "улы")
APART = ("кызы", "гызы", "оглы", "улы")


def greeting_name(full_name: str) -> tuple[str, str]:
    """Gender and the name to greet by, told by the patronymic.

    >>> greeting_name("Иванова Мария Петровна")
    ('f', 'Мария Петровна')
    >>> greeting_name("Илья Фомич Кузьмин")
    ('m', 'Илья Фомич')
    >>> greeting_name("Ким Алекс")
    ('', 'Ким Алекс')
    """
    words = full_name.split()
    for position in range(1, len(words)):
        word = words[position].lower()
        gender = "f" if word.endswith(FEMALE_ENDINGS) else "m" if word.endswith(MALE_ENDINGS) else ""
        if gender and (position > 1 or len(words) > 2):
            # «Гасан кызы», «Гасан оглы» are patronymics of two words
            first = position - (2 if word in APART and position > 1 else 1)
            return gender, " ".join(words[first : position + 1])
    return "", full_name.strip()
