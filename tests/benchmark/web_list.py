"""A list of appeals as the web client asks for it: the fields of its view, its order, its limit of counting."""

from lxml import etree

from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

PAGE = 80
COUNT_LIMIT = 10_000  # the web client's own, where a view names none; it asks for one more


class WebList:
    """One list view in the hands of one person; `also` are fields that the view itself does not show."""

    def __init__(self, env, login: str, view: str, also: tuple[str, ...] = ()):
        person = env["res.users"].search([("login", "=", login)])
        context = {
            "lang": person.lang,
            "tz": person.tz,
            "uid": person.id,
            "allowed_company_ids": person.company_ids.ids,
        }
        self.model = env(user=person.id, context=context)["helpdesk.ticket"]
        arch = etree.fromstring(self.model.get_view(env.ref(view).id, "list")["arch"])
        self.specification = {node.get("name"): self._shown(node) for node in arch.iter("field")}
        self.specification |= dict.fromkeys(also, {})
        self.order = arch.get("default_order", "")
        self.count_limit = int(arch.get("count_limit", COUNT_LIMIT)) + 1

    def page(self, domain) -> dict:
        """The first page of what a domain finds, with its count."""
        return self.model.web_search_read(
            list(domain), self.specification, limit=PAGE, order=self.order, count_limit=self.count_limit
        )

    def of_action(self, xml_id: str) -> Domain:
        """What a menu shows to the person."""
        return Domain(safe_eval(self.model.env.ref(xml_id).sudo().domain, {"uid": self.model.env.uid}))

    def _shown(self, node) -> dict:
        """A related record is shown by its name, unless its column is there for the view itself."""
        if self.model._fields[node.get("name")].type != "many2one":
            return {}
        return {"fields": {} if node.get("column_invisible") else {"display_name": {}}}


class WebSearch:
    """The search box over a list."""

    def __init__(self, env, view: str):
        self.arch = etree.fromstring(env["helpdesk.ticket"].get_view(env.ref(view).id, "search")["arch"])

    def typed(self, field: str, text: str) -> Domain:
        """What the box asks for when a person types a text and chooses one of its fields."""
        node = self.arch.find(f".//field[@name='{field}']")
        if node.get("filter_domain"):
            return Domain(safe_eval(node.get("filter_domain"), {"self": text}))
        return Domain(field, "ilike", text)

    def filtered(self, name: str, uid: int) -> Domain:
        """What a filter of the menu asks for."""
        return Domain(safe_eval(self.arch.find(f".//filter[@name='{name}']").get("domain"), {"uid": uid}))
