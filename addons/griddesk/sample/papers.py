from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo.exceptions import UserError

METERS = ("ref", "number", "usage_point", "meter_type", "installed_days_ago", "verified_days_left", "removed_days_ago")
REPRESENTATIVES = ("ref", "customer", "representative", "kind", "number", "dated_days_ago", "days_left", "scope")
VULNERABILITIES = ("ref", "customer", "category", "document", "from_days_ago", "days_left")
TEXTS = ("ref", "purpose", "version", "days_ago", "body")
CONSENTS = ("ref", "customer", "text", "given_days_ago", "given_way", "withdrawn_days_ago", "withdrawn_way")
PASSPORTS = ("customer", "birth_days_ago", "number", "issued_days_ago", "department", "issued_by")


class Papers:
    """Meters, and papers of customers, at days counted from the day of loading."""

    def __init__(self, store, company, today):
        self.store, self.env, self.company, self.today = store, store.env, company, today

    def load(self):
        self._load_meters()
        self._load_representatives()
        self._load_vulnerabilities()
        self._load_texts()
        self._load_consents()
        self._load_passports()

    def _ago(self, row, column):
        return row[column] and self.today - timedelta(row.number(column))

    def _ahead(self, row, column):
        """A day to come, or one that has passed when the number is negative."""
        return row[column] and self.today + timedelta(row.integer(column))

    def _choices(self, model, column):
        return dict(self.env[model]._fields[column].selection)

    def _create(self, model, file, columns, prefix, vals_of):
        rows = self.store.fresh(self.store.read(file, columns), prefix, "ref")
        records = self.store.create(self.env[model], rows, [vals_of(row) for row in rows], prefix, "ref")
        return zip(rows, records, strict=True)

    def _load_meters(self):
        self._create("grid.meter", "meters.csv", METERS, "meter", self._meter)

    def _meter(self, row):
        return {
            "name": row.text("number"),
            "meter_type": row["meter_type"],
            "usage_point_id": self.store.find(row, "usage_point", "point"),
            "installed_on": self._ago(row, "installed_days_ago"),
            "verified_until": self._ahead(row, "verified_days_left"),
            "removed_on": self._ago(row, "removed_days_ago"),
        }

    def _load_representatives(self):
        self._create(
            "grid.representation", "representatives.csv", REPRESENTATIVES, "representation", self._representation
        )

    def _representation(self, row):
        return {
            "principal_id": self.store.find(row, "customer", "customer"),
            "representative_id": self.store.find(row, "representative", "customer"),
            "kind": row.choice("kind", self._choices("grid.representation", "kind")),
            "document_number": row["number"],
            "document_date": self._ago(row, "dated_days_ago"),
            "valid_until": self._ahead(row, "days_left"),
            "scope": row["scope"],
        }

    def _load_vulnerabilities(self):
        categories = self.env["grid.vulnerability.category"].search([])
        self.categories = {category.code: category.id for category in categories}
        self._create("grid.vulnerability", "vulnerabilities.csv", VULNERABILITIES, "vulnerability", self._vulnerability)

    def _vulnerability(self, row):
        return {
            "partner_id": self.store.find(row, "customer", "customer"),
            "category_id": self.categories[row.choice("category", self.categories)],
            "document": row.text("document"),
            "valid_from": self._ago(row, "from_days_ago"),
            "valid_until": self._ahead(row, "days_left"),
        }

    def _load_texts(self):
        self._create("grid.consent.text", "consent_texts.csv", TEXTS, "consent_text", self._text)

    def _text(self, row):
        return {
            "purpose": row.choice("purpose", self._choices("grid.consent.text", "purpose")),
            "version": row.text("version"),
            "valid_from": self._ago(row, "days_ago"),
            "body": row.text("body"),
            "company_id": self.company.id,
        }

    def _load_consents(self):
        """Some are withdrawn, by the act of the product: the term to destroy the data runs from then."""
        ways = self._choices("grid.consent", "given_way")
        for row, consent in self._create("grid.consent", "consents.csv", CONSENTS, "consent", self._consent):
            if row["withdrawn_days_ago"]:
                consent._withdraw(row.choice("withdrawn_way", ways), self._noon(self._ago(row, "withdrawn_days_ago")))

    def _consent(self, row):
        return {
            "partner_id": self.store.find(row, "customer", "customer"),
            "text_id": self.store.find(row, "text", "consent_text"),
            "given_on": self._ago(row, "given_days_ago"),
            "given_way": row.choice("given_way", self._choices("grid.consent", "given_way")),
            "company_id": self.company.id,
        }

    def _noon(self, day):
        zone = ZoneInfo(self.company.legal_tz)
        return datetime.combine(day, time(12), zone).astimezone(ZoneInfo("UTC")).replace(tzinfo=None)

    def _load_passports(self):
        """What belongs to the card of a customer that is there already."""
        rows = self.store.fresh(self.store.read("passports.csv", PASSPORTS), "passport", "customer")
        partners = self.env["res.partner"]
        for row in rows:
            partner = partners.browse(self.store.find(row, "customer", "customer"))
            try:
                partner.write(self._passport(row))
            except UserError as reason:
                row.fail(None, str(reason))
            partners += partner
        self.store.keep(partners, rows, "passport", "customer")

    def _passport(self, row):
        return {
            "birth_date": self._ago(row, "birth_days_ago"),
            "identity_kind": "passport",
            "identity_number": row.text("number"),
            "identity_issued_on": self._ago(row, "issued_days_ago"),
            "identity_department": row["department"],
            "identity_issued_by": row["issued_by"],
        }
