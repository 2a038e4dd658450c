from datetime import timedelta

from odoo import api, models

from odoo.addons.grid_appeal.appeals.life import OPEN_STATES, WORKED_STATES

from ..live import APPEALS, Age, Tile, against, late, near

APPEAL = "helpdesk.ticket"
DUE_LIST = "grid_appeal.helpdesk_ticket_view_list_due"
LATE_LIST = "grid_quality.helpdesk_ticket_view_list_late"
ALL_LIST = "grid_appeal.helpdesk_ticket_view_list"
OPEN = [("state", "in", OPEN_STATES)]
OVERDUE = [*OPEN, ("deadline_window", "=", "overdue")]
WEEKS = 12  # of the line of answers in term


class GridLivePage(models.AbstractModel):
    """Appeals on the live page: what is late, how the work goes in the term of the law, what people ask."""

    _inherit = "grid.live.page"

    @api.model
    def _tiles(self):
        return [*super()._tiles(), *self._tiles_of_now(), *self._tiles_of_late(), *self._tiles_of_term(), *self._mix()]

    def _tiles_of_now(self):
        whose = {"views": LATE_LIST, "group_by": ("user_id",)}
        state = self.env._("All that is open now, whenever it came: the period does not narrow it.")
        waiting = [("state", "in", WORKED_STATES), ("user_id", "=", False)]
        unsent = [("state", "=", "draft"), ("validation_status", "in", ("waiting", "pending"))]
        return [
            number("overdue", self.env._("Overdue"), lambda asked: OVERDUE, level=late, rule=state, **whose),
            number("due_today", self.env._("Due today"), due_today, earliest="next_due_at", level=near, **whose),
            number("unassigned", self.env._("Without an executor"), lambda asked: waiting, level=near, views=DUE_LIST),
            number(
                "at_approval",
                self.env._("At approval"),
                lambda asked: unsent,
                model="grid.appeal.answer",
                narrowed={name: f"ticket_id.{field}" for name, field in APPEALS.items()},
                views="grid_appeal.grid_appeal_answer_view_list_approval",
            ),
            number("registered_today", self.env._("Registered today"), lambda asked: asked.on_today("registered_at")),
            number("closed_today", self.env._("Closed today"), closed_today),
        ]

    def _tiles_of_late(self):
        parts = [
            ("branch", "branch_id", self.env._("Overdue by branch"), ""),
            ("team", "team_id", self.env._("Overdue by team"), self.env._("Without a team")),
            ("executor", "user_id", self.env._("Overdue by executor"), self.env._("Without an executor")),
            ("cause", "cause_id", self.env._("Overdue by cause"), self.env._("Without a common cause")),
        ]
        return [
            Tile(
                f"overdue_by_{code}",
                title,
                "teams",
                "bars",
                APPEAL,
                lambda asked: OVERDUE,
                groupby=field,
                bar_level=late,
                views=LATE_LIST,
                group_by=("user_id",),
                nobody=nobody,
                empty=self.env._("Nothing is overdue."),
            )
            for code, field, title, nobody in parts
        ]

    def _tiles_of_term(self):
        plan = self.env.company.sudo().answers_in_term_plan
        periods = [
            ("week", self.env._("Answered in term this week"), monday),
            ("month", self.env._("Answered in term this month"), lambda day: day.replace(day=1)),
            ("year", self.env._("Answered in term this year"), lambda day: day.replace(month=1, day=1)),
        ]
        common = {
            "section": "term",
            "model": APPEAL,
            "good": ("answered_late", False),
            "plan": plan,
            "level": against(plan),
            "unit": "%",
            "views": ALL_LIST,
            "empty": self.env._("Nothing was answered yet."),
            "rule": self.env._("Of the appeals answered in these days: their answer was not later than its term."),
        }
        shares = [
            Tile(
                code=f"in_term_{code}",
                title=title,
                kind="share",
                domain=lambda asked, first=first: asked.since("answered_at", first(asked.today)),
                **common,
            )
            for code, title, first in periods
        ]
        line = Tile(
            code="in_term_by_week",
            title=self.env._("Answered in term by week"),
            kind="line",
            domain=lambda asked: asked.since("answered_at", first_week(asked.today)),
            groupby="answered_at:day",
            days=lambda asked: (first_week(asked.today), asked.today),
            bar_level=against(plan),
            **common,
        )
        return [*shares, line, self._tile_of_first_contact()]

    def _tile_of_first_contact(self):
        return Tile(
            "first_contact",
            self.env._("Consultations answered at first contact"),
            "term",
            "share",
            APPEAL,
            lambda asked: [("kind", "=", "consultation"), *asked.during("registered_at")],
            good=("closed_at_first_contact", True),
            unit="%",
            views=ALL_LIST,
            empty=self.env._("No consultation was registered in the period."),
            rule=self.env._("Of the consultations registered in the period: answered in the same talk."),
        )

    def _mix(self):
        nothing = self.env._("Every appeal is answered.")
        ages = (
            Age(self.env._("up to 3 days"), 0, 3, "green"),
            Age(self.env._("4 to 10 days"), 4, 10, "green"),
            Age(self.env._("11 to 20 days"), 11, 20, "amber"),
            Age(self.env._("21 to 30 days"), 21, 30, "amber"),
            Age(self.env._("more than 30 days"), 31, None, "red"),
        )
        parts = [
            ("age", "received_at:day", self.env._("Open by age"), ages),
            ("channel", "channel_id", self.env._("Open by channel"), ()),
            ("theme", "theme", self.env._("Open by theme"), ()),
        ]
        return [
            Tile(
                f"open_by_{code}",
                title,
                "mix",
                "bars",
                APPEAL,
                lambda asked: OPEN,
                groupby=field,
                ages=ages_of_part,
                views=DUE_LIST,
                empty=nothing,
            )
            for code, field, title, ages_of_part in parts
        ]


def number(code, title, domain, model=APPEAL, **more):
    """Return a tile of the first row."""
    return Tile(code, title, "now", "number", model, domain, **{"views": ALL_LIST, **more})


def due_today(asked):
    """Return what is due today and not late yet."""
    return [*OPEN, ("next_due_at", ">=", asked.now), *asked.on_today("next_due_at")]


def closed_today(asked):
    """Return what was closed today."""
    return [("state", "=", "closed"), *asked.on_today("closed_date")]


def monday(day):
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def first_week(today):
    """Return the Monday from which the line of answers in term is drawn."""
    return monday(today) - timedelta(weeks=WEEKS - 1)
