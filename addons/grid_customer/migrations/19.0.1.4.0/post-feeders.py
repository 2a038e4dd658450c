"""Make a feeder of every name that usage points bear, and link them to it; the names stood on the points before."""

from odoo.tools.sql import column_exists


def migrate(cr, version):
    if not column_exists(cr, "grid_usage_point", "feeder"):
        return
    cr.execute(
        """
        INSERT INTO grid_feeder (name, branch_id, company_id, source_count, active, create_date, write_date)
        SELECT DISTINCT regexp_replace(btrim(feeder), '\\s+', ' ', 'g'), branch_id, company_id, 1, TRUE,
               now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
          FROM grid_usage_point
         WHERE btrim(feeder) <> ''
            ON CONFLICT (branch_id, name) DO NOTHING
        """
    )
    cr.execute(
        """
        UPDATE grid_usage_point AS point
           SET feeder_id = feeder.id
          FROM grid_feeder AS feeder
         WHERE feeder.branch_id = point.branch_id
           AND feeder.name = regexp_replace(btrim(point.feeder), '\\s+', ' ', 'g')
        """
    )
    cr.execute("ALTER TABLE grid_usage_point DROP COLUMN feeder")
