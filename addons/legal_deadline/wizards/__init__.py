from . import legal_rule_edition
