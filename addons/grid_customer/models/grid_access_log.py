from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import SQL

#: What was looked at in the transaction so far, written down in one batch before its commit.
LOOKS = "grid.access.log"
EXPORTS = ("/web/export", "/export_data")
WAYS_BY_ADDRESS = {"/web/content": "download", "/web/image": "download", "/report": "print"}
API = ("/json/", "/xmlrpc", "/jsonrpc")


class GridAccessLog(models.Model):
    """Who looked at whose personal data, when, at what and by which way; written by looking, never changed."""

    _name = "grid.access.log"
    _description = "Look at personal data"
    _order = "id desc"
    _log_access = False

    looked_at = fields.Datetime(required=True, readonly=True)
    user_id = fields.Many2one("res.users", "Who looked", required=True, readonly=True, ondelete="restrict")
    partner_id = fields.Many2one(
        "res.partner", "Whose data", required=True, readonly=True, ondelete="restrict", bypass_search_access=True
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict", index=True)
    res_model = fields.Char("Kind of record", required=True, readonly=True)
    field_names = fields.Char("Technical names", required=True, readonly=True)
    field_labels = fields.Char("What was shown", compute="_compute_field_labels")
    way = fields.Selection(
        [
            ("screen", "Screen"),
            ("export", "Export"),
            ("download", "Download of a scan"),
            ("print", "Print"),
            ("api", "API"),
            ("server", "Program on the server"),
        ],
        required=True,
        readonly=True,
    )

    _partner_idx = models.Index("(partner_id, id DESC)")
    _user_idx = models.Index("(user_id, id DESC)")

    def init(self):
        """Let not even the ORM's superuser change what was written: the table itself refuses."""
        self.env.cr.execute(
            """
            CREATE OR REPLACE FUNCTION grid_access_log_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'The log of looks at personal data is never edited nor deleted.'; END $$;
            DROP TRIGGER IF EXISTS grid_access_log_kept ON grid_access_log;
            CREATE TRIGGER grid_access_log_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON grid_access_log
                FOR EACH STATEMENT EXECUTE FUNCTION grid_access_log_refuse();
            """
        )

    @api.depends("res_model", "field_names")
    @api.depends_context("lang")
    def _compute_field_labels(self):
        for look in self:
            known = self.env[look.res_model]._fields if look.res_model in self.env else {}
            labels = [
                known[name]._description_string(self.env) if name in known else name
                for name in look.field_names.split(",")
            ]
            kind = "" if look.res_model == "res.partner" else self.env["ir.model"]._get(look.res_model).name
            look.field_labels = ": ".join(filter(None, [kind, ", ".join(labels)]))

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super
        raise UserError(self.env._("The log of looks at personal data is written by looking alone."))

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("The log of looks at personal data is never edited."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The log of looks at personal data is never deleted."))

    @api.model
    def _note(self, model, fields_by_partner):
        """Remember that the user is being shown these fields (`{partner id: names}`) of a model.

        Nothing is written yet: what fails is not shown. The request is answered after its commit.
        """
        data = self.env.cr.precommit.data
        if LOOKS not in data:
            data[LOOKS] = {}
            self.env.cr.precommit.add(self.sudo()._write_down)
        way = self._way()
        for partner, names in fields_by_partner.items():
            key = (self.env.uid, self.env.company.id, partner, model, way)
            data[LOOKS].setdefault(key, set()).update(names)

    @api.model
    def _way(self):
        """Return the way by which the user looks, by the address that was called."""
        if not request:
            return "server"
        path = request.httprequest.path
        if path.startswith(EXPORTS[0]) or path.endswith(EXPORTS[1]):
            return "export"
        if path.startswith(API):
            return "api"
        return next((way for start, way in WAYS_BY_ADDRESS.items() if path.startswith(start)), "screen")

    @api.model
    def _write_down(self):
        """Insert what was looked at, all in one statement; by a cursor of its own when this one only reads."""
        looks = self.env.cr.precommit.data.pop(LOOKS, {})
        if not looks:
            return
        rows = [(*key, ",".join(sorted(names))) for key, names in looks.items()]
        query = SQL(
            """INSERT INTO grid_access_log (looked_at, user_id, company_id, partner_id, res_model, way, field_names)
               SELECT %s, * FROM unnest(%s::int[], %s::int[], %s::int[], %s::text[], %s::text[], %s::text[])""",
            fields.Datetime.now(),
            *(list(column) for column in zip(*rows, strict=True)),
        )
        if self.env.cr.readonly:
            self.env.cr.rollback()  # it has only read: nothing is lost
            with self.env.registry.cursor() as cr:
                cr.execute(query)
        else:
            self.env.cr.execute(query)
