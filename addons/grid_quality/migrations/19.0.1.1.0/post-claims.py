"""Claims are complaints in every indicator, as in the forms: rows of law are not loaded anew, those shipped follow."""

WORDS = (
    ("(''kind'', ''='', ''complaint'')", "(''kind'', ''in'', [''complaint'', ''claim''])"),
    ("(''ticket_id.kind'', ''='', ''complaint'')", "(''ticket_id.kind'', ''in'', [''complaint'', ''claim''])"),
    ("[''complaint'', ''authority_request'']", "[''complaint'', ''claim'', ''authority_request'']"),
)


def migrate(cr, version):
    for old, new in WORDS:
        cr.execute(
            f"""UPDATE grid_indicator indicator
                   SET counted_domain = replace(counted_domain, '{old}', '{new}'),
                       whole_domain = replace(whole_domain, '{old}', '{new}')
                  FROM ir_model_data data
                 WHERE data.model = 'grid.indicator' AND data.res_id = indicator.id AND data.module = 'grid_quality'
                   AND indicator.is_used IS NOT TRUE"""
        )
