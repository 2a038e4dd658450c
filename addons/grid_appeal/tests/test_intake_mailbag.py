"""Two hundred generated letters, damaged ones among them, beside the fifteen: none is lost, none is doubled."""

import sys
from collections import Counter
from random import Random

from odoo.tests import tagged

from .common_intake import ADDRESS, APPEAL, FOLDER, LETTERS, IntakeCase

COUNT = 200


@tagged("post_install", "-at_install")
class TestIntakeMailbag(IntakeCase):
    def test_every_letter_becomes_what_it_must_and_none_is_lost(self):
        before = self.env[APPEAL].search([])
        sent = [(raw, None) for raw in LETTERS.values()] + [(made.raw, made) for made in self._mailbag()]
        rows = [(self._deliver(raw), raw, made) for raw, made in sent]
        for row, raw, made in rows:
            self.assertEqual(len(row), 1)
            self.assertEqual(row._bytes(), raw)
            if made:
                became = row.reason if row.state == "quarantined" else row.state
                self.assertEqual(became, made.becomes, (made.kind, row.error, row.subject))
        tally = Counter(row.state for row, _raw, _made in rows)
        self.assertEqual(sum(tally.values()), len(LETTERS) + COUNT)
        self.assertEqual(tally, {"registered": 143, "attached": 7, "quarantined": 58, "duplicate": 7})
        appeals = self.env[APPEAL].search([]) - before
        self.assertEqual(len(appeals), tally["registered"])
        self.assertEqual(set(appeals.mapped("state")), {"registered"})
        tails = sorted(int(number[-6:]) for number in appeals.mapped("number"))
        self.assertEqual(tails, list(range(1, len(appeals) + 1)))
        self.assertTrue(all(appeal.name and appeal.description for appeal in appeals))

    def _mailbag(self):
        sys.path.insert(0, str(FOLDER.parent))
        try:
            from generator.letters import mailbag
        finally:
            sys.path.pop(0)
        return list(mailbag(Random(1), COUNT, ADDRESS))
