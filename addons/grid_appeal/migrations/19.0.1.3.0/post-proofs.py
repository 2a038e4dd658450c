"""Put the proofs of delivery into their field: who sees the field opens the file."""


def migrate(cr, version):
    for table in ("grid_appeal_answer", "grid_appeal_notice", "grid_answer_copy"):
        cr.execute(
            f"""UPDATE ir_attachment file SET res_field = 'proof_id'
                  FROM {table} letter WHERE letter.proof_id = file.id AND file.res_field IS NULL"""
        )
