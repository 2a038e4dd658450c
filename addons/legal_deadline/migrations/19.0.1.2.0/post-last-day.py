"""Show running promises of days as due soon on all of their last day, as those that are counted now."""


def migrate(cr, version):
    cr.execute(
        """UPDATE legal_deadline AS promise SET warn_at = GREATEST(last_day.start, promise.started_at)
             FROM (SELECT deadline.id,
                          date_trunc('day', due_at AT TIME ZONE 'UTC' AT TIME ZONE zone)
                              AT TIME ZONE zone AT TIME ZONE 'UTC' AS start
                     FROM legal_deadline AS deadline
                     JOIN legal_rule AS rule ON rule.id = rule_id AND rule.unit NOT IN ('minutes', 'hours')
                     JOIN res_company AS company ON company.id = deadline.company_id
                    CROSS JOIN LATERAL (SELECT COALESCE(circumstances->>'zone', company.legal_tz) AS zone) AS place
                    WHERE deadline.state = 'running') AS last_day
            WHERE promise.id = last_day.id AND promise.warn_at > GREATEST(last_day.start, promise.started_at)"""
    )
