from psycopg2 import DatabaseError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ROLES
from .common_looks import NEED_TO_KNOW, SECRET, LooksCase

PARTNER, LIST = "res.partner", {"name": {}, "phone": {}, "email": {}, "inn": {}}


@tagged("post_install", "-at_install")
class TestGridAccessLog(LooksCase):
    def test_an_opened_form_leaves_one_line_with_what_was_there_to_see(self):
        self.as_("manager", self.ivanov).web_read(
            {"name": {}, "snils": {}, "identity_number": {}, "identity_issued_by": {}}
        )
        self.assertEqual(self.looks(), [("manager", self.ivanov, PARTNER, {"snils", "identity_number"}, "server")])

    def test_a_harmless_list_leaves_nothing_and_costs_nothing(self):
        partners = self.as_("manager", PARTNER)
        partners.web_search_read([("id", "in", (self.ivanov + self.les).ids)], LIST, limit=80)
        partners.invalidate_model()
        with self.assertQueryCount(2):  # the page, and Odoo's own check of its access
            partners.web_search_read([("id", "in", (self.ivanov + self.les).ids)], LIST, limit=80)
        self.assertEqual(self.looks(), [])

    def test_nothing_to_see_is_no_look(self):
        self.as_("manager", self.les).read(["snils", "identity_number"])
        self.assertEqual(self.looks(), [])

    def test_every_way_of_reading_is_noticed(self):
        users = self.env["res.users"]
        ways = {
            "read": lambda: self.as_("manager", self.ivanov).read(["snils"]),
            "search_read": lambda: self.as_("manager", PARTNER).search_read([("id", "=", self.ivanov.id)], ["snils"]),
            "web_search_read": lambda: self.as_("manager", PARTNER).web_search_read(
                [("id", "=", self.ivanov.id)], {"snils": {}}
            ),
            "export": lambda: self.as_("manager", self.ivanov).export_data(["name", "snils"]),
            "export over a point": lambda: self.as_("manager", self.point).export_data(["partner_id/snils"]),
            "a point's customer": lambda: self.as_("manager", self.point).web_read(
                {"partner_id": {"fields": {"snils": {}}}}
            ),
            "as a user": lambda: self.as_("manager", users.browse(self.people["portal"].id)).read(["snils"]),
            "onchange": lambda: self.as_("manager", self.ivanov).onchange({}, [], {"snils": {}}),
            "a copy": lambda: self.as_("manager", self.ivanov).snils,
        }
        for name, look in ways.items():
            with self.subTest(name):
                look()
                seen = self.looks()
                self.assertIn("snils", {field for *_who, fields, _way in seen for field in fields})
                self.assertEqual({(who, whose) for who, whose, *_rest in seen}, {("manager", self.ivanov)})

    def test_what_the_server_read_first_is_noticed_when_it_is_shown(self):
        """A constraint reads as superuser, into the memory that the answer is made of."""
        partner = self.as_("manager", self.ivanov)
        partner.web_save({"inn": "500100732259"}, {"inn": {}, "snils": {}})
        self.assertEqual([fields for *_who, fields, _way in self.looks()], [{"snils"}])

    def test_many_looks_are_written_by_one_statement(self):
        partners = self.env[PARTNER].create(
            [{"name": f"Житель {n}", "identity_kind": "other", "identity_number": f"N{n}"} for n in range(50)]
        )
        self.env.flush_all()
        partners = self.as_("manager", partners)
        partners.web_read({"identity_number": {}})
        with self.assertQueryCount(1):
            self.env.cr.flush()
        self.assertEqual(len(self.looks()), 50)

    def test_one_look_in_one_request_is_one_line(self):
        for _again in range(3):
            self.as_("manager", self.ivanov).read(["snils"])
        self.assertEqual(len(self.looks()), 1)

    def test_the_ground_of_a_priority_is_a_look_too(self):
        self.as_("specialist", self.ivanov).web_read(
            {"vulnerability_ids": {"fields": {"category_id": {"fields": {"display_name": {}}}, "valid_until": {}}}}
        )
        expected = ("specialist", self.ivanov, "grid.vulnerability", {"category_id"}, "server")
        self.assertEqual(self.looks(), [expected])

    def test_those_who_need_not_know_are_refused_everything(self):
        for role in set(ROLES) - set(NEED_TO_KNOW):
            partner, scan = self.as_(role, self.ivanov, self._scan())
            for field in SECRET:
                tries = (
                    lambda f=field, p=partner: p.read([f]),
                    lambda f=field, p=partner: p.web_read({f: {}}),
                    lambda f=field, p=partner: p.export_data([f]),
                    lambda f=field, p=partner: p.search([(f, "!=", False)]),
                    lambda f=field, p=partner: p.search([], order=f),
                    lambda f=field, p=partner: p.formatted_read_group([], [f], ["__count"]),
                    lambda f=field, p=partner: p.write({f: False}),
                )
                for number, attempt in enumerate(tries):
                    with self.subTest(role=role, field=field, attempt=number), self.assertRaises(AccessError):
                        attempt()
            with self.subTest(role=role, field="file"), self.assertRaises(AccessError):
                scan.read(["raw"])
            with self.subTest(role=role, field="whole number"), self.assertRaises(AccessError):
                partner.search([("snils", "=", "112-233-445 95")])
            self.assertFalse(SECRET & partner.fields_get().keys(), role)
        self.assertEqual(self.looks(), [])

    def test_outsiders_see_nothing_of_it(self):
        for who in ("clerk", "portal"):
            partner = self.as_(who, self.ivanov)
            self.assertFalse(SECRET & partner.fields_get().keys(), who)
            with self.assertRaises(AccessError):
                partner.read(["identity_number"])

    def test_those_who_need_to_know_read_and_are_noticed(self):
        for role in NEED_TO_KNOW:
            self.as_(role, self.ivanov).read(["identity_number"])
            self.assertEqual(self.looks(), [(role, self.ivanov, PARTNER, {"identity_number"}, "server")])

    def test_lists_tell_nothing_by_being_searched_grouped_or_sorted(self):
        partners = self.as_("manager", PARTNER)
        users = self.as_("manager", "res.users")
        points = self.as_("manager", "grid.usage.point")
        vulnerable = self.as_("manager", "grid.vulnerability")
        for name, attempt in {
            "part of a number": lambda: partners.search([("snils", "like", "112%")]),
            "a date": lambda: partners.search([("birth_date", ">", "1980-01-01")]),
            "an exact date": lambda: partners.search([("birth_date", "=", "1980-05-01")]),
            "through a point": lambda: points.search([("partner_id.snils", "=like", "112%")]),
            "through a user": lambda: users.search([("partner_id.snils", "=like", "112%")]),
            "of a user": lambda: users.search([("snils", "=like", "112%")]),
            "by order": lambda: partners.search([], order="snils"),
            "by group": lambda: partners.formatted_read_group([], ["snils"], ["__count"]),
            "by group of users": lambda: users.formatted_read_group([], ["snils"], ["__count"]),
            "by group of points": lambda: points.formatted_read_group([], ["partner_id.snils"], ["__count"]),
            "by aggregate": lambda: partners.formatted_read_group([], [], ["snils:array_agg"]),
            "who is disabled": lambda: partners.search([("vulnerability_ids.category_id", "=", 1)]),
            "disabled by group": lambda: vulnerable.formatted_read_group([], ["category_id"], ["__count"]),
        }.items():
            with self.subTest(name), self.assertRaises(AccessError):
                attempt()

    def test_a_whole_number_finds_its_owner(self):
        partners = self.as_("manager", PARTNER)
        self.assertEqual(partners.search([("snils", "=", "112-233-445 95")]), self.ivanov)
        self.assertEqual(partners.search([("identity_number", "=", "3208 123456")]), self.ivanov)

    def test_the_file_of_a_scan_is_a_look_and_its_size_is_none(self):
        self.as_("manager", self.ivanov).with_context(bin_size=True).web_read({"identity_scan": {}})
        self.assertEqual(self.looks(), [])
        expected = [("manager", self.ivanov, PARTNER, {"identity_scan"}, "server")]
        self.as_("manager", self.ivanov).read(["identity_scan"])
        self.assertEqual(self.looks(), expected)
        self.as_("manager", self._scan()).read(["raw"])
        self.assertEqual(self.looks(), expected)

    def _scan(self):
        domain = [("res_model", "=", PARTNER), ("res_id", "=", self.ivanov.id), ("res_field", "=", "identity_scan")]
        return self.env["ir.attachment"].search(domain)


