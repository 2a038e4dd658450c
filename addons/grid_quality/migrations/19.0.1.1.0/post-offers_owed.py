"""Offers that are overdue and not sent are owed too: rows of law are not loaded anew, so those that shipped follow."""

ROWS = ("indicator_applications", "indicator_internal_tp_offers")


def migrate(cr, version):
    cr.execute(
        """UPDATE grid_indicator indicator SET whole_domain = '[(''offer_owed'', ''='', 1)]'
             FROM ir_model_data data
            WHERE data.model = 'grid.indicator' AND data.res_id = indicator.id
              AND data.module = 'grid_quality' AND data.name IN %s
              AND indicator.whole_domain = '[(''offered'', ''='', 1)]' AND indicator.is_used IS NOT TRUE""",
        (ROWS,),
    )
