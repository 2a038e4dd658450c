"""Opens forms as the web client does, and counts what that costs."""

from lxml import etree


def form_specification(model):
    """Return what the web client reads to open the form of a model, with the rows of its lists."""
    return _specification(model, etree.fromstring(model.get_view(view_type="form")["arch"]))


def _specification(model, view):
    depth = len([*view.iterancestors("field")]) + (view.tag == "field")
    own = (node for node in view.iter("field") if node is not view and len([*node.iterancestors("field")]) == depth)
    return {node.get("name"): _of_field(model, node) for node in own}


def _of_field(model, node):
    comodel = model._fields[node.get("name")].comodel_name
    if not comodel:
        return {}
    return {"fields": _specification(model.env[comodel], node) or {"display_name": {}}}


def queries_to_open(record):
    """Return how many queries it takes to open the form of a record: the process is warm, nothing of it is known."""
    specification = form_specification(record)
    for _time in ("cold", "warm"):
        record.env.flush_all()
        record.env.invalidate_all()
        before = record.env.cr.sql_log_count
        record.web_read(specification)
    return record.env.cr.sql_log_count - before
