"""A story per kind and channel: what comes in, by which law, until when it is answered, and how it ends.

The terms are those of the decision table (DOMAIN 2.7a), counted by hand from Monday, 2 March 2026, in Kemerovo.
"""

from datetime import datetime

from freezegun import freeze_time

from odoo.tests import TransactionCase, new_test_user, tagged

MONDAY = "2026-03-02 03:00:00"  # 10:00 in Kemerovo (UTC+7)
WEEK_LATER = "2026-03-10 03:00:00"
THIRTY_DAYS = datetime(2026, 4, 1, 16, 59, 59)  # Wednesday
TEN_DAYS = datetime(2026, 3, 12, 16, 59, 59)  # Thursday
TEN_WORKING_DAYS = datetime(2026, 3, 17, 16, 59, 59)  # 8 March is a Sunday, its day off is Monday, 9 March
CITIZEN, FACTORY = "citizen", "factory"
# who applies, by which channel, of which kind -> by which law, until when
STORIES = (
    (CITIZEN, "post", "complaint", "59-FZ", THIRTY_DAYS),
    (CITIZEN, "window", "complaint", "59-FZ", THIRTY_DAYS),
    (CITIZEN, "account", "complaint", "59-FZ", THIRTY_DAYS),
    (CITIZEN, "email", "complaint", "186", THIRTY_DAYS),
    (CITIZEN, "site", "complaint", "186", THIRTY_DAYS),
    (CITIZEN, "phone", "complaint", "186", THIRTY_DAYS),
    (CITIZEN, "window", "consultation", "59-FZ", THIRTY_DAYS),
    (CITIZEN, "phone", "consultation", "186", THIRTY_DAYS),
    (CITIZEN, "window", "application", "59-FZ", THIRTY_DAYS),
    (CITIZEN, "post", "claim", "186", TEN_DAYS),
    (CITIZEN, "phone", "outage_message", "186", THIRTY_DAYS),
    (CITIZEN, "site", "proposal", "186", THIRTY_DAYS),
    (CITIZEN, "email", "gratitude", "186", THIRTY_DAYS),
    (CITIZEN, "post", "pd_request", "186", TEN_WORKING_DAYS),
    (CITIZEN, "phone", "negative_info", "186", THIRTY_DAYS),
    (FACTORY, "post", "complaint", "186", THIRTY_DAYS),
    (FACTORY, "email", "application", "186", THIRTY_DAYS),
    (FACTORY, "post", "claim", "186", THIRTY_DAYS),
    (FACTORY, "post", "authority_request", "186", THIRTY_DAYS),
)


@tagged("standard", "post_install", "-at_install")
class KindsAndChannels(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.legal_tz = "Asia/Novokuznetsk"
        cls.branch = cls.env["grid.branch"].create(
            {
                "name": "Кемеровский филиал",
                "code": "KCH",
                "tz": "Asia/Novokuznetsk",
                "address": "650000, г. Кемерово, пр. Советский, 1",
                "phone": "+73842364567",
                "head_name": "А. В. Кузнецов",
                "head_position": "Директор филиала",
            }
        )
        cls.registrar, cls.specialist, cls.head = map(cls._employee, ("administrator", "specialist", "head"))
        where = {"street": "ул. Сказочная, д. 1", "city": "г. Кемерово", "zip": "650000"}
        citizen, factory = cls.env["res.partner"].create(
            [
                {"name": "Сказкина Анна Петровна", "email": "anna@example.com", **where},
                {"name": "ООО «Сказочный завод»", "is_company": True, "email": "zavod@example.com", **where},
            ]
        )
        cls.applicants = {CITIZEN: citizen, FACTORY: factory}

    @classmethod
    def _employee(cls, role):
        user = new_test_user(cls.env, login=f"kinds_{role}", groups=f"grid_customer.group_{role}", name=role.title())
        user.branch_ids = cls.branch
        user.partner_id.phone = "+73842364570"
        return user

    def test_every_kind_and_channel_is_registered_answered_and_closed_in_time(self):
        for who, channel, kind, law, due in STORIES:
            with self.subTest(who=who, channel=channel, kind=kind):
                appeal = self._comes(who, channel, kind)
                self.assertEqual((appeal.law_basis, appeal._answer_deadline().due_at), (law, due))
                self.assertRegex(appeal.number, r"^KCH-2026-\d{6}$")
                self._is_answered(appeal)
                self.assertEqual((appeal.state, appeal._answer_deadline().state), ("closed", "met"))
                self.assertFalse(appeal.next_due_at)

    def test_the_stories_tell_of_every_kind_and_channel(self):
        fields = self.env["helpdesk.ticket"]._fields
        self.assertEqual({story[2] for story in STORIES}, set(dict(fields["kind"].selection)))
        first = {"post", "window", "account", "email", "site", "phone"}
        self.assertEqual({story[1] for story in STORIES}, first)

    @freeze_time(MONDAY)
    def _comes(self, who, channel, kind):
        appeal = (
            self.env["helpdesk.ticket"]
            .with_user(self.registrar)
            .create(
                {
                    "name": "Обращение из рассказа",
                    "description": "<p>Прошу разобраться и ответить.</p>",
                    "kind": kind,
                    "theme": "other",
                    "channel_id": self.env.ref(f"grid_appeal.channel_{channel}").id,
                    "partner_id": self.applicants[who].id,
                    "branch_id": self.branch.id,
                }
            )
        )
        appeal.action_register()
        return appeal

    @freeze_time(WEEK_LATER)
    def _is_answered(self, appeal):
        appeal = appeal.with_user(self.specialist)
        appeal.action_take()
        appeal.action_answer()
        appeal.answer_body = str(appeal.answer_body) + "<p>Проверено, замечание устранено.</p>"
        self._is_approved(appeal)
        appeal.action_send_answer()
        appeal.outcome = "justified"
        appeal.action_close()

    def _is_approved(self, appeal):
        """Complaints and claims are signed off by somebody other than their executor."""
        answer = appeal.answer_id
        if answer.need_validation:
            answer.action_request_approval()
            answer.with_user(self.head).validate_tier()
            appeal.invalidate_recordset()
