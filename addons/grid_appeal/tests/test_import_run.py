"""The run of an import: in batches, to be stopped, to be gone on with, for those who may."""

from contextlib import suppress
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import ROLES
from .common_import import ImportCase

IMPORTERS = ("supervisor", "head", "methodologist")


@tagged("post_install", "-at_install")
class TestImportRun(ImportCase):
    def test_a_run_that_dies_is_gone_on_with_and_doubles_nothing(self):
        job = self._job(self._csv(self._numbered(50)))
        job.action_start()
        self.env.flush_all()
        import_batch, done = type(job)._import_batch, []

        def die_in_the_third(job, reader, taken):
            if len(done) == 2:
                raise MemoryError
            done.append(len(taken))
            return import_batch(job, reader, taken)

        # not assertRaises, which would undo the batches before
        with patch.object(type(job), "_import_batch", die_in_the_third), suppress(MemoryError):
            job._run(batch=10)
        self.assertEqual((job.state, job.position, len(self._appeals(job))), ("running", 20, 20))
        job._cron_import()
        self.assertEqual((job.state, job.position, job.imported_count), ("done", 50, 50))
        self.assertEqual(len(set(self._appeals(job).mapped("number"))), 50)
        self.assertEqual(job.progress, 100)

    def test_the_scheduler_reads_the_columns_in_the_language_of_who_brought_the_table(self):
        self.env["res.lang"]._activate_lang("ru_RU")
        self.users["supervisor"].lang = "ru_RU"
        titles = self.env["grid.appeal.import"].with_context(lang="ru_RU")._titles()
        rows = [{titles[column]: value for column, value in row.items()} for row in self._numbered(3)]
        job = self._job(self._csv(rows), role="supervisor").with_context(lang="ru_RU")
        job.action_start()
        self.env.flush_all()
        job.sudo().with_context(lang=None)._cron_import()
        self.assertEqual((job.state, job.imported_count, job.refusal_ids.mapped("message")), ("done", 3, []))

    def test_a_batch_is_whole_or_not_at_all(self):
        job = self._job(self._csv(self._numbered(10)))
        job.action_start()
        self.env.flush_all()
        with (
            patch.object(type(job), "_note_refusals", side_effect=MemoryError),
            self.assertRaises(MemoryError),
            self.cr.savepoint(),
        ):
            job._run()
        self.env.invalidate_all()
        self.assertEqual((job.position, len(self._appeals(job))), (0, 0))

    def test_it_is_stopped_and_gone_on_with(self):
        job = self._job(self._csv(self._numbered(30)))
        job.action_start()
        self.env.flush_all()
        import_batch = type(job)._import_batch

        def stop_after(job, reader, taken):
            import_batch(job, reader, taken)
            job.action_stop()

        with patch.object(type(job), "_import_batch", stop_after):
            job._run(batch=10)
        self.assertEqual((job.state, job.position), ("stopped", 10))
        self._finish(job)
        self.assertEqual((job.state, len(self._appeals(job))), ("done", 30))

    def test_a_batch_costs_as_many_queries_as_a_row(self):
        def cost(first, count):
            rows = [{**row, "number": f"К-{first + place}"} for place, row in enumerate(self._numbered(count))]
            job = self._job(self._csv(rows))
            job.action_start()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            job._run()
            return self.env.cr.sql_log_count - before

        cost(0, 2)
        few, many = cost(100, 2), cost(1000, 300)
        self.assertLessEqual(many, few + 10, f"{few} queries for 2 rows, {many} for 300")

    def test_what_has_brought_appeals_is_kept(self):
        job = self._import(self._numbered(1))
        with self.assertRaisesRegex(UserError, "where they came from"):
            job.unlink()
        fresh = self._job(self._csv(self._numbered(1)))
        fresh.action_check()
        fresh.unlink()

    # --- who may
    def test_who_imports(self):
        for role in ROLES:
            with self.subTest(role=role):
                if role in IMPORTERS:
                    rows = [{**row, "number": f"{role}-1"} for row in self._numbered(1)]
                    job = self._finish(self._job(self._csv(rows), role=role))
                    self.assertEqual(job.imported_count, 1)
                    self.assertEqual(self._appeals(job).registered_by_id, self.users[role])
                else:
                    with self.assertRaises(AccessError):
                        self._job(self._csv(self._numbered(1)), role=role)

    def test_a_supervisor_imports_into_the_own_branches_only(self):
        rows = [{**row, "branch": "TSB"} for row in self._numbered(1)]
        job = self._finish(self._job(self._csv(rows), role="supervisor"))
        self.assertEqual((job.imported_count, job.refused_count), (0, 1))
        with self.assertRaises(UserError):
            self._job(self._csv(rows), role="supervisor", branch_id=self.other_branch.id)
        job = self._finish(self._job(self._csv(rows), role="head"))
        self.assertEqual(job.imported_count, 1)

    def test_a_supervisor_sees_the_own_imports(self):
        job = self._job(self._csv(self._numbered(1)), role="head")
        job.action_check()
        self.assertFalse(self._as("supervisor", job).search([("id", "=", job.id)]))
        self.assertTrue(self._as("methodologist", job).search([("id", "=", job.id)]))
        refusals = self.env["grid.appeal.import.refusal"]
        refusal = refusals.create({"import_id": job.id, "row": 2, "message": "…"})
        self.assertFalse(self._as("supervisor", refusals).search([("id", "=", refusal.id)]))


@tagged("post_install", "-at_install")
class TestImportHttp(ImportCase, HttpCase):
    @mute_logger("odoo.http")
    def test_the_template_is_for_who_imports(self):
        for role, status in (("supervisor", 200), ("operator", 403)):
            self.authenticate(f"appeal_{role}", f"appeal_{role}")
            for kind in ("csv", "xlsx"):
                with self.subTest(role=role, kind=kind):
                    self.assertEqual(self.url_open(f"/grid_appeal/import/template.{kind}").status_code, status)

    @mute_logger("odoo.http")
    def test_refused_rows_are_for_who_sees_the_import(self):
        job = self._job(self._csv([{**row, "kind": "?"} for row in self._numbered(1)]), role="head")
        job.action_check()
        self.env.flush_all()
        for role, status in (("head", 200), ("supervisor", 404), ("operator", 403)):
            self.authenticate(f"appeal_{role}", f"appeal_{role}")
            response = self.url_open(f"/grid_appeal/import/{job.id}/refused.csv")
            with self.subTest(role=role):
                self.assertEqual(response.status_code, status)
                self.assertEqual("Старова" in response.content.decode(), status == 200)
