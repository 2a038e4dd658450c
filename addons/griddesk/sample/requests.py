from datetime import timedelta

from .courses import Courses

REQUESTS = (
    *("ref", "service", "customer", "usage_point", "meter", "branch", "channel", "handler", "contractor"),
    *("subject", "text", "lacks"),
)
CONNECTIONS = (
    *("request", "object_name", "object_address", "cadastral_number", "power_new_kw", "voltage_kv"),
    *("settlement_type", "distance_m", "load_character", "instalment_option", "temporary_days_left", "flags"),
    *("main_source", "connection_points", "boundary", "payment_term", "earlier_papers"),
)
TEXTS = (
    "object_name",
    "object_address",
    "cadastral_number",
    "load_character",
    "main_source",
    "connection_points",
    "boundary",
    "payment_term",
)
WORKS = ("connection", "kind", "quantity", "facts", "name")
FLAGS = ("is_temporary", "is_garden", "is_apartment", "social_rate_claimed", "procurement_law")
CHANNELS = ("window", "phone", "post", "email", "site", "account")
#: Fields of a request by the column that names a record, and what sort of record it is.
NAMED = {
    "usage_point_id": ("usage_point", "point"),
    "meter_id": ("meter", "meter"),
    "contractor_id": ("contractor", "body"),
    "user_id": ("handler", "user"),
}


def load_requests(store, moments):
    """Begin the requests of the files as drafts, and lead each along its passport by the acts of its course."""
    rows = store.fresh(store.read_if_there("requests.csv", REQUESTS), "request", "ref")
    if not rows:
        return
    drafts = Drafts(store, moments.today)
    begun = zip(rows, drafts.begin(rows), strict=True)
    Courses(store, moments, {row["ref"]: (row, request) for row, request in begun}).lead()


class Drafts:
    """Requests as they are written down before they are submitted."""

    def __init__(self, store, today):
        self.store, self.env, self.today = store, store.env, today
        services = self.env["grid.service"].search([("state", "=", "published")])
        self.services = {service.code: service.id for service in services}
        self.applications = {row["request"]: row for row in store.read_if_there("connections.csv", CONNECTIONS)}

    def begin(self, rows):
        """Create a request of each row, those with an application as connections; return them in their order."""
        connected = [row for row in rows if row["ref"] in self.applications]
        others = [row for row in rows if row["ref"] not in self.applications]
        vals_list = [{**self._request(row), **self._application(self.applications[row["ref"]])} for row in connected]
        connections = self.store.create(self.env["grid.connection"], connected, vals_list, "connection", "ref")
        self._load_works({row["ref"] for row in connected})
        vals_list = [self._request(row) for row in others]
        requests = self.store.create(self.env["grid.service.request"], others, vals_list, "request", "ref")
        self.store.keep(connections.request_id, connected, "request", "ref")
        self.store.made["request"] = len(rows)
        of_refs = {
            row["ref"]: request
            for row, request in zip([*connected, *others], [*connections.request_id, *requests], strict=True)
        }
        return [of_refs[row["ref"]] for row in rows]

    def _request(self, row):
        named = {field: row[column] and self.store.find(row, column, sort) for field, (column, sort) in NAMED.items()}
        return {
            **named,
            "service_id": self.services[row.choice("service", self.services)],
            "partner_id": self.store.find(row, "customer", "customer"),
            "branch_id": self.store.find(row, "branch", "branch"),
            "channel_id": self.env.ref(f"grid_appeal.channel_{row.choice('channel', CHANNELS)}").id,
            "subject": row.text("subject"),
            "description": row["text"],
        }

    def _application(self, row):
        fields = self.env["grid.connection"]._fields
        chosen = ("voltage_kv", "settlement_type", "instalment_option")
        flags = row["flags"].split()
        if unknown := [flag for flag in flags if flag not in FLAGS]:
            row.fail("flags", self.env._("“%(key)s” is not known.", key=unknown[0]))
        days_left = row["temporary_days_left"]
        return {
            **{name: row[name] for name in TEXTS},
            **{name: row.choice(name, dict(fields[name].selection)) for name in chosen},
            **{name: row.decimal(name) for name in ("power_new_kw", "distance_m")},
            **dict.fromkeys(flags, True),
            "temporary_until": days_left and self.today + timedelta(row.integer("temporary_days_left")),
            "works_designed": True,
            "earlier_papers": row["earlier_papers"].replace("; ", "\n"),
        }

    def _load_works(self, refs):
        works = self.env["grid.connection.work"]
        kinds = dict(works._kinds())
        rows = [row for row in self.store.read_if_there("connection_works.csv", WORKS) if row["connection"] in refs]
        works.create(
            [
                {
                    "connection_id": self.store.find(row, "connection", "connection"),
                    "kind": row.choice("kind", kinds),
                    "quantity": row.decimal("quantity"),
                    "facts": row["facts"],
                    "name": row["name"],
                }
                for row in rows
            ]
        )
