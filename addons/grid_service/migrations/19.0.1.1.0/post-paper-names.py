"""Name papers in the language of their company where money that came had named them in English."""


def migrate(cr, version):
    cr.execute(
        """
        UPDATE grid_service_paper AS paper
           SET name = kind.name->>partner.lang
          FROM grid_paper_kind AS kind, res_company AS company, res_partner AS partner
         WHERE kind.id = paper.kind_id
           AND company.id = paper.company_id
           AND partner.id = company.partner_id
           AND paper.name = kind.name->>'en_US'
           AND kind.name->>partner.lang <> paper.name
        """
    )
