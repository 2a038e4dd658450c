import io
import json
import zipfile

from odoo import fields, models
from odoo.tools import html2plaintext

from odoo.addons.grid_appeal.appeal_form import files
from odoo.addons.grid_connection.applications import FIELDS
from odoo.addons.grid_customer.models.protected import Protected

PERSON = ("name", "email", "phone", "contact_address", "inn", "customer_kind", "customer_group", "notice_way", "lang")
IDENTITY = (
    *("snils", "birth_date", "identity_kind", "identity_number", "identity_department"),
    *("identity_issued_on", "identity_issued_by"),
)
POINT = ("name", "address", "account_number", "power_kw", "voltage_level", "reliability_category")
CONSENT = ("purpose", "version", "body", "given_on", "given_way", "withdrawn_at", "withdrawn_way")
PAPER = ("principal_id", "representative_id", "kind", "document_number", "document_date", "valid_until", "revoked_on")
READING = ("meter_id", "zone", "read_on", "value", "source", "state")
HOUR = ("meter_id", "day", "hour", "kwh")
APPEAL = ("number", "name", "kind", "theme", "state", "received_at", "registered_at", "answered_at")
MARK = ("value", "words", "marked_at")
ASKED = ("kind", "words", "create_date", "state", "result", "decided_at")
ASKED_TO_ACT = (
    "principal_name",
    "principal_number",
    "kind",
    "document_number",
    "document_date",
    "valid_until",
    "state",
)
APPLICATION = sorted(FIELDS)
ENQUIRY = (
    *("name", "contact_name", "email_from", "phone", "object_address", "description", "power_new_kw"),
    *("power_existing_kw", "voltage_kv", "reliability_category", "settlement_type", "distance_m", "is_temporary"),
    *("expected_on", "create_date", "connection_id"),
)
PAYMENT = ("document_number", "paid_on", "amount", "voided_at")
REQUEST = ("number", "subject", "description", "service_id", "state", "received_at", "submitted_at", "ended_at")


class ResPartner(models.Model):
    """Everything that is kept of a customer, for the customer: data that machines read, and the files."""

    _inherit = "res.partner"

    def _export_personal_data(self):
        """Return a ZIP: `data.json` and the person's files; that it was taken is noted."""
        self.ensure_one()
        customer, taken = self.sudo(), io.BytesIO()
        with zipfile.ZipFile(taken, "w", zipfile.ZIP_DEFLATED) as archive:
            data = customer._exported_data()
            data["files"] = []
            for folder, name, content in customer._exported_files():
                path = f"{folder}/{len(data['files']) + 1:03}-{files.clean_name(name)}"
                archive.writestr(path, content)
                data["files"].append(path)
            archive.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=2, default=str))
        shown = [name for name in IDENTITY if isinstance(self._fields[name], Protected) and customer[name]]
        self.env["grid.access.log"]._note("res.partner", {self.id: ["name", *shown]})
        return taken.getvalue()

    def _exported_data(self):
        own = [("partner_id", "=", self.id)]
        appeals = self.env["helpdesk.ticket"].search(own, order="id")
        papers = self.representation_ids + self.represented_ids
        return {
            "made_at": fields.Datetime.now(),
            "kept_after_erasure": [
                {"what": heading, "why": section["why"], "until": section["until"]}
                for heading, section in self._data_kept().items()
                if section["by_law"]
            ],
            "person": self._exported_rows(self, PERSON + IDENTITY)[0],
            "addresses": self.address_ids.mapped("display_name"),
            "categories": self.vulnerability_ids.category_id.mapped("name"),
            "consents": self._exported_rows(self.consent_ids, CONSENT),
            "representatives": self._exported_rows(papers, PAPER),
            "usage_points": self._exported_rows(self.usage_point_ids, POINT),
            "meter_readings": self._exported_rows(self.env["grid.meter.reading"].search(own, order="id"), READING),
            "meter_hours": self._exported_rows(self.env["grid.meter.hour"].search(own, order="id"), HOUR),
            "enquiries": [self._exported_enquiry(lead) for lead in self.env["crm.lead"]._left_by(self)],
            "appeals": [self._exported_appeal(appeal) for appeal in appeals],
            "requests": [
                self._exported_request(case) for case in self.env["grid.service.request"].search(own, order="id")
            ],
            "asked_to_act_for": self._exported_rows(
                self.env["grid.representation.request"].search(own, order="id"), ASKED_TO_ACT
            ),
            "privacy_requests": self._exported_rows(self.env["grid.privacy.request"].search(own, order="id"), ASKED),
            **self._exported_besides(),
        }

    def _exported_rows(self, records, names):
        return [{name: self._exported_value(record, name) for name in names} for record in records]

    def _exported_value(self, record, name):
        value = record[name]
        if isinstance(value, models.BaseModel):
            return value.display_name or None
        return None if value is False and record._fields[name].type != "boolean" else value

    def _exported_appeal(self, appeal):
        return {
            **self._exported_rows(appeal, APPEAL)[0],
            "kept_until": appeal._kept_until()[appeal],
            "text": html2plaintext(appeal.description or ""),
            "added": [
                {"date": message.date, "text": appeal._customer_words(message)}
                for message in appeal._customer_messages().sorted("id")
            ],
            "mark": self._exported_rows(appeal.mark_ids, MARK),
            "answers": [
                {
                    "number": answer.outgoing_number,
                    "date": answer.outgoing_date,
                    "text": html2plaintext(answer.body or ""),
                }
                for answer in appeal._customer_answers()
            ],
        }

    def _exported_enquiry(self, lead):
        return {**self._exported_rows(lead, ENQUIRY)[0], "description": html2plaintext(lead.description or "")}

    def _exported_request(self, case):
        connection = case.connection_ids
        return {
            **self._exported_rows(case, REQUEST)[0],
            "application": self._exported_rows(connection, APPLICATION)[0] if connection else None,
            "payments": self._exported_rows(connection.payment_ids, PAYMENT),
        }

    def _exported_files(self):
        """Yield (folder, name, bytes) of what the person gave and of what went to the person."""
        own = [("partner_id", "=", self.id)]
        for appeal in self.env["helpdesk.ticket"].search(own, order="id"):
            letters = appeal._customer_answers().letter_id + appeal._customer_notices().letter_id
            for file in appeal._customer_files() + letters:
                yield f"appeals/{appeal.number or appeal.id}", file.name, file.raw or b""
        for case in self.env["grid.service.request"].search(own, order="id"):
            for paper in case._customer_papers().filtered("file"):
                content = self.env["ir.binary"]._get_stream_from(paper, "file").read()
                yield f"requests/{case.number or case.id}", paper.file_name or "file", content
