from datetime import date, timedelta

HEAD = "head"
VALUES = ("indicator", "plan", "fact_before", "fact_now", "document")
DOCUMENTS = ("ref", "kind", "name", "number", "approved_days_ago")
IMPROVEMENTS = (
    *("ref", "name", "branch", "responsible", "appeal", "campaign", "words", "planned_days_left", "outcome"),
)
#: The form that the head has published for the last year.
FORM = "4.1"


class Quality:
    """Indicators of two years, proposals of customers and what they changed, a published form."""

    def __init__(self, store, company, today):
        self.store, self.env, self.company, self.today = store, store.env, company, today
        self.head = self.env["res.users"].search([("login", "=", HEAD)], limit=1)

    def load(self):
        self._load_documents()
        self._load_improvements()
        values = self.store.read_if_there("indicator_values.csv", VALUES)
        if values and self.head:
            before = self._load_year(self.today.year - 1, values, "fact_before")
            pages = before + self._load_year(self.today.year, values, "fact_now")
            self.store.keep(pages, [{"year": str(page.year)} for page in pages], "indicator_year", "year")
            if before:
                before.with_user(self.head).action_close()
            self._publish(self.today.year - 1)

    def _load_documents(self):
        """What the standard of service wants kept: indicators of information count it."""
        documents = self.env["grid.document"]
        kinds = dict(documents._fields["kind"].selection)
        rows = self.store.fresh(self.store.read_if_there("documents.csv", DOCUMENTS), "document", "ref")
        vals_list = []
        for row in rows:
            approved_on = self.today - timedelta(row.number("approved_days_ago"))
            vals_list.append(
                {
                    "kind": row.choice("kind", kinds),
                    "name": row.text("name"),
                    "number": row["number"],
                    "approved_on": approved_on,
                    "valid_from": approved_on,
                    "owner_id": self.head.id,
                    "company_id": self.company.id,
                }
            )
        self.store.create(documents, rows, vals_list, "document", "ref")

    def _load_improvements(self):
        """What customers proposed; what has an outcome was accepted and done."""
        store = self.store
        rows = store.fresh(store.read_if_there("improvements.csv", IMPROVEMENTS), "improvement", "ref")
        vals_list = [
            {
                "name": row.text("name"),
                "company_id": self.company.id,
                "branch_id": store.find(row, "branch", "branch"),
                "user_id": store.find(row, "responsible", "user"),
                "ticket_ids": [store.find(row, "appeal", "appeal")] if row["appeal"] else [],
                "campaign_id": row["campaign"] and store.find(row, "campaign", "campaign"),
                "words": row["words"],
                "planned_on": self.today + timedelta(row.integer("planned_days_left")),
                "outcome": row["outcome"],
            }
            for row in rows
        ]
        done = store.create(self.env["grid.improvement"], rows, vals_list, "improvement", "ref").filtered("outcome")
        done.action_accept()
        done.action_done()

    def _load_year(self, year, rows, column):
        """Make the page of a year with its plans and entered facts; a page that is there is left as it is."""
        pages = self.env["grid.indicator.year"]
        if pages._last_version(self.company, year, self.env["grid.branch"]):
            return pages
        page = pages.create({"year": year, "company_id": self.company.id})
        values = {value.indicator_id.code: value for value in page.value_ids}
        for row in rows:
            value = values.get(row.text("indicator"))
            value = value or row.fail("indicator", self.env._("“%(key)s” is not known.", key=row["indicator"]))
            value.plan_text = row["plan"]
            if row[column]:
                value.write({"fact_text": row[column], "document": row.text("document").replace("{year}", str(year))})
        return page

    def _publish(self, year):
        form = self.env["grid.statutory.form"]._on(FORM, date(year, 12, 31))
        reports = self.env["grid.statutory.report"].with_user(self.head)
        if not reports.search_count([("code", "=", FORM), ("year", "=", year), ("company_id", "=", self.company.id)]):
            report = reports.create({"form_id": form.id, "year": year, "company_id": self.company.id})
            report.action_publish()
            self.store.keep(report.sudo(), [{"key": f"{FORM}_{year}"}], "statutory_report", "key")
