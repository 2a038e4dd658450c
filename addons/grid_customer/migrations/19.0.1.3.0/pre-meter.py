"""End the stay of every meter that another one has replaced: on the day the next one was installed or was entered."""


def migrate(cr, version):
    cr.execute(
        """
        WITH standing AS (
            SELECT id, installed_on,
                   LEAD(COALESCE(installed_on, create_date::date)) OVER (
                       PARTITION BY usage_point_id ORDER BY COALESCE(installed_on, create_date::date), id
                   ) AS replaced_on
              FROM grid_meter
             WHERE removed_on IS NULL
        )
        UPDATE grid_meter AS meter
           SET removed_on = GREATEST(standing.replaced_on, standing.installed_on)
          FROM standing
         WHERE meter.id = standing.id
           AND standing.replaced_on IS NOT NULL
        """
    )
