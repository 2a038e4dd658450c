"""Meters at the points, and papers of a few customers: representatives, grounds of priority, consents, passports.

Drawn after everything else by dice of their own: customers, points and appeals stay what they were.
"""

METERS = (
    ("Меркурий 206", 16),
    ("Меркурий 230", 10),
    ("СЕ 102", 16),
    ("Нева МТ 124", 16),
)  # type, years between verifications
YEAR = 365
METER_COLUMNS = ("ref", "number", "usage_point", "meter_type", "installed_days_ago", "verified_days_left",
                 "removed_days_ago")  # fmt: skip
REPRESENTATIVE_COLUMNS = ("ref", "customer", "representative", "kind", "number", "dated_days_ago", "days_left", "scope")
VULNERABILITY_COLUMNS = ("ref", "customer", "category", "document", "from_days_ago", "days_left")
CONSENT_TEXT_COLUMNS = ("ref", "purpose", "version", "days_ago", "body")
CONSENT_COLUMNS = ("ref", "customer", "text", "given_days_ago", "given_way", "withdrawn_days_ago", "withdrawn_way")
PASSPORT_COLUMNS = ("customer", "birth_days_ago", "number", "issued_days_ago", "department", "issued_by")
SCOPE = "Подавать обращения и заявки, получать ответы и документы, подписывать акты"
CATEGORIES = (
    ("disabled", "Справка МСЭ (пример) № {:07d}", "430", "300"),
    ("large_family", "Удостоверение многодетной семьи (пример) № {:06d}", "900", ""),
    ("combat_veteran", "Удостоверение ветерана (пример) № {:06d}", "3000", ""),
    ("low_income", "Справка органа социальной защиты (пример) № {:05d}", "200", "165"),
    ("disabled", "Справка МСЭ (пример) № {:07d}", "400", "-35"),
)
# The customer of the personal account first; the third withdrew some days ago, so that a term runs.
CONSENTS = (
    ("survey-1", "account", "", ""),
    ("survey-1", "paper", "", ""),
    ("survey-1", "paper", "6", "post"),
    ("news-1", "account", "", ""),
    ("news-1", "site", "", ""),
    ("survey-1", "site", "", ""),
)


def meters(rng, served):
    """A meter at every point; at every twelfth the one before it is known too."""
    serial = 0
    for index, (_owner, point) in enumerate(served):
        kind, years = rng.choice(METERS)
        age = rng.randint(30, years * YEAR + 200)
        left = years * YEAR - age
        if index % 12 == 5:
            serial += 1
            before = (kind, age + years * YEAR, -age, age)
            yield _meter(rng, serial, point, *before)
        serial += 1
        yield _meter(rng, serial, point, kind, age, left, "")


def _meter(rng, serial, point, kind, age, left, removed):
    number = f"{rng.randint(0, 99):02d}{serial:06d}"
    return (f"M{serial:05d}", number, point.number, kind, age, left, removed)


def _of(people, *kinds):
    return [person for person in people if person.kind in kinds]


def representatives(people):
    """Firms are spoken for by citizens: most papers are good, one has ended; the head of a firm needs none.

    The customer of the personal account speaks for the last of the firms.
    """
    firms, citizens = _of(people, "company", "provider")[:4], _of(people, "citizen")
    terms = (("attorney", "120", "245"), ("attorney", "400", "-35"), ("attorney", "20", "1075"), ("legal", "", ""),
             ("attorney", "60", "305"))  # fmt: skip
    pairs = zip([*firms, *firms[3:]], [*citizens[3:7], citizens[0]], terms, strict=False)
    for serial, (firm, person, term) in enumerate(pairs, start=1):
        kind, dated, left = term
        number = f"{serial}/Д" if kind == "attorney" else ""
        yield (f"R{serial:03d}", firm.ref, person.ref, kind, number, dated, left, SCOPE if number else "")


def vulnerabilities(rng, people):
    """Some citizens are served first; of one the term has ended."""
    for serial, (person, category) in enumerate(zip(_of(people, "citizen")[1:], CATEGORIES, strict=False), start=1):
        code, document, begun, left = category
        yield (f"V{serial:03d}", person.ref, code, document.format(rng.randint(1, 99_999)), begun, left)


def consent_texts(texts):
    return ([text[column] for column in CONSENT_TEXT_COLUMNS] for text in texts)


def consents(rng, people):
    for serial, (person, consent) in enumerate(zip(_of(people, "citizen"), CONSENTS, strict=False), start=1):
        text, way, withdrawn, how = consent
        yield (f"S{serial:03d}", person.ref, text, rng.randint(30, 400), way, withdrawn, how)


def passports(rng, people):
    """Series 99 belongs to no region."""
    for serial, person in enumerate(_of(people, "citizen")[:6], start=1):
        age = rng.randint(30, 80)
        yield (person.ref, age * YEAR + rng.randint(0, 364), f"99 {serial:02d} {rng.randint(1, 999_999):06d}",
               rng.randint(400, 3000), f"990-{serial:03d}", "Отдел по вопросам миграции (пример)")  # fmt: skip
