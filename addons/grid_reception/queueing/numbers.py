"""How a ticket is called: the letter of its service and a number of the day, А017."""

#: Capitals that nobody takes for a digit or for another letter, on paper or by ear.
LETTERS = "АБВГДЕЖИКЛМНПРСТУФХЦШЭЮЯ"


def label(letter: str, number: int) -> str:
    """Return what stands on the slip and on the board.

    :param number: of the service and the day, from 1 on; a long day has four digits
    :raises ValueError: a number that no ticket has
    """
    if number < 1:
        raise ValueError("Tickets are numbered from 1 on.")
    return f"{letter}{number:03}"
