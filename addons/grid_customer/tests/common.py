from odoo.tests import TransactionCase

from odoo.addons.legal_deadline.tests.people import new_people

# The cast, drawn once.
#
#   Sity (company)                                   Sosed (another company of the same base)
#     KEM Kemerovo                                     SOS
#       KEMR a grid district below it                    point 900, customer Chuzhoy
#     NVK Novokuznetsk
#
#   one person of each role works in KEM; operator_nvk in NVK; clerk has no role at all
#   Ivanov  point 420-17 in KEMR      portal login, group 1
#   OOO Les point 77-1   in NVK       group 3
ROLES = (
    "operator",
    "administrator",
    "manager",
    "specialist",
    "supervisor",
    "head",
    "methodologist",
    "privacy",
)
#: With which they sign in where a test goes over HTTP.
PASSWORD = "people-of-the-tests"
# Roles that tables of rights name together.
EVERYBODY, NOBODY = set(ROLES), set()
SERVE = EVERYBODY - {"methodologist", "privacy"}
CONSIDER = {"manager", "specialist", "supervisor", "head"}
ANSWER = CONSIDER - {"manager"}
METHOD = {"methodologist"}
INN_LEGAL = "7717127211"
INN_PERSON = "500100732259"


class CustomerCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company, cls.neighbour = cls.env["res.company"].create([{"name": "Sity"}, {"name": "Sosed"}])
        cls.env = cls.env(context={**cls.env.context, "allowed_company_ids": cls.company.ids})
        cls._set_up_branches()
        cls._set_up_people()
        cls._set_up_customers()

    @classmethod
    def _set_up_branches(cls):
        branch = cls.env["grid.branch"]
        cls.kem, cls.nvk, cls.sos = branch.create(
            [
                {"name": "Kemerovo", "code": "KEM", "company_id": cls.company.id, "tz": "Asia/Novokuznetsk"},
                {"name": "Novokuznetsk", "code": "NVK", "company_id": cls.company.id},
                {"name": "Sosed", "code": "SOS", "company_id": cls.neighbour.id},
            ]
        )
        cls.district = branch.create(
            {"name": "District", "code": "KEMR", "company_id": cls.company.id, "parent_id": cls.kem.id}
        )

    @classmethod
    def _set_up_people(cls):
        nowhere = cls.kem.browse()
        people = [
            *(cls._person(role, f"grid_customer.group_{role}", cls.kem) for role in ROLES),
            cls._person("operator_nvk", "grid_customer.group_operator", cls.nvk),
            cls._person("clerk", "base.group_user", nowhere),
            cls._person("portal", "base.group_portal", nowhere),
        ]
        cls.people = {user.name: user for user in new_people(cls.env, *people)}
        cls.people["public"] = cls.env.ref("base.public_user")

    @classmethod
    def _person(cls, name, groups, branch):
        return {
            "login": f"{name}@people.example",
            "name": name,
            "groups": groups,
            "company_id": cls.company.id,
            "company_ids": cls.company.ids,
            "branch_ids": branch.ids,
        }

    @classmethod
    def _set_up_customers(cls):
        cls.ivanov = cls.people["portal"].partner_id
        cls.ivanov.write({"name": "Иванов Пётр Ильич", "company_id": cls.company.id, "snils": "112-233-445 95"})
        cls.les, cls.stranger = cls.env["res.partner"].create(
            [
                {
                    "name": "ООО «Лес»",
                    "customer_kind": "legal_entity",
                    "inn": INN_LEGAL,
                    "email": "office@les.example",
                    "phone": "8 (3842) 36-45-67",
                    "company_id": cls.company.id,
                },
                {"name": "Чужой Яков", "email": "yakov@sosed.example", "company_id": cls.neighbour.id},
            ]
        )
        cls.point, cls.les_point, cls.strange_point = cls.env["grid.usage.point"].create(
            [
                cls._point("420-17", cls.ivanov, cls.district, account_number="4201700123", power_kw=15),
                cls._point("77-1", cls.les, cls.nvk, account_number="770001"),
                cls._point("900", cls.stranger, cls.sos, account_number="900900"),
            ]
        )

    @classmethod
    def _point(cls, name, partner, branch, **vals):
        return {"name": name, "partner_id": partner.id, "branch_id": branch.id, "address": f"ул. {name}", **vals}

    def as_(self, who, *records):
        """The records (or a model's name) as this person sees them, without what superusers left in the cache."""
        self.env.invalidate_all()
        user = self.people[who]
        seen = [(self.env[r] if isinstance(r, str) else r).with_user(user) for r in records]
        return seen[0] if len(seen) == 1 else seen
