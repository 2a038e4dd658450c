from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..texting import join

#: How long the rest of a long message is waited for: then what there is goes to a person.
PATIENCE = timedelta(minutes=5)
#: How long a piece is remembered: a centre that was not answered sends it again.
REMEMBERED = timedelta(days=1)


class GridSmsPiece(models.Model):
    """A part of a long SMS of a customer, kept until the others are there; delivered again, it changes nothing."""

    _name = "grid.sms.piece"
    _description = "Part of an incoming SMS"
    _order = "id"
    _log_access = False

    provider_id = fields.Many2one("grid.sms.provider", required=True, ondelete="cascade")
    phone = fields.Char(required=True, index=True)
    reference = fields.Integer(required=True)
    total = fields.Integer(required=True)
    number = fields.Integer(required=True)
    body = fields.Char()
    arrived_at = fields.Datetime(required=True)
    is_joined = fields.Boolean()

    # a telephone counts its references anew, so the words tell as well
    _once = models.UniqueIndex("(provider_id, phone, reference, total, number, md5(coalesce(body, '')))")
    _waiting_idx = models.Index("(provider_id) WHERE is_joined IS NOT TRUE")

    @api.model
    def _keep(self, provider, pieces):
        """Keep `[(telephone, Piece)]`, each once, in one statement."""
        rows = [(phone, one.reference, one.total, one.number, one.text) for phone, one in pieces]
        if not rows:
            return
        self.env.cr.execute(
            SQL(
                """INSERT INTO grid_sms_piece (provider_id, arrived_at, phone, reference, total, number, body)
                   SELECT %(provider)s, %(now)s, * FROM unnest(%(phones)s::varchar[], %(references)s::int[],
                          %(totals)s::int[], %(numbers)s::int[], %(bodies)s::varchar[])
                       ON CONFLICT DO NOTHING""",
                provider=provider.id,
                now=fields.Datetime.now(),
                **dict(
                    zip(
                        ("phones", "references", "totals", "numbers", "bodies"),
                        map(list, zip(*rows, strict=True)),
                        strict=True,
                    )
                ),
            )
        )

    @api.model
    def _join(self, provider):
        """Make messages of the pieces that are all there, or are waited for no longer."""
        waiting = self.search([("provider_id", "=", provider.id), ("is_joined", "!=", True)])
        whole, said = self.browse(), []
        for _message, pieces in waiting.grouped(lambda one: (one.phone, one.reference, one.total)).items():
            texts = {one.number: one.body or "" for one in reversed(pieces)}
            late = pieces[0].arrived_at < fields.Datetime.now() - PATIENCE
            if late or len(texts) == pieces[0].total:
                whole += pieces
                said.append((False, pieces[0].phone, join(texts, pieces[0].total)))
        whole.is_joined = True
        self.env["grid.sms.incoming"]._take(provider, said)

    @api.autovacuum
    def _gc_joined(self):
        self.search([("is_joined", "=", True), ("arrived_at", "<", fields.Datetime.now() - REMEMBERED)]).unlink()
