from datetime import timedelta

from odoo.addons.grid_appeal.models.grid_delivery import ON_PAPER

#: Acts on an application that are no step of its passport.
BESIDE = ("reckon", "simple", "agreed", "individual", "pay", "receive", "meter", "check")

#: What the text of the act “meter” tells: the point, then fields of the meter.
METER = ("point", "name", "meter_type", "seal", "place")
#: How long the first verification of a meter is valid.
VERIFIED = timedelta(days=16 * 365)


class Act:
    """An act of a course: what it needs is brought, and it is done as a person does it."""

    def __init__(self, row, draft, request, at, today, scans):
        self.row, self.draft, self.request, self.at, self.today, self.scans = row, draft, request, at, today, scans
        self.connection = request.connection_ids
        self.day = request._local(at).date()

    def do(self):
        """Do the act, of the passport or beside it; what was sent on paper before has come by then."""
        self._receive()
        if self.row["act"] in BESIDE:
            getattr(self, f"_{self.row['act']}")()
            return
        if self.row["visit_days_left"]:
            self.request.visit_on = self.today + timedelta(self.row.integer("visit_days_left"))
        transition = self.request._transition(self.row["act"])
        self._bring_papers(transition)
        if "inspection_act" in transition.paper_kind_ids.mapped("code"):
            self._inspect()
        text = self.row["text"]
        listed = text.split(";") if transition.papers in ("lacking", "remarks") else None
        self.request._move(transition.code, at=self.at, reason=None if listed else text, items=listed)

    def _bring_papers(self, transition):
        """File the papers that come with the act: at first all but those that the draft says are lacking.

        What has a template is printed by the act itself.
        """
        request = self.request
        documents = request.env["grid.service.document"]
        if transition.code == "submit":
            lacks = self.draft["lacks"].split()
            documents = request._needed_documents().filtered(lambda one: one.code not in lacks)
        elif transition.papers == "complete":
            documents = request._lacking_documents()
        kinds = transition.paper_kind_ids.filtered(lambda kind: not kind.template)
        papers = [{"document_id": one.id, "state": "given", **self._scan(one)} for one in documents]
        states = {"in": "given", "out": "issued"}
        papers += [{"kind_id": one.id, "state": states[one.direction], **self._scan(one)} for one in kinds]
        common = {"request_id": request.id, "at": self.at, "date": self.day}
        request.env["grid.service.paper"].create([{**common, **paper} for paper in papers])

    def _scan(self, meant):
        return {"file": self.scans.of(meant, self.request, self.day), "file_name": f"{meant.name}.pdf"}

    # --- beside the passport
    def _reckon(self):
        """Write the technical conditions and reckon the fee by the rates of that day."""
        connection, kw = self.connection, f"{self.connection.power_total_kw:g}"
        connection.connection_points = connection.connection_points or f"{connection.object_address}, {kw} кВт"
        connection.action_propose_measures()
        self.connection._by_act().write(self.connection._fee_vals(self.day))

    def _inspect(self):
        """Note what the inspection found, for its act."""
        person = self.request.user_id
        self.connection.write(
            {
                "inspected_on": self.day,
                "inspection_by": f"{person.function}: {person.name}",
                "inspection_findings": self.row.text("text"),
            }
        )

    def _simple(self):
        self.connection.simple_why = self.row.text("text")
        self.connection.action_mark_simple()

    def _agreed(self):
        self.connection.write({"system_operator_agreed_on": self.day, "system_operator_letter": self.row.text("text")})

    def _individual(self):
        self.connection.write(
            {"individual_fee": self.row.decimal("amount"), "individual_fee_order": self.row.text("text")}
        )

    def _pay(self):
        """Pay the next part of the fee whole, by a document that the line of the file numbers."""
        part = self.connection.instalment_ids.filtered(lambda one: not one.paid_on).sorted("number")[:1]
        self.connection._register_payment(part.amount - part.paid_amount, self.day, str(1000 + self.row.line))

    def _meter(self):
        """The works have placed a meter, at the point of the request or at one that they have made.

        The row tells the point, the meter, its type, seal and place, with “;” between them.
        """
        told = [part.strip() for part in self.row.text("text").split(";")]
        if len(told) != len(METER):
            self.row.fail("text", self.request.env._("Give the point, the meter, its type, seal and place."))
        point, *described = told
        request = self.request
        if not request.usage_point_id:
            request.usage_point_id = request.env["grid.usage.point"].create(self._point_vals(point))
        request.meter_id = request.env["grid.meter"].create(
            {
                **dict(zip(METER[1:], described, strict=True)),
                "usage_point_id": request.usage_point_id.id,
                "installed_on": self.day,
                "verified_until": self.day + VERIFIED,
            }
        )

    def _check(self):
        """The meter is checked as the consumer was told, and is fit; the row tells the number of the act."""
        request = self.request
        request.env["grid.meter.check"].create(
            {
                "meter_id": request.meter_id.id,
                "request_id": request.id,
                "kind": "unplanned",
                "ground": request.subject,
                "planned_on": request.visit_told_on,
                "notified_at": request.move_ids.filtered(lambda move: move.transition_id.code == "notify")[-1:].at,
                "notice_way": "post",
                "act_made_at": self.at,
                "act_number": self.row.text("text"),
                "result": "fit",
            }
        )

    def _point_vals(self, name):
        connection = self.connection
        return {
            "name": name,
            "partner_id": connection.partner_id.id,
            "branch_id": connection.branch_id.id,
            "address": connection.object_address,
            "power_kw": connection.power_total_kw,
            "voltage_level": connection.voltage_level,
            "reliability_category": connection.reliability_category,
        }

    def _receive(self):
        """The applicant has the papers that went to him."""
        on_way = self.request.dispatch_ids.filtered(lambda one: one.delivery in ON_PAPER and not one.delivered_at)
        for dispatch in on_way:
            dispatch._note_delivered(self.at, self.request.partner_id.name)
