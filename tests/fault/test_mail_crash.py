"""A server killed while it takes letters in: nothing is lost, nothing is doubled, no number is missing."""

import smtplib
from email.message import EmailMessage
from itertools import count
from threading import Thread

import pytest
from mail_servers import PASSWORD, USER, imap_server, smtp_server

serial = count(1)
# where it is killed: the table it writes to, how, whether at the commit, whether the commit still goes through
POINTS = {
    "before the letter is kept": ("grid_intake", "INSERT", False, False),
    "kept, nothing begun": ("grid_intake", "UPDATE", False, False),
    "in the middle of the registration": ("helpdesk_ticket", "INSERT", False, False),
    "numbered, the receipt being queued": ("mail_mail", "INSERT", False, False),
    "at the commit, which is lost": ("helpdesk_ticket", "INSERT", True, False),
    "at the commit, which nobody hears of": ("helpdesk_ticket", "INSERT", True, True),
}
BY_SMTP = ("kept, nothing begun", "numbered, the receipt being queued", "at the commit, which nobody hears of")
LATER = """
    UPDATE grid_intake
       SET received_at = received_at - interval '11 minutes', write_date = write_date - interval '11 minutes'
     WHERE state = 'received'
"""
BECAME = """
    SELECT t.number, array_agg(i.state ORDER BY i.state),
           (SELECT count(*) FROM mail_mail m JOIN mail_message g ON g.id = m.mail_message_id
             WHERE g.model = 'helpdesk.ticket' AND g.res_id = t.id)
      FROM helpdesk_ticket t JOIN grid_intake i ON i.ticket_id = t.id WHERE t.name = %s GROUP BY t.id
"""


@pytest.fixture(scope="module")
def box(plant, house):
    """A mailbox that the product reads."""
    with imap_server() as mailbox:
        values = {
            "name": "Приёмная",
            "server_type": "imap",
            "server": mailbox.host,
            "port": mailbox.port,
            "is_ssl": False,
            "user": USER,
            "password": PASSWORD,
            "object_id": house.appeal_model,
        }
        [mailbox.id] = plant().call(house.admin, "fetchmail.server", "create", vals_list=[values])
        plant().call(house.admin, "fetchmail.server", "button_confirm_login", [mailbox.id])
        yield mailbox


def _letter(house):
    message = EmailMessage()
    message["From"], message["To"] = "Пётр Обрывин <obryvin@example.com>", house.address
    message["Subject"] = f"Оборвалось {next(serial)}"
    message["Message-ID"] = f"<{message['Subject'].split()[1]}@fault.example.com>"
    message.set_content("Нет света третий день.")
    return message["Subject"], message.as_bytes()


def _finish(plant, house, database):
    """Let the scheduled action do what it does ten minutes later."""
    database.rows(LATER)
    plant().call(house.admin, "ir.cron", "method_direct_trigger", [house.intake_cron])


def _one_appeal(database, numbers, subject, before):
    """One appeal with the next number and one receipt came of all deliveries of the letter."""
    [(number, states, receipts)] = database.rows(BECAME, subject)
    assert states.count("registered") == 1 and set(states) <= {"registered", "duplicate"}
    assert receipts == 1
    assert numbers()[-1] == int(number[-6:]) == before + 1
    assert database.rows("SELECT id FROM grid_intake WHERE state IN ('received', 'failed')") == []


@pytest.mark.parametrize("point", POINTS)
def test_killed_while_reading_a_mailbox(point, plant, house, database, box, numbers):
    table, event, at_commit, commit = POINTS[point]
    before = len(numbers())
    subject, raw = _letter(house)
    box.put(raw)

    def read():
        plant().call(house.admin, "fetchmail.server", "fetch_mail", [box.id])

    with database.halt(table, event, at_commit) as halt:
        reading = Thread(target=_unanswered, args=[read])
        reading.start()
        halt.kill(plant(), commit)
        reading.join(20)
    assert box.unread() == 1, "the mailbox has not been told that the letter is kept"
    read()
    assert box.unread() == 0
    _finish(plant, house, database)
    _one_appeal(database, numbers, subject, before)


@pytest.mark.parametrize("point", BY_SMTP)
def test_killed_while_a_mail_server_hands_over(point, plant, house, database, numbers):
    table, event, at_commit, commit = POINTS[point]
    before = len(numbers())
    subject, raw = _letter(house)
    server = plant()

    def send():
        with smtplib.SMTP("127.0.0.1", port, timeout=60) as client:
            client.sendmail("obryvin@example.com", [house.address], raw)

    with smtp_server(lambda content: server.hand_over(house.gate, "gate of letters", content)) as port:
        with database.halt(table, event, at_commit) as halt:
            sending = Thread(target=_unanswered, args=[send, smtplib.SMTPDataError])
            sending.start()
            halt.kill(server, commit)
            sending.join(20)
        plant()
        send()  # a mail server keeps what was not taken, and tries again
    _finish(plant, house, database)
    _one_appeal(database, numbers, subject, before)


def _unanswered(act, error=OSError):
    with pytest.raises(error):
        act()
