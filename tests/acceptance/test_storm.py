"""A storm: one feeder is down, two thousand contacts in three hours; the test keeps a plain count of its own."""

from collections import Counter
from datetime import timedelta
from email.header import decode_header, make_header

from storm_case import FALLS, OPERATORS, StormCase
from storm_people import BACK_AT, CALLED_FROM, CONTACTS, KNOWN_AT

from odoo.tests import tagged

#: What two thousand contacts come to.
ENDS = {
    "menu": 1243,
    "site_told": 236,
    "at_once": 190,
    "called_back": 155,
    "common_answer": 86,
    "own_course": 50,
    "called_again": 40,
}
#: How a household hears that supply is back, by whether it reported and whether a message can reach it.
TOLD_BY = {
    (True, True): "in answer",
    (True, False): "to call",
    (False, True): "by the informer",
    (False, False): "failed",
}
TOLD = {"by the informer": 245, "in answer": 179, "failed": 51, "to call": 15}


@tagged("standard", "post_install", "-at_install")
class StormStory(StormCase):
    """A tree lies on the line at four; everybody calls, writes and waits; at seven supply is back."""

    # --- the evening
    def test_a_storm(self):
        for minute in range(BACK_AT):
            if minute == KNOWN_AT:
                self._the_outage_is_registered()
            self._a_minute_passes([one for one in self.contacts if one.minute == minute])
            if minute >= CALLED_FROM:
                self._somebody_is_called_back()
            self.clock.tick(timedelta(minutes=1))
        self._supply_is_back()
        while self._somebody_is_called_back():
            pass
        self._reports_get_a_common_answer()
        self._every_contact_ended_as_it_was_seen()
        self._everybody_was_told_once()
        self._the_sheet_of_the_day_adds_up()

    def _the_outage_is_registered(self):
        self.outage = self.env["grid.outage"].with_user(self.operators[0]).create(
            {
                "branch_id": self.branch.id,
                "feeder_ids": self.people[0].point.feeder_id.ids,
                "started_at": FALLS,
                "expected_end_at": FALLS + timedelta(hours=3),
                "cause": "дерево упало на провода",
            }
        )  # fmt: skip
        self.outage.action_start()
        self._campaign_is_sent()

    def _campaign_is_sent(self):
        """Do what the jobs do: begin the campaign that the act owes, prepare and send it."""
        for _twice in range(2):
            self._work(self.outage, "_tell_due")
        campaign = self.outage.campaign_ids.sorted("id")[-1:].sudo()
        self._work(campaign, "_prepare")
        for _turn in range(20):
            self._work(campaign, "_run")
            self._work(self.provider, "_send")
            self.env["mail.mail"].sudo().process_email_queue()
            if campaign.state == "done":
                break
        self.assertEqual(campaign.state, "done")

    # --- call-backs
    def _somebody_is_called_back(self):
        """Return whether anybody waited for a call; an operator has reached her."""
        waiting = self.env["grid.callback"].search_count([("branch_id", "=", self.branch.id), ("state", "=", "open")])
        self.assertEqual(waiting, len(self.owed), "whoever was lost is owed one call")
        if not waiting:
            return False
        operator = self.operators[waiting % OPERATORS]
        callbacks = self.env["grid.callback"].with_user(operator)
        callback = callbacks.browse(callbacks.action_take_next()["res_id"])
        callback.action_reached()
        for lost in self.owed.pop(callback.phone):
            lost.end = "called_back"
        return True

    # --- supply is back
    def _supply_is_back(self):
        self.outage.with_user(self.operators[1]).action_restore()
        self._campaign_is_sent()
        for _twice in range(2):
            self.env.ref("grid_contact.ir_cron_tell_restored").sudo().method_direct_trigger()
        self._work(self.provider, "_send")
        self.env["mail.mail"].sudo().process_email_queue()
        self.assertTrue(self.outage.told_at)

    def _reports_get_a_common_answer(self):
        action = self.outage.with_user(self.specialist).action_answer_appeals()
        cause = self.env["grid.appeal.cause"].with_user(self.specialist).browse(action["res_id"])
        cause.body = "<p>Провод восстановлен, электроснабжение возобновлено.</p>"
        if cause.needs_approval:
            cause.with_user(self.head).action_approve()
        cause.action_answer_all()
        self.env.ref("grid_appeal.ir_cron_answer_causes").sudo().method_direct_trigger()
        self.assertEqual((cause.state, cause.ticket_ids.filtered("cause_note").mapped("cause_note")), ("done", []))

    # --- the tally
    def _every_contact_ended_as_it_was_seen(self):
        found = self.env["grid.call"].search([("source_id", "=", self.exchange.id)])
        calls = {call.source_number: call for call in found}
        owed = self.env["grid.callback"].search([("branch_id", "=", self.branch.id)])
        seen = Counter()
        for one in self.contacts:
            end = self._end_in_program(one, calls.get(str(one.number)), owed)
            self.assertEqual(end, one.end, one)
            seen[end] += 1
        self.assertEqual((seen, seen.total()), (ENDS, CONTACTS))

    def _end_in_program(self, one, call, owed):
        """Return what one contact has come to, by the program's records alone."""
        if call and call.stage == "self_service":
            return "menu"
        if call and call.stage == "lost":
            promised = owed.filtered(lambda two: two.phone == call.caller and two.asked_at <= call.began_at)
            return {"done": "called_back", "answered": "called_again"}[promised.sorted("asked_at")[-1:].state]
        if not one.ticket:
            return "site_told"
        if one.ticket.closed_at_first_contact:
            return "at_once"
        answered = one.ticket.outage_id == self.outage and one.ticket.state == "answered"
        return "common_answer" if answered else "own_course"

    def _everybody_was_told_once(self):
        """Count the words "supply is back" by hand: one message each, a call for whom none reaches, nobody twice."""
        messages, to_call = self._messages_of_restored(), self._marks_to_call()
        reporters = {one.person.number for one in self.contacts if one.ticket and one.ticket.outage_id}
        counted = Counter()
        for household in self._households():
            marks = set().union(*(one.marks for one in household))
            sent = sum(messages[mark] for mark in marks)
            can = any("@" in mark or mark.startswith("+79") for mark in marks)
            reported = any(one.number in reporters for one in household)
            self.assertEqual(sent, int(can), household)
            self.assertEqual(bool(marks & to_call), reported and not can, household)
            counted[TOLD_BY[reported, can]] += 1
        self.assertEqual(counted, TOLD)
        first, last = self.outage.campaign_ids.sorted("id")
        for campaign in (first, last):
            tally = [campaign[f"{state}_count"] for state in ("positive", "negative", "failed", "refused", "waiting")]
            self.assertEqual(campaign.total_count, sum(tally))
            self.assertEqual(tally[1:2] + tally[3:], [0, 0, 0])
        self.assertEqual(first.total_count, len(self._households()))
        self.assertEqual((last.positive_count, last.failed_count), (counted["by the informer"], counted["failed"]))

    def _households(self):
        """Those whom the outage hits, by who shares a telephone."""
        found = {}
        for one in self.people:
            if one.is_hit:
                found.setdefault(one.phone or one.email or one.number, []).append(one)
        return list(found.values())

    def _messages_of_restored(self):
        """Return {telephone or e-mail: how often it was told that supply is back}."""
        reports, told = self.outage.ticket_ids, Counter()
        campaign = self.outage.campaign_ids.sorted("id")[-1]
        told.update(reports.outage_sms_id.mapped("phone"))
        told.update(campaign.notice_ids.attempt_ids.sms_id.mapped("phone"))
        subjects = ("Supply has been restored", "Электроснабжение восстановлено", campaign.name)
        for recipients, letter in self.sink.letters:
            if str(make_header(decode_header(letter["Subject"]))) in subjects:
                told.update(recipients)
        return told

    def _marks_to_call(self):
        left = self.outage.ticket_ids.filtered(lambda ticket: ticket.outage_told == "to_call")
        return {one.person.phone for one in self.contacts if one.ticket and one.ticket in left}

    def _the_sheet_of_the_day_adds_up(self):
        """The supervisor's sheet counts the same calls."""
        [day] = self.env["grid.call.day"].search([("branch_id", "=", self.branch.id)])
        course = Counter(one.course for one in self.contacts)
        answered = course["at_once"] + course["registered"] + course["elsewhere"]
        self.assertEqual((day.answered, day.lost, day.self_service), (answered, course["lost"], course["menu"]))