@tagged("post_install", "-at_install")
class TestTheLogIsEvidence(LooksCase):
    def setUp(self):
        super().setUp()
        self.as_("manager", self.ivanov).read(["snils"])
        self.env.cr.flush()
        self.look = self.env["grid.access.log"].search([], limit=1)

    def test_the_personal_data_officer_alone_reads_it(self):
        for who in (*ROLES, "clerk", "portal", "public"):
            with self.subTest(who):
                self.assertEqual(self.as_(who, "grid.access.log").has_access("read"), who == "privacy")
                for operation in ("write", "create", "unlink"):
                    self.assertFalse(self.as_(who, "grid.access.log").has_access(operation))
        self.assertEqual(self.as_("privacy", self.look).field_labels, "SNILS")

    def test_a_line_says_of_what_record_its_fields_are(self):
        self.as_("manager", self.disability).read(["document"])
        self.env.cr.flush()
        look = self.as_("privacy", "grid.access.log").search([], limit=1)
        self.assertEqual(look.field_labels, "Vulnerability of a customer: Document")

    def test_the_administrator_of_the_system_does_not_read_it(self):
        admin = self.env.ref("base.user_admin")
        self.assertFalse(self.env["grid.access.log"].with_user(admin).has_access("read"))

    def test_nobody_changes_it_through_the_product(self):
        for attempt in (
            lambda: self.look.write({"user_id": 1}),
            lambda: self.look.unlink(),
            lambda: self.env["grid.access.log"].create({"user_id": 1}),
        ):
            with self.assertRaises(UserError):
                attempt()

    def test_the_table_itself_refuses(self):
        for query in (
            "UPDATE grid_access_log SET way = 'api'",
            "DELETE FROM grid_access_log",
            "TRUNCATE grid_access_log",
        ):
            with (
                self.subTest(query),
                self.assertRaises(DatabaseError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(query)

    def test_another_company_has_its_own(self):
        self.people["privacy"].write({"company_ids": self.neighbour.ids, "company_id": self.neighbour.id})
        log = self.as_("privacy", "grid.access.log").with_context(allowed_company_ids=self.neighbour.ids)
        self.assertFalse(log.search([]))
