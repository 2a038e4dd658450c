from datetime import timedelta

READINGS = ("ref", "meter", "days_ago", "value", "source")
HOURS = ("ref", "meter", "days_ago", "hour", "kwh")
CHECKS = (
    *("ref", "meter", "kind", "by", "ground", "planned_days_left", "notified_days_ago", "act_days_ago"),
    *("not_admitted_days_ago", "act_number", "result", "result_text", "copy_days_ago"),
)
ACTS = (
    *("number", "kind", "usage_point", "meter", "by", "days_ago", "text", "volume_kwh", "calculation"),
    "act_sent_days_ago",
)
NOON = (12, 0)


class Metering:
    """Readings and checks of meters, acts of unmetered consumption, at days counted from the day of loading."""

    def __init__(self, store, moments):
        self.store, self.env, self.moments = store, store.env, moments

    def load(self):
        """Load the four files, where they are there; a meter with hours is one that sends them itself."""
        self._load("grid.meter.reading", "meter_readings.csv", READINGS, "reading", self._reading)
        hours = self._load("grid.meter.hour", "meter_hours.csv", HOURS, "meter_hour", self._hour)
        hours.meter_id.smart_metering = True
        self._load("grid.meter.check", "meter_checks.csv", CHECKS, "check", self._check)
        self._load("grid.unmetered.act", "unmetered_acts.csv", ACTS, "unmetered", self._unmetered)

    def _load(self, model, file, columns, prefix, vals_of):
        rows = self.store.fresh(self.store.read_if_there(file, columns), prefix, columns[0])
        return self.store.create(self.env[model], rows, [vals_of(row) for row in rows], prefix, columns[0])

    def _choice(self, model, row, column):
        return row[column] and row.choice(column, dict(self.env[model]._fields[column].selection))

    def _moment(self, row, column, branch):
        """Return the noon of a working day so many days ago, or nothing."""
        zone = branch.tz or branch.company_id.legal_tz
        return row[column] and self.moments.act(row.number(column), NOON, zone, by_people=True)

    def _reading(self, row):
        return {
            "meter_id": self.store.find(row, "meter", "meter"),
            "value": row.decimal("value"),
            "read_on": self.moments.today - timedelta(row.number("days_ago")),
            "source": self._choice("grid.meter.reading", row, "source"),
        }

    def _hour(self, row):
        return {
            "meter_id": self.store.find(row, "meter", "meter"),
            "day": self.moments.today - timedelta(row.number("days_ago")),
            "hour": row.number("hour"),
            "kwh": row.decimal("kwh"),
        }

    def _check(self, row):
        meter = self.env["grid.meter"].browse(self.store.find(row, "meter", "meter"))
        branch = meter.usage_point_id.branch_id
        return {
            "meter_id": meter.id,
            "kind": self._choice("grid.meter.check", row, "kind"),
            "user_id": self.store.find(row, "by", "user"),
            "ground": row["ground"],
            "planned_on": self.moments.today + timedelta(row.integer("planned_days_left")),
            "notified_at": self._moment(row, "notified_days_ago", branch),
            "notice_way": row["notified_days_ago"] and "post",
            "act_made_at": self._moment(row, "act_days_ago", branch),
            "not_admitted_at": self._moment(row, "not_admitted_days_ago", branch),
            "act_number": row["act_number"] or False,
            "result": self._choice("grid.meter.check", row, "result"),
            "result_text": row["result_text"],
            "copy_sent_at": self._moment(row, "copy_days_ago", branch),
        }

    def _unmetered(self, row):
        point = self.env["grid.usage.point"].browse(self.store.find(row, "usage_point", "point"))
        made_at = self._moment(row, "days_ago", point.branch_id)
        return {
            "name": row.text("number"),
            "kind": self._choice("grid.unmetered.act", row, "kind"),
            "usage_point_id": point.id,
            "meter_id": self.store.find(row, "meter", "meter"),
            "user_id": self.store.find(row, "by", "user"),
            "made_at": made_at,
            "found_on": made_at.date(),
            "description": row.text("text"),
            "volume_kwh": row["volume_kwh"] and row.decimal("volume_kwh"),
            "calculation": row["calculation"],
            "act_sent_at": self._moment(row, "act_sent_days_ago", point.branch_id),
        }
