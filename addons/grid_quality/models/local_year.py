from datetime import date, timedelta
from functools import cached_property

from odoo.fields import Domain

from odoo.addons.legal_deadline.models.legal_deadline_window import midnight

#: Whose figures are those of all branches.
ALL_BRANCHES = ("grid_customer.group_head", "grid_customer.group_methodologist")


def sees_every_branch(env):
    """Return whether the reader counts every branch of the company."""
    return env.su or any(env.user.has_group(group) for group in ALL_BRANCHES)


class LocalPeriod:
    """Days of a company or of one of its branches: which records belong to them, by local days of their branch.

    `countable`: `{model: Countable}`, as `grid.indicator` knows them. The zones of the branches are asked once.
    """

    def __init__(self, company, branch, first, last):
        """Take days of a company, or of a branch and those below it; rights are those of the company's reader."""
        self.env, self.company, self.branch = company.env, company, branch
        self.first, self.last = first, last
        self.countable = self.env["grid.indicator"]._countable()

    @cached_property
    def zones(self):
        """Return {time zone: branches}: a company has one or two."""
        zones = self.env["grid.connection.disclosure"]._zones(self.company)
        if self.branch:
            below = self.env["grid.branch"].sudo().with_context(active_test=False)
            own = below.search([("id", "child_of", self.branch.id)])
            zones = {zone: branches & own for zone, branches in zones.items() if branches & own}
        return zones or {self.company.sudo().legal_tz: self.env["grid.branch"]}

    @cached_property
    def led(self):
        """Return the ids of the branches that the reader answers for; None for whoever sees every branch."""
        return None if sees_every_branch(self.env) else self.env.user.seen_branch_ids.ids

    def whose(self, model):
        """Return the records of a model that are of the place, of whatever days.

        A reader of some branches counts those alone, also where the records behind a figure know no rule of branches.
        """
        how = self.countable[model]
        domain = Domain(how.company, "in", [self.company.id, *how.shared])
        domain &= Domain.AND(Domain(*one) for one in how.where)
        if how.branch and self.branch:
            domain &= Domain(how.branch, "child_of", self.branch.id)
        if how.branch and self.led is not None:
            domain &= Domain(how.branch, "in", self.led)
        return domain

    def domain(self, model, day=""):
        """Return the records of a model that belong to the period; `day`: the field by which, else the usual one."""
        how, domain = self.countable[model], self.whose(model)
        if how.valid and not day:
            return domain & self._in_force(*how.valid)
        day = day or how.day
        return domain & self._within(model, day) if day else domain

    def of_zone(self, model, zone):
        """Return the records of a model in branches of a zone; all of a model that knows no branches."""
        how = self.countable[model]
        if len(self.zones) == 1 or not how.branch:
            return Domain.TRUE
        return Domain(how.branch, "in", self.zones[zone].ids)

    def zones_of(self, model):
        """Return the zones to count a model in: one where records know no branch."""
        return list(self.zones) if self.countable[model].branch else [self.company.sudo().legal_tz]

    def _in_force(self, since, until):
        day = min(self.last, self.company._legal_today())
        begun = Domain(since, "=", False) | Domain(since, "<=", day)
        return begun & (Domain(until, "=", False) | Domain(until, ">=", day))

    def _within(self, model, name):
        """The widest span stands in front, alone, so that an index on the day serves it."""
        if self.env[model]._fields[name].type == "date":
            return Domain(name, ">=", self.first) & Domain(name, "<=", self.last)
        spans = {
            zone: (midnight(self.first, zone), midnight(self.last + timedelta(days=1), zone))
            for zone in self.zones_of(model)
        }
        widest = self._span(
            name, min(first for first, _end in spans.values()), max(end for _first, end in spans.values())
        )
        if len(spans) == 1:
            return widest
        return widest & Domain.OR(self._span(name, *span) & self.of_zone(model, zone) for zone, span in spans.items())

    def _span(self, name, first, end):
        return Domain(name, ">=", first) & Domain(name, "<", end)


class LocalYear(LocalPeriod):
    """A year of a company or of one of its branches."""

    def __init__(self, company, branch, year):
        """Take the year of a company, or of a branch and those below it."""
        super().__init__(company, branch, date(year, 1, 1), date(year, 12, 31))
