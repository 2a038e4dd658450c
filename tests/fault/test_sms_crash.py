"""A server killed while its jobs send a campaign: nobody gets an SMS twice, nobody is left out."""

import time

import pytest
from killable import Server, told_by_shell
from smsc import Smsc

RECIPIENTS = 60
CAMPAIGN = """
import json
from odoo.tools import SQL
branch = env["grid.branch"].search([("code", "=", "FLT")])
env["grid.sms.provider"].search([]).active = False
provider = env["grid.sms.provider"].create({
    "name": "Обрыв", "host": "127.0.0.1", "port": PORT, "sender": "GridDesk", "parts_per_second": 20,
    "validity_minutes": 60, "new_password": "secret", "login": "griddesk",
})
for number in range(RECIPIENTS):
    partner = env["res.partner"].create({"name": f"Обрывин {number}", "phone": f"+7999{number:03}{TURN:03}5"})
    env["grid.usage.point"].create({
        "name": f"ОБР-TURN-{number}", "partner_id": partner.id, "branch_id": branch.id, "address": "Обрыв TURN",
    })
campaign = env["grid.notice.campaign"].create({
    "name": "Обрыв", "branch_id": branch.id, "address": "Обрыв TURN", "basis": "emergency",
    "body": "Свет дадут к вечеру, просим прощения за неудобства: бригада уже работает, {{ name }}",
})
campaign.action_approve()
env.cr.commit()
print("told", json.dumps([campaign.id, provider.id]))
"""
#: What an hour does while nobody sends: what was handed over and never answered is in doubt no longer. The number is
#: that of the sender's lock: a hand that changed parts under a sender at work would spoil its transaction.
HOUR = """
WITH sender AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(%s, %s) AS is_away)
UPDATE grid_sms_part SET handed_at = handed_at - interval '2 hours' FROM sender
 WHERE is_away AND provider_id = %s AND state = 'unclear'
"""
SENDER_LOCK = 0x534D53
#: The next server takes a job that began ten seconds ago, and whose server is gone, for dead.
DEAD = "UPDATE queue_job SET date_enqueued = date_enqueued - interval '1 minute' WHERE state IN ('enqueued', 'started')"
DUE = "UPDATE queue_job SET eta = NULL WHERE state = 'pending' AND eta IS NOT NULL"
STATES = "SELECT state, count(*) FROM grid_notice WHERE campaign_id = %s GROUP BY state"


def _make(names, port, turn):
    script = CAMPAIGN.replace("PORT", str(port)).replace("TURN", str(turn)).replace("RECIPIENTS", str(RECIPIENTS))
    return told_by_shell(names, script)


def _told(database, campaign):
    return dict(database.rows(STATES, campaign))


#: After how many parts it is killed, and whether the centre gives our reference back in its receipts.
@pytest.mark.parametrize(("after", "gives_references"), [(7, True), (60, False)])
def test_killed_while_a_campaign_is_sent(after, gives_references, names, house, database):
    with Smsc(gives_references=gives_references) as centre:
        campaign, provider = _make(names, centre.port, after)
        server = Server(*names, runs_jobs=True)
        server.start()
        centre.wait(after, seconds=90)
        server.kill()
        database.rows(DEAD)
        server.start()
        try:
            end = time.monotonic() + 150
            while _told(database, campaign) != {"positive": RECIPIENTS} and time.monotonic() < end:
                database.rows(HOUR, SENDER_LOCK, provider, provider)
                database.rows(DUE)
                time.sleep(1)
            assert _told(database, campaign) == {"positive": RECIPIENTS}
        finally:
            server.stop()
        phones = centre.phones()
        assert len(set(phones)) == RECIPIENTS, "somebody was left out"
        assert len(phones) == RECIPIENTS, "somebody got it twice"
