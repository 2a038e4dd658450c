from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from ..live import Bar, ages_of_days, bars, line, planned, share, worst
from ..live.filters import NARROWED

#: What a figure has of its tile as it is.
SENT = ("title", "section", "kind", "plan", "unit", "note", "empty", "rule")


class GridLiveFigure(models.AbstractModel):
    """Reads one tile: counts by the reader's own rights, and says of each bar which records it stands for.

    `{title, section, kind, value, shown, level, domain, bars, open, …}`; a bar is `{label, value, shown, level,
    domain}`.
    """

    _name = "grid.live.figure"
    _description = "Figure of the live page"

    @api.model
    def _read(self, tile, asked):
        model = self.env[tile.model]
        domain = Domain(tile.domain(asked)) & self._narrowed(tile, asked)
        figure = {
            **{name: getattr(tile, name) for name in SENT},
            "code": tile.code,
            "domain": self._sent(domain),
            "bars": [],
            "left_out": self._left_out(tile, asked),
            "open": self._opening(tile),
        }
        reading = getattr(self, f"_read_{tile.kind}")
        figure |= reading(tile, asked, model, domain)
        return self._in_words({"level": tile.level(figure["value"]), **figure})

    # --- kinds
    @api.model
    def _read_number(self, tile, asked, model, domain):
        if tile.reckon:
            return tile.reckon(asked)
        aggregates = [tile.aggregate, "__count"] + ([f"{tile.earliest}:min"] if tile.earliest else [])
        ((value, count, *earliest),) = model._read_group(domain, [], aggregates)
        if tile.aggregate != "__count":
            value = round(value, 2) if count else None
        return {"value": value, "count": count, "changes_at": self._sent_moment(earliest[0]) if earliest else False}

    @api.model
    def _read_share(self, tile, _asked, model, domain):
        name, good = tile.good
        counts = {bool(key): count for key, count in model._read_group(domain, [name], ["__count"])}
        part, whole = counts.get(good, 0), sum(counts.values())
        rest = domain & Domain(name, "!=" if good else "=", True)
        return {"value": share(part, whole), "count": whole, "part": part, "rest_domain": self._sent(rest)}

    @api.model
    def _read_line(self, tile, asked, model, domain):
        """Count by the weeks of local days; with something `good`, its percentage."""
        good = [tile.good[0]] if tile.good else []
        weeks, parts = {}, {}
        for moment, *said, count in self._by_days(tile, asked, model, domain, good):
            monday = moment - timedelta(days=moment.weekday())
            weeks[monday] = weeks.get(monday, 0) + count
            if good and bool(said[0]) == tile.good[1]:
                parts[monday] = parts.get(monday, 0) + count
        values = {monday: share(parts.get(monday, 0), whole) for monday, whole in weeks.items()} if good else weeks
        field, (first, last) = tile.groupby.split(":")[0], tile.days(asked)
        points = [
            {
                "label": f"{monday:%d.%m}",
                "day": monday.isoformat(),
                "value": value,
                "count": weeks.get(monday, 0),
                "level": tile.bar_level(value),
                "domain": self._sent(domain & asked.between(field, monday, monday + timedelta(days=6))),
            }
            for monday, value in line(values, first, last)
        ]
        return {"value": points[-1]["value"], "count": sum(weeks.values()), "bars": points}

    @api.model
    def _read_bars(self, tile, asked, model, domain):
        if tile.measures:
            return self._read_measures(tile, model, domain)
        if tile.ages:
            return self._read_ages(tile, asked, model, domain)
        if tile.means:
            return self._read_means(tile, asked, model, domain)
        counted = list(model._read_group(domain, [tile.groupby], ["__count"]))
        ordered = [Bar(key, count) for key, count in sorted(counted)] if tile.is_in_order else bars(counted)
        shown = [
            {
                "label": self._label(tile, model, bar),
                "value": bar.value,
                "level": tile.bar_level(bar.value),
                "domain": self._sent(domain & self._of_bar(tile.groupby, bar)),
            }
            for bar in ordered
        ]
        return self._with_bars(shown)

    @api.model
    def _read_measures(self, tile, model, domain):
        names = [name for name, _title in tile.measures]
        ((*values,),) = model._read_group(domain, [], [f"{name}:sum" for name in names])
        shown = [
            {
                "label": title,
                "value": value or 0,
                "level": tile.bar_level(value),
                "domain": self._sent(domain & Domain(name, "=", 1)),
            }
            for (name, title), value in zip(tile.measures, values, strict=True)
        ]
        return {**self._with_bars(shown), "value": shown[0]["value"]}

    @api.model
    def _read_means(self, tile, asked, model, domain):
        """Read the mean of each value of a field beside what it should not exceed; the worst bar colours the tile."""
        groups = model._read_group(domain, [tile.groupby], [tile.aggregate, "__count"])
        counted = {key: (mean, count) for key, mean, count in groups}
        shown = [
            {
                "label": title,
                "value": round(counted[key][0], 2),
                "level": planned(plan, is_reverse=True)(counted[key][0]),
                "domain": self._sent(domain & Domain(tile.groupby, "=", key)),
            }
            for key, title, plan in tile.means(asked)
            if key in counted
        ]
        count = sum(count for _mean, count in counted.values())
        mean = round(sum(mean * count for mean, count in counted.values()) / count, 2) if count else None
        return {"value": mean, "count": count, "bars": shown, "level": worst(bar["level"] for bar in shown)}

    @api.model
    def _read_ages(self, tile, asked, model, domain):
        field = tile.groupby.split(":")[0]
        counts = ages_of_days(self._by_days(tile, asked, model, domain, []), tile.ages, asked.today)
        shown = [
            {
                "label": age.title,
                "value": count,
                "level": age.level,
                "domain": self._sent(domain & self._of_age(asked, field, age)),
            }
            for age, count in zip(tile.ages, counts, strict=True)
        ]
        return self._with_bars(shown)

    # --- parts
    @api.model
    def _with_bars(self, shown):
        total = sum(bar["value"] for bar in shown)
        return {"value": total, "count": total, "bars": shown if total else []}

    @api.model
    def _by_days(self, tile, asked, model, domain, more):
        """Count by local days of the branch: one query, in a company of several zones one for each."""
        days = []
        for zone, part in asked.zones:
            groups = model.with_context(tz=zone)._read_group(domain & part, [tile.groupby, *more], ["__count"])
            days += [(moment.date(), *rest) for moment, *rest in groups]
        return days

    @api.model
    def _of_age(self, asked, field, age):
        youngest = asked.today - timedelta(days=age.first)
        if age.last is None:
            return ~Domain(asked.between(field, youngest + timedelta(days=1), asked.today + timedelta(days=1)))
        last = youngest if age.first else youngest + timedelta(days=1)
        return Domain(asked.between(field, asked.today - timedelta(days=age.last), last))

    @api.model
    def _of_bar(self, field, bar):
        if bar.others:
            return Domain(field, "not in", [self._value(key) for key in bar.others])
        return Domain(field, "=", self._value(bar.key))

    @api.model
    def _value(self, key):
        return (key.id if isinstance(key, models.BaseModel) else key) or False

    @api.model
    def _label(self, tile, model, bar):
        key = bar.key
        if bar.others:
            return self.env._("Others")
        if not key and type(key) is not int:  # nought is a value as any other: the hour after midnight
            return tile.nobody or self.env._("Not named")
        if isinstance(key, models.BaseModel):
            return key.sudo().display_name
        field = model._fields[tile.groupby]
        return dict(field._description_selection(self.env)).get(key, key) if field.type == "selection" else str(key)

    @api.model
    def _narrowed(self, tile, asked):
        parts = Domain.TRUE
        for name, field in tile.narrowed.items():
            value = getattr(asked, name)
            if field and value is not None:
                parts &= Domain(field, "=", value) if name == "customer_group" else Domain(field, "in", list(value))
        return parts

    @api.model
    def _left_out(self, tile, asked):
        """Return which of the chosen filters do not narrow the tile."""
        return [name for name in NARROWED if name in asked.chosen and name not in tile.narrowed]

    @api.model
    def _opening(self, tile):
        """Return the action of the records behind a tile but for its domain."""
        # from memory: looking whether the view still exists would be one more query a tile
        view = tile.views and self.env["ir.model.data"]._xmlid_to_res_id(tile.views)
        return {
            "type": "ir.actions.act_window",
            "name": tile.title,
            "res_model": tile.model,
            "views": [[view or False, "list"], [False, "form"]],
            "context": {"group_by": list(tile.group_by)} if tile.group_by else {},
        }

    @api.model
    def _sent(self, domain):
        return [
            [term[0], term[1], self._sent_value(term[2])] if isinstance(term, tuple) else term for term in list(domain)
        ]

    @api.model
    def _sent_value(self, value):
        if hasattr(value, "isoformat"):
            return self._sent_moment(value)
        return list(value) if isinstance(value, (set, frozenset, tuple)) else value

    @api.model
    def _sent_moment(self, moment):
        """Return a moment or a day as the web client reads it."""
        return str(moment) if moment else False
