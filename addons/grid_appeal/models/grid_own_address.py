from odoo import api, models, tools
from odoo.tools import SQL, email_normalize

HOLDERS = ("res.company", "grid.branch", "helpdesk.ticket.team", "mail.alias", "mail.alias.domain", "fetchmail.server")


class GridOwnAddress(models.AbstractModel):
    """A record with an e-mail address of ours: every letter asks for them, so they are read from memory."""

    _name = "grid.own.address"
    _description = "Record with an address of ours"

    #: Columns the addresses are made of.
    _address_columns = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env.registry.clear_cache()
        return records

    def _write_multi(self, vals_list):
        """Hear of computed columns too: a company's address is its card's, that of a team is put together."""
        result = super()._write_multi(vals_list)
        if any(self._address_columns & vals.keys() for vals in vals_list):
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    @api.model
    def _all(self):
        """Return all addresses of ours: a letter to one of them would come in as a new appeal."""
        self._flush_holders()
        return self._all_written()

    @api.model
    def _of_team(self, team, company):
        """Return the address where a team takes answers, else its company's; empty when neither has one."""
        self._flush_holders()
        return self._of_team_written(team.id, company.id)

    @api.model
    def _flush_holders(self):
        """Write what still waits to be written: from then on the memory knows of it."""
        for holder in map(self.env.__getitem__, HOLDERS):
            holder.flush_model(holder._address_columns)

    @api.model
    @tools.ormcache()
    def _all_written(self):
        found = self.env.execute_query(
            SQL(
                """SELECT email FROM res_company
                   UNION SELECT email FROM grid_branch
                   UNION SELECT alias_full_name FROM mail_alias
                   UNION SELECT "user" FROM fetchmail_server
                   UNION SELECT unnest(ARRAY[bounce_alias, catchall_alias]) || '@' || name FROM mail_alias_domain
                   UNION SELECT CASE WHEN default_from LIKE '%%@%%' THEN default_from
                                     ELSE default_from || '@' || name END FROM mail_alias_domain"""
            )
        )
        return frozenset(email_normalize(address) for (address,) in found if address) - {False}

    @api.model
    @tools.ormcache("team_id", "company_id")
    def _of_team_written(self, team_id, company_id):
        alias = self.env["helpdesk.ticket.team"].sudo().browse(team_id).alias_id
        address = alias.alias_name and alias.alias_domain_id and alias.alias_full_name
        return address or self.env["res.company"].sudo().browse(company_id).alias_domain_id.catchall_email


class ResCompany(models.Model):
    _name = "res.company"
    _inherit = ["res.company", "grid.own.address"]

    _address_columns = frozenset(("email", "alias_domain_id"))


class GridBranch(models.Model):
    _name = "grid.branch"
    _inherit = ["grid.branch", "grid.own.address"]

    _address_columns = frozenset(("email",))


class HelpdeskTicketTeam(models.Model):
    _name = "helpdesk.ticket.team"
    _inherit = ["helpdesk.ticket.team", "grid.own.address"]

    _address_columns = frozenset(("alias_id",))


class MailAlias(models.Model):
    _name = "mail.alias"
    _inherit = ["mail.alias", "grid.own.address"]

    _address_columns = frozenset(("alias_name", "alias_domain_id", "alias_full_name"))


class MailAliasDomain(models.Model):
    _name = "mail.alias.domain"
    _inherit = ["mail.alias.domain", "grid.own.address"]

    _address_columns = frozenset(("name", "bounce_alias", "catchall_alias", "default_from"))


class FetchmailServer(models.Model):
    _name = "fetchmail.server"
    _inherit = ["fetchmail.server", "grid.own.address"]

    _address_columns = frozenset(("user",))
