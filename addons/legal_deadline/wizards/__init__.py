from . import legal_deadline_act, legal_deadline_recount, legal_rule_edition
