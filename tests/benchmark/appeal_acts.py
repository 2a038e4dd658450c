"""Registering and closing among many appeals, beside the same of plain `helpdesk_mgmt` with the same mail queued."""

from contextlib import closing
from itertools import cycle, islice
from statistics import median
from time import perf_counter

from odoo.modules.registry import Registry

from .timing import race

CLERK, HANDLER = "manager", "specialist"
ONES, BATCH, CLOSED = 15, 2_000, 1_000
WORDS = {
    "name": "Низкое напряжение по вечерам",
    "description": "<p>Вечером мигает свет, холодильник отключается. Прошу принять меры и сообщить срок.</p>",
}
RECEIPT = """<p>Здравствуйте!</p><p>Ваше обращение зарегистрировано: № <t t-out="object.number"/> от
<t t-out="format_date(object.create_date)"/>.</p><p>Мы ответим в срок не позднее
<t t-out="format_date(object.sla_deadline)"/>.</p><p><t t-out="object.company_id.name"/></p>"""


def measure(env, plain: str) -> dict:
    """The seconds of each act, and the queries of one registration; every act is undone."""
    with Registry(plain).cursor() as cr:
        ours, peer = _Ours(env), _Peer(env(cr=cr))
        one = _ones(ours, peer)
        batch = race({side: (it.env, it.registers(BATCH)) for side, it in (("ours", ours), ("peer", peer))}, rounds=2)
        places = ours.in_work()
        closings = race({"ours": (env, ours.closes(places)), "peer": (peer.env, peer.closes(places))}, rounds=3)
        cr.rollback()
    env.cr.rollback()
    return {"one": one, "batch": batch, "batched": BATCH, "close": closings, "closed": len(places)}


def _ones(ours, peer) -> dict:
    """The median seconds of one registration, in turns: each begins as a request does, knowing no record."""
    seconds = {"ours": [], "peer": []}
    for turn in range(ONES + 1):
        for name, side in (("ours", ours), ("peer", peer)):
            register = side.registers(1, skip=turn)
            side.env.invalidate_all()
            with closing(side.env.cr.savepoint()):
                begun = perf_counter()
                register()
                side.env.cr.flush()
                seconds[name].append(perf_counter() - begun)
    taken = {name: median(turns[1:]) for name, turns in seconds.items()}
    return {**taken, "ours_queries": _queries(ours), "peer_queries": _queries(peer)}


def _queries(side) -> int:
    """The queries of a registration after another one: what is read of tables is in memory."""
    first, second = (side.registers(1, skip=skip) for skip in (0, 1))
    with closing(side.env.cr.savepoint()):
        first()
        side.env.cr.flush()
        before = side.env.cr.sql_log_count
        second()
        side.env.cr.flush()
        return side.env.cr.sql_log_count - before


class _Side:
    """One of the two: its people, and the customers who apply."""

    def __init__(self, env):
        self.env = env
        env.cr.execute("SELECT id FROM res_partner WHERE ref LIKE 'C%' AND email IS NOT NULL ORDER BY id LIMIT 3000")
        self.customers = [customer for (customer,) in env.cr.fetchall()]
        env.cr.execute("SELECT min(id) FROM helpdesk_ticket")
        [self.first] = env.cr.fetchone()

    def tickets(self, login: str):
        """The model in the hands of a person."""
        person = self.env["res.users"].search([("login", "=", login)])
        context = {"lang": person.lang, "tz": person.tz, "allowed_company_ids": person.company_ids.ids}
        return self.env(user=person.id, context=context)["helpdesk.ticket"]

    def registers(self, count: int, skip: int = 0):
        """An act that registers appeals of as many customers."""
        tickets = self.tickets(CLERK)
        applicants = islice(cycle(self.customers), skip, skip + count)
        vals_list = [{**WORDS, **self.place, "partner_id": applicant} for applicant in applicants]
        return lambda: self.register(tickets, vals_list)


class _Ours(_Side):
    def __init__(self, env):
        super().__init__(env)
        self.place = {
            "branch_id": env["grid.branch"].search([("code", "=", "KEM")]).id,
            "channel_id": env.ref("grid_appeal.channel_post").id,
            "kind": "complaint",
            "theme": "power_quality",
        }

    def register(self, tickets, vals_list) -> None:
        tickets.create(vals_list).action_register()

    def in_work(self) -> list[int]:
        """The places of appeals that may be closed, counted from the first appeal."""
        self.env.cr.execute(
            """SELECT ticket.id FROM helpdesk_ticket AS ticket JOIN grid_branch AS branch ON branch.id = branch_id
                WHERE state = 'in_work' AND branch.code = 'KEM' AND kind NOT IN ('complaint', 'claim')
                ORDER BY ticket.id LIMIT %s""",
            [CLOSED],
        )
        return [ticket - self.first for (ticket,) in self.env.cr.fetchall()]

    def closes(self, places: list[int]):
        """The answer noted, the deadline met, the appeal closed; each act with its line of history."""
        tickets = self.tickets(HANDLER).browse(self.first + place for place in places)

        def close() -> None:
            tickets._mark_answered()
            tickets.action_close()

        return close


class _Peer(_Side):
    def __init__(self, env):
        super().__init__(env)
        self.place = {
            "team_id": env["helpdesk.ticket.team"].search([("name", "ilike", "Кемеровский")]).id,
            "channel_id": env["helpdesk.ticket.channel"].search([], limit=1).id,
        }
        self.done = env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        self.done.mail_template_id = False  # as with us: the answer is the letter, closing sends none
        self.receipt = env["mail.template"].create(
            {
                "name": "Receipt",
                "model_id": env["ir.model"]._get_id("helpdesk.ticket"),
                "subject": "Обращение № {{ object.number }} зарегистрировано",
                "body_html": RECEIPT,
                "partner_to": "{{ object.partner_id.id }}",
                "lang": "{{ object.partner_id.lang }}",
                "auto_delete": False,
            }
        )
        env.flush_all()

    def register(self, tickets, vals_list) -> None:
        for vals in vals_list:  # the client fills it in when the customer is chosen
            vals["partner_name"] = "Customer"
        made = tickets.create(vals_list)
        self.receipt.with_env(tickets.env).send_mail_batch(made.ids)

    def closes(self, places: list[int]):
        """The stage that ends a ticket and its SLA; the change is tracked in its history."""
        tickets = self.tickets(HANDLER).browse(self.first + place for place in places)
        return lambda: tickets.write({"stage_id": self.done.id})
