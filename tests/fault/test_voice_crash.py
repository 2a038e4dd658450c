"""A server killed while its jobs call customers: nobody is called twice, nobody is left out."""

import time

from exchange import Exchange
from killable import Server, told_by_shell
from test_sms_crash import DEAD, DUE

RECIPIENTS = 24
CAMPAIGN = """
import json
branch = env["grid.branch"].search([("code", "=", "FLT")])
env["grid.voice.provider"].search([]).active = False
env["grid.voice.provider"].create({
    "name": "Обрыв", "kind": "asterisk", "host": "127.0.0.1", "port": PORT, "login": "griddesk",
    "new_password": "s3cret", "calls_per_minute": 240, "line_count": 3, "heard_seconds": 1,
})
for number in range(RECIPIENTS):
    partner = env["res.partner"].create({"name": f"Звонков {number}", "phone": f"+7998{number:03}0005"})
    env["grid.usage.point"].create({
        "name": f"ЗВН-{number}", "partner_id": partner.id, "branch_id": branch.id, "address": "Обрыв связи",
    })
campaign = env["grid.notice.campaign"].create({
    "name": "Обрыв", "branch_id": branch.id, "address": "Обрыв связи", "basis": "emergency", "channel_1": "voice",
    "call_attempts": 3, "body": "Свет дадут к вечеру, просим прощения за неудобства, {{ name }}",
})
campaign.action_approve()
env.cr.commit()
print("told", json.dumps(campaign.id))
"""
RESULTS = "SELECT phone, state FROM grid_notice WHERE campaign_id = %s"
OPEN = "SELECT count(*) FROM grid_notice WHERE campaign_id = %s AND state = 'waiting'"


def test_killed_while_customers_are_called(names, house, database):
    with Exchange(talk=1.5) as exchange:
        script = CAMPAIGN.replace("PORT", str(exchange.port)).replace("RECIPIENTS", str(RECIPIENTS))
        campaign = told_by_shell(names, script)
        server = Server(*names, runs_jobs=True)
        server.start()
        exchange.wait(7, seconds=90)
        server.kill()
        in_the_air = set(exchange.phones)
        database.rows(DEAD)
        server.start()
        try:
            end = time.monotonic() + 120
            while database.rows(OPEN, campaign) != [(0,)] and time.monotonic() < end:
                database.rows(DUE)
                time.sleep(1)
            assert database.rows(OPEN, campaign) == [(0,)]
        finally:
            server.stop()
        assert len(set(exchange.phones)) == RECIPIENTS, "somebody was left out"
        assert len(exchange.phones) == RECIPIENTS, "somebody was called twice"
    results = dict(database.rows(RESULTS, campaign))
    doubtful = {phone for phone, state in results.items() if state == "negative"}
    assert doubtful and doubtful <= in_the_air, "only of calls that were in the air nobody knows the end"
    assert {state for phone, state in results.items() if phone not in doubtful} == {"positive"}
