import json

from odoo import http
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields, steps
from odoo.addons.grid_appeal.appeals.danger import is_danger
from odoo.addons.grid_appeal.models import findings

from .shared import marks, private
from .words import KINDS, PAGES, THEMES, choices, files_words, sentence

#: Where the session keeps the key of the form that was begun in this browser.
SESSION_KEY = "grid_appeal_key"


class AppealPages(http.Controller):
    """What the pages of the internet reception share. Every page works without scripts.

    A form is known by its key alone; the session remembers the last one, so that a closed page is found again.
    """

    def _submissions(self):
        return request.env["grid.portal.submission"].sudo()

    def _begun(self):
        """Return the form that was begun in this browser and not sent."""
        draft = self._submissions()._draft(request.session.get(SESSION_KEY))
        return draft.filtered(lambda form: not form.ticket_id)

    # ------------------------------------------------------------------
    # Why a page is sent back before it is read
    # ------------------------------------------------------------------
    def _refusal(self, params, draft):
        """Return (what is wrong, status of the answer), or nothing."""
        submissions = self._submissions()
        if not request.validate_csrf(params.get("csrf_token")) or not submissions._is_key(params.get("key")):
            return "stale", 422
        if fields.clean_line(params.get("website")):
            return "trap", 422
        if self._acts_for_another(params.get("acting_for")):
            return "acting", 422
        if not draft and submissions._over_limit(marks()):
            return "over_limit", 429
        return None

    # ------------------------------------------------------------------
    # What is wrong with it
    # ------------------------------------------------------------------
    def _errors(self, form, refused=()):
        """{field: sentence} in the order of the pages; the first finding of a field speaks."""
        errors = {}
        for field, _code, words in findings.of_form(request.env, form, THEMES, KINDS):
            errors.setdefault(field, words)
        if refused:
            errors["files"] = " ".join(findings.file_sentence(request.env, name, problem) for name, problem in refused)
        return errors

    def _form_error(self, code):
        if code == "acting":
            return {"form": request.env.user._acting_refusal() or sentence(request.env, "acting", "changed")}
        return {"form": sentence(request.env, "form", code)}

    # ------------------------------------------------------------------
    # Who asks
    # ------------------------------------------------------------------
    def _customer(self):
        """The signed-in customer; staff who look at the site are not customers by that."""
        user = request.env.user
        return user._acting_partner() if user._is_portal() else user.partner_id.browse()

    def _acts_for_another(self, acting_for):
        return bool(self._customer()) and request.env.user._acts_for_another(acting_for)

    def _known_values(self):
        """What the personal account knows already, so that it need not be typed again."""
        customer = self._customer().sudo()
        person = request.env.user.partner_id if customer else customer
        points = customer.usage_point_ids
        point = points if len(points) == 1 else points.browse()
        known = fields.AppealForm(
            name=(person if customer.is_company else customer).name or "",
            organisation=customer.name if customer.is_company else "",
            inn=customer.inn or "" if customer.is_company else "",
            email=person.email or "",
            phone=person.phone or "",
            address=point.address or "",
            account_number=point.account_number or "",
        )
        return known.values()

    # ------------------------------------------------------------------
    # Pages
    # ------------------------------------------------------------------
    def _kept_page(self, page, key, **values):
        """Show a page of the form of a key; lead to the receipt of one that was sent, and from one that is gone."""
        draft = self._submissions()._draft(key)
        if draft.ticket_id:
            return self._to_receipt(key)
        if not draft or page not in steps.WAYS[draft.way]:
            return request.redirect("/appeal?late=1", code=303)
        return self._page(page, draft, **values)

    def _page(self, page, draft, typed=None, errors=None, status=None, **values):
        """Show a page of a form; `typed` is what was sent and not kept, `way` matters before the form is kept."""
        way = draft.way or steps.known_way(values.get("way"))
        suggested = draft._suggested() if page == "about" and not (draft.typed or {}).get("theme") else {}
        values = {
            "draft": draft,
            "acting_for": self._customer().id,
            "key": draft.key or self._submissions()._new_key(),
            "typed_json": json.dumps(draft.typed or {}),  # by it the script sees what the device need not keep
            "form": {**self._known_values(), **suggested, **(draft.typed or {}), **(typed or {})},
            "suggested": suggested.get("theme"),
            "errors": errors or {},
            "page": page,
            "additional_title": request.env._(PAGES[page]),  # pylint: disable=translation-not-lazy
            "number": steps.WAYS[way].index(page) + 1,
            "count": len(steps.WAYS[way]),
            "has_back": bool(steps.preceding(way, page)),
            "return_to": "",
            "is_found": False,
            "is_late": False,
            **self._page_values(page, draft),
            **values,
            "way": way,
        }
        values.update(self._first_words(way, page, draft))
        response = request.render(f"grid_portal.appeal_{page}", values)
        response.status_code = status or (422 if errors else 200)
        return private(response)

    def _first_words(self, way, page, draft):
        """Return what is said before anything is asked: danger that the text tells of, an outage known at the place."""
        before = steps.preceding(way, page)
        return {
            "danger": before == "what" and is_danger((draft.typed or {}).get("text", "")),
            "outage": before == "place" and draft._known_outage(),
        }

    def _page_values(self, page, draft):
        """Return what one page shows and no other does."""
        of_page = {"what": self._files_values, "about": self._choices_values, "check": self._check_values}
        return of_page[page](draft) if page in of_page else {}

    def _files_values(self, draft):
        return {"kept_files": draft._files(), "files_route": "/appeal/files", **files_words(request.env)}

    def _choices_values(self, draft):
        return {"themes": choices(request.env, THEMES), "kinds": choices(request.env, KINDS)}

    def _check_values(self, draft):
        form = draft.typed or {}
        return {
            "theme": choices(request.env, THEMES).get(form.get("theme")),
            "kind": choices(request.env, KINDS).get(form.get("kind")),
            "kept_files": draft._files(),
            "pages": steps.WAYS[draft.way or "appeal"],
            "contact": draft._contact(),
            "is_confirmed": draft._is_confirmed(),
        }

    def _to_page(self, page, key):
        return request.redirect(f"/appeal/{page}?key={key}", code=303)

    def _to_receipt(self, key):
        return request.redirect(f"/appeal/receipt/{key}", code=303)
