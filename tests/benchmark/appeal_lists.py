"""Daily lists and searches among many appeals, beside the same of plain `helpdesk_mgmt` with the same rows."""

from odoo.modules.registry import Registry

from .timing import duel
from .volume import RARE_WORD
from .web_list import WebList, WebSearch

PERSON = "specialist"  # sees the appeals of one branch, and the peer's those of the branch's team
COMMON_WORD, STREET = "напряжение", "ул. Весенняя"


def measure(env, plain: str) -> list[dict]:
    """The seconds of each list on both sides; `plain` is the peer's database."""
    with Registry(plain).cursor() as cr:
        peer_env = env(cr=cr)
        ours, peer = _Ours(env), _Peer(peer_env)
        asked = _asked(env, peer_env)
        found = []
        for name, our_act in ours.works(asked).items():
            seconds = duel({"ours": (env, our_act), "peer": (peer_env, peer.works(asked)[name])})
            found.append({"name": name, **seconds})
        return found


def _asked(env, peer_env) -> dict:
    """An appeal in the middle, and what people would ask for it by; the rows of both sides follow each other alike."""
    row = """SELECT ticket.id - (SELECT min(id) FROM helpdesk_ticket), number, partner_id, partner.name, partner.phone
               FROM helpdesk_ticket AS ticket JOIN res_partner AS partner ON partner.id = partner_id"""
    env.cr.execute(
        f"""{row} JOIN grid_branch AS branch ON branch.id = branch_id AND branch.code = 'KEM'
             WHERE customer_kind = 'individual' AND number IS NOT NULL
               AND ticket.id >= (SELECT (min(id) + max(id)) / 2 FROM helpdesk_ticket)
             ORDER BY ticket.id LIMIT 1"""
    )
    place, *ours = env.cr.fetchone()
    peer_env.cr.execute(f"{row} WHERE ticket.id = (SELECT min(id) FROM helpdesk_ticket) + %s", [place])
    names = ("number", "customer", "name", "phone")
    return {
        "ours": dict(zip(names, ours, strict=True)),
        "peer": dict(zip(names, peer_env.cr.fetchone()[1:], strict=True)),
    }


class _Ours:
    def __init__(self, env):
        self.search = WebSearch(env, "grid_appeal.helpdesk_ticket_view_search")
        self.due = WebList(env, PERSON, "grid_appeal.helpdesk_ticket_view_list_due")
        self.all = WebList(env, PERSON, "grid_appeal.helpdesk_ticket_view_list")

    def works(self, asked: dict) -> dict:
        this, uid = asked["ours"], self.all.model.env.uid
        box = self.search.typed
        return {
            "open appeals by due date, page of 80": lambda: self.due.page(self.search.filtered("open", uid)),
            "overdue, page of 80": lambda: self.due.page(
                self.due.of_action("grid_appeal.helpdesk_ticket_action_overdue")
            ),
            "by number": lambda: self.all.page(box("number", this["number"])),
            "by a phone": lambda: self.all.page(box("number", this["phone"])),
            "by a person's name": lambda: self.all.page(box("number", this["name"])),
            "by a rare word of the subject": lambda: self.all.page(box("number", RARE_WORD)),
            "by a common word": lambda: self.all.page(box("number", COMMON_WORD)),
            "by a street": lambda: self.all.page(box("description", STREET)),
            "one customer's appeals, count": lambda: self.all.model.search_count(
                [("partner_id", "=", this["customer"])]
            ),
            "one customer's appeals, page of 80": lambda: self.all.page([("partner_id", "=", this["customer"])]),
        }


class _Peer:
    def __init__(self, env):
        self.search = WebSearch(env, "helpdesk_mgmt.helpdesk_ticket_view_search")
        self.all = WebList(env, PERSON, "helpdesk_mgmt.ticket_view_tree")
        self.due = WebList(env, PERSON, "helpdesk_mgmt.ticket_view_tree", also=("sla_deadline", "sla_expired"))

    def works(self, asked: dict) -> dict:
        this, uid = asked["peer"], self.all.model.env.uid
        box, opened = self.search.typed, self.search.filtered("open", uid)
        return {
            "open appeals by due date, page of 80": lambda: self.due.page(opened),
            "overdue, page of 80": lambda: self.due.page(opened & self.search.filtered("sla_expired", uid)),
            "by number": lambda: self.all.page(box("number", this["number"])),
            "by a phone": lambda: self.all.page([("partner_id.phone", "ilike", this["phone"])]),
            "by a person's name": lambda: self.all.page([("partner_name", "ilike", this["name"])]),
            "by a rare word of the subject": lambda: self.all.page(box("number", RARE_WORD)),
            "by a common word": lambda: self.all.page(box("number", COMMON_WORD)),
            "by a street": lambda: self.all.page(box("description", STREET)),
            "one customer's appeals, count": lambda: self.all.model.search_count(
                [("partner_id", "=", this["customer"])]
            ),
            "one customer's appeals, page of 80": lambda: self.all.page([("partner_id", "=", this["customer"])]),
        }
