"""The desk of the appeal tests: the customers a clerk meets, each with a usage point."""

from .common import AppealCase


class DeskCase(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Point = cls.env["grid.usage.point"]
        cls.point = Point.create(
            {
                "name": "T-420-17",
                "partner_id": cls.citizen.id,
                "branch_id": cls.branch.id,
                "address": "г. Тестовск, ул. Подстанционная, д. 5, кв. 12",
                "account_number": "4200000017",
                "feeder": "ф. 6-7 ПС «Тестовая»",
                "power_kw": 15,
            }
        )
        cls.env["grid.meter"].create(
            {"name": "00123456", "usage_point_id": cls.point.id, "verified_until": "2031-05-01"}
        )
        cls.neighbour_point = Point.create(
            {
                "name": "T-420-18",
                "partner_id": cls.factory.id,
                "branch_id": cls.branch.id,
                "address": "г. Тестовск, ул. Подстанционная, д. 15",
                "feeder": "ф. 6-7 ПС «Тестовая»",
            }
        )
        cls.far_point = Point.create(
            {
                "name": "T-430-1",
                "partner_id": cls.citizen.id,
                "branch_id": cls.other_branch.id,
                "address": "г. Дальний, ул. Чужая, д. 1",
            }
        )

    def _desk(self, role="operator"):
        return self.env["grid.appeal.desk"].with_user(self.users[role])

    def _card(self, **typed):
        return {
            "key": "card-1",
            "channel": "phone",
            "branch_id": self.branch.id,
            "partner_id": self.citizen.id,
            "kind": "consultation",
            "text": "Когда поверка счётчика?",
            **typed,
        }

    def _ticket(self, answer):
        self.assertNotIn("errors", answer)
        return self.env["helpdesk.ticket"].browse(answer["ticket"]["id"])
