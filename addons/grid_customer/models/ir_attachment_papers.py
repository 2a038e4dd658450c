import re

from odoo import api, models, tools
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

#: Those of the staff who open what customers bring or send.
PAPER_READERS = (
    "grid_customer.group_administrator,grid_customer.group_manager,"
    "grid_customer.group_specialist,grid_customer.group_privacy"
)
KEY = re.compile(r"(\?|&(?:amp;)?)access_token=[\w-]+")


def without_keys(text):
    """Take the keys out of addresses of files: whoever reads the text opens them by rights of his own."""
    return KEY.sub(r"\1", text)


class IrAttachment(models.Model):
    """A file on a record may be a passport or a medical certificate, and nobody knows before looking.

    So all of them are papers, whoever attached them, and of the staff `PAPER_READERS` open them. Everybody else
    opens what he attached himself, and what lies on records whose files are for all (`_files_open`: chats, law,
    letters of ours). A file of a binary field goes by the rights of its field, a customer by those of the portal.
    """

    _inherit = "ir.attachment"

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if self.env.su:
            return result
        forbidden, error_func = result or (self.browse(), None)
        if not (closed := (self - forbidden)._closed_papers()):
            return result
        return forbidden + closed, error_func or closed._closed_error

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, *, active_test=True, bypass_access=False):
        """Find none of the closed files: a name says much already."""
        if not (self.env.su or bypass_access or self._reads_papers()):
            domain = Domain(domain) & Domain.custom(to_sql=self._open_to_sql)
        return super()._search(domain, offset, limit, order, active_test=active_test, bypass_access=bypass_access)

    def _open_to_sql(self, _model, alias, _query):
        """Say in SQL what `_closed_papers` says; a condition of the ORM on `res_field` would mean more to Odoo."""
        return SQL(
            "(%s IS NOT NULL OR %s IS NULL OR %s = ANY(%s) OR %s = %s OR %s)",
            SQL.identifier(alias, "res_field"),
            SQL.identifier(alias, "res_model"),
            SQL.identifier(alias, "res_model"),
            list(self._models_with_open_files()),
            SQL.identifier(alias, "create_uid"),
            self.env.uid,
            SQL.identifier(alias, "public"),
        )

    def _closed_papers(self):
        """Those of the files that the user may not open; the system's own reading is asked about its user, too."""
        if self._reads_papers():
            return self.browse()
        open_models = self._models_with_open_files()
        closed = self.sudo().filtered(
            lambda file: (
                not (
                    file.res_field
                    or not file.res_model
                    or file.res_model in open_models
                    or file.create_uid.id == self.env.uid
                    or file.public
                )
            )
        )
        return closed.with_env(self.env)

    def _reads_papers(self):
        user = self.env.user
        return not user._is_internal() or user.has_groups(PAPER_READERS)

    @api.model
    @tools.ormcache()
    def _models_with_open_files(self):
        return frozenset(name for name, model in self.env.registry.items() if model._files_open)

    def _closed_error(self):
        return AccessError(
            self.env._(
                "Files of customers are opened by those who consider their papers. Ask the handler of the appeal."
            )
        )

    # ------------------------------------------------------------------
    # Keys that open a file without any right
    # ------------------------------------------------------------------
    def _can_return_content(self, field_name=None, access_token=None):
        """Let nobody open by a key what he may not open by a right: a key has no end, and is sent on with a letter."""
        return super()._can_return_content(field_name, None if self._kept_from_keys() else access_token)

    def _has_attachments_ownership(self, attachment_tokens):
        tokens = attachment_tokens or [None] * len(self)
        if len(tokens) == len(self):
            tokens = [None if file._kept_from_keys() else key for file, key in zip(self, tokens, strict=True)]
        return super()._has_attachments_ownership(tokens)

    def _kept_from_keys(self):
        """Those of the files that lie on a record, which says who may see them."""
        kept = self.sudo().filtered(
            lambda file: file.res_model and not file.public and file.create_uid.id != self.env.uid
        )
        return kept.with_env(self.env)

    def _get_raw_access_token(self):
        """The history reads files for everybody at once, as the system: its reader gets keys of open ones."""
        return False if self._closed_papers() else super()._get_raw_access_token()

    def _get_thumbnail_token(self):
        return False if self._closed_papers() else super()._get_thumbnail_token()
