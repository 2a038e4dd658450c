"""The live page of supervisors among many appeals, beside the dashboard of plain `helpdesk_mgmt` with the same rows."""

from lxml import etree

from odoo.modules.registry import Registry

from .timing import duel
from .volume import vacuum

PERSON = "head"  # sees every branch, and the peer's every team
PERIODS = ("month", "year")


def measure(env, plain: str) -> dict[str, dict[str, float]]:
    """The seconds in which all that the page shows is there, for each period; `plain` is the peer's database."""
    vacuum(env.cr, "helpdesk_ticket")
    with Registry(plain).cursor() as cr:
        peer = _Dashboard(env(cr=cr))
        page = _as_person(env)["grid.live.page"]
        return {
            period: duel(
                {
                    "ours": (page.env, lambda period=period: page.read_page({"period": period})),
                    "peer": (peer.teams.env, peer.read),
                }
            )
            for period in PERIODS
        }


class _Dashboard:
    """The peer's dashboard: two counts of all, and a card of each team with its four."""

    def __init__(self, env):
        self.teams = _as_person(env)["helpdesk.ticket.team"]
        view = env.ref("helpdesk_mgmt.helpdesk_ticket_kanban_view")
        arch = etree.fromstring(self.teams.get_view(view.id, "kanban")["arch"])
        self.specification = {node.get("name"): {} for node in arch.iter("field")}

    def read(self) -> None:
        self.teams.retrieve_dashboard()
        self.teams.web_search_read([], self.specification)


def _as_person(env):
    person = env["res.users"].search([("login", "=", PERSON)])
    return env(user=person.id, context={"lang": person.lang, "uid": person.id})
