"""The unit's own reports name channels and teams, and no person; a shipped layout is loaded only once."""

#: {(form, column): (field, words before, words now)}.
TITLES = {
    ("unit-appeals", 3): ("title", "Форма обслуживания", "Канал обращения"),
    ("unit-discipline", 3): ("title", "Исполнитель", "Группа исполнителей"),
    ("unit-discipline", 7): ("group", "Закрыто", "Исполнено"),
    ("unit-discipline", 8): ("group", "Закрыто", "Исполнено"),
}


def migrate(cr, version):
    """Give the columns their new words, where nobody has written others."""
    for (code, number), (field, before, now) in TITLES.items():
        cr.execute(
            f"""UPDATE grid_statutory_column part SET "{field}" = %s FROM grid_statutory_form form
                 WHERE form.id = part.form_id AND form.code = %s AND part.number = %s AND part."{field}" = %s""",  # noqa: S608
            [now, code, number, before],
        )
