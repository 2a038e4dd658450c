from collections import defaultdict
from datetime import date

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields as form_fields
from odoo.addons.grid_appeal.appeal_form import files
from odoo.addons.grid_appeal.models import findings
from odoo.addons.grid_connection.applications import stage_field, stage_numbers

from .my_cases import MyCases
from .words import files_words, sentence

LIST_FIELDS = ["number", "subject", "submitted_at", "received_at", "outcome", "actor", "actor_due_at", "next_due_at"]
# what waits for the applicant, then what waits for others, then what has ended
LIST_ORDER = "outcome desc, actor_due_at, next_due_at, id desc"

#: What an applicant writes: how it is cleaned, and how long it may be.
WORDS = {
    "subject": (form_fields.clean_line, form_fields.LINE_MAX),
    "description": (form_fields.clean_text, form_fields.TEXT_MAX),
    "reason": (form_fields.clean_text, form_fields.TEXT_MAX),
}
#: Fields of an application are named apart on the page: it has a reason too, and so has an act.
APPLICATION = "tp_"


class MyRequests(MyCases):
    """Requests for services in the personal account: their stages, papers, and the applicant's own acts."""

    @http.route(
        ["/my/requests", "/my/requests/page/<int:page>"], type="http", auth="user", website=True, methods=["GET"],
        readonly=True,
    )  # fmt: skip
    def my_requests(self, page=1, **kw):
        return self._list_page("requests", "grid.service.request", LIST_FIELDS, LIST_ORDER, page)

    @http.route("/my/requests/<int:case_id>", type="http", auth="user", website=True, methods=["GET"], readonly=True)
    def my_request(self, case_id, saved="", **kw):
        return self._case_page(self._own("grid.service.request", case_id), saved=bool(saved))

    # The token is checked inside: a page open for too long must keep the answers of the calculator.
    @http.route("/my/requests/new", type="http", auth="user", website=True, methods=["POST"], csrf=False)
    def my_request_new(self, code="", acting_for=None, **params):
        """Begin a draft, with what the calculator was told, or go on with the one that was begun.

        Nothing is begun for another one than the page was opened for: not after the paper has ended either.
        """
        if not request.validate_csrf(params.get("csrf_token")):
            return request.env["ir.http"]._form_again(request.env._("The request is not begun yet"), 422)
        if request.env.user._acts_for_another(acting_for):
            refusal = request.env.user._acting_refusal() or sentence(request.env, "acting", "changed")
            return self._acting_page({"form": refusal})
        customer, company = self._whose().sudo(), request.env.company
        requests = request.env["grid.service.request"].sudo()
        case = requests._draft_in_account(form_fields.clean_line(code), customer, company)
        if not case:
            raise request.not_found()
        if case.connection_ids:
            case.connection_ids._take_estimate({name: form_fields.clean_line(text) for name, text in params.items()})
        return request.redirect(f"/my/requests/{case.id}", code=303)

    # The token is checked inside: a page open for too long comes back with what was typed.
    @http.route("/my/requests/<int:case_id>", type="http", auth="user", website=True, methods=["POST"], csrf=False)
    def my_request_act(self, case_id, act="", take_back="", **params):
        """Keep what was given, then do the act; what keeps it from being done is said, and nothing typed is lost."""
        case = self._acting("grid.service.request", case_id)
        params["act"] = act
        if not request.validate_csrf(params.get("csrf_token")):
            return self._case_page(case, {"form": sentence(request.env, "request", "stale")}, params, kept=False)
        case._wait_for_other_clicks(case.partner_id)
        case._take_back(take_back)
        words = {name: WORDS[name][0](params.get(name)) for name in WORDS}
        too_long = self._too_long(case, act, words)
        errors = too_long | self._take_files(case) | self._take_day(case, params.get("visit_on"))
        if not too_long and not case.submitted_at:
            case.write(self._kept_words(words, params))
            case.representative_id = request.env.user._representing(case.partner_id)
        params.update(words)
        if errors := self._take_application(case, params, whole=bool(act)) | errors:
            return self._case_page(case, errors, params)
        if not act:
            return self._to_case(case, saved=True)
        if obstacle := self._obstacle(case, act, params):
            return self._case_page(case, obstacle, params, kept=not case.submitted_at)
        try:
            with request.env.cr.savepoint():
                case._move(act, reason=words["reason"])
        except UserError as refusal:
            return self._case_page(case, {"form": str(refusal)}, params)
        return self._to_case(case)

    @http.route(
        "/my/requests/<int:case_id>/paper/<int:paper_id>", type="http", auth="user", website=True, methods=["GET"],
        readonly=True,
    )  # fmt: skip
    def my_request_paper(self, case_id, paper_id, **kw):
        case = self._own("grid.service.request", case_id)
        paper = case._customer_papers().filtered(lambda one: one.id == paper_id)
        return self._download(paper, "file", "file_name")

    def _kept_words(self, words, params):
        """Return what a draft keeps of its words: a text that was emptied is empty, a request has always a subject."""
        kept = {name: words[name] for name in ("subject", "description") if name in params}
        return {name: text for name, text in kept.items() if text or name != "subject"}

    def _obstacle(self, case, act, params):
        """Return {field: sentence} about what keeps the applicant from an act before the passport is asked."""
        wanted = case._customer_acts().filtered(lambda one: one.code == act)
        if not wanted:
            return {"form": self._no_longer(case, act)}
        if not case.submitted_at and (bar := case.service_id._customer_bar(case.partner_id)):
            return {"form": bar}
        if self._twins(case) and not params.get("twins_seen"):
            return {"form": self._twins_sentence()}
        if wanted.needs_reason and not params["reason"]:
            return {self._reason_field(case, act): sentence(request.env, "reason", "missing")}
        return {}

    def _reason_field(self, case, act):
        """Return the field of a reason on the page: an act that ends the request has a form of its own."""
        endings = case._customer_acts().filtered("target_id.outcome")
        return f"reason-{act}" if act in endings.mapped("code") else "reason"

    def _no_longer(self, case, act):
        """Say that an act of the applicant is behind: a second click, an old page; what is none of his acts is 404."""
        acts = case.service_id.step_ids.transition_ids.filtered(lambda one: one.in_account and one.actor == "applicant")
        if act not in acts.mapped("code"):
            raise request.not_found()
        return request.env._(
            "This was done already, or cannot be done on this stage. Below is how the request stands now."
        )

    def _too_long(self, case, act, words):
        """Return {field: sentence} about words that are longer than anybody reads."""
        return {
            self._reason_field(case, act) if name == "reason" else name: findings.sentence(
                request.env, "any", "too_long", limit=WORDS[name][1], actual=len(text)
            )
            for name, text in words.items()
            if len(text) > WORDS[name][1]
        }

    def _take_files(self, case):
        """Keep the good files of the form as papers of the list; return {field: sentences} about the others."""
        refused, scanner = defaultdict(list), request.env["grid.file.scanner"].sudo()
        for asked in case._customer_asked():
            field = f"{asked._name}-{asked.id}"
            for upload in request.httprequest.files.getlist(field):
                if not upload.filename:
                    continue
                name, content, problem = scanner._read(upload)
                if len(case._papers_for(asked)) >= files.FILES_MAX:
                    problem = "too_many"
                if problem:
                    refused[field].append(findings.file_sentence(request.env, name, problem))
                else:
                    case._give_in_account(asked, name, content)
        return {field: " ".join(sentences) for field, sentences in refused.items()}

    def _take_day(self, case, text):
        """Keep the day of a visit where an act names one; return {field: sentence} about what is no day."""
        text = form_fields.clean_line(text)
        if not text or not any(act.visit_bound for act in case._customer_acts()):
            return {}
        try:
            case.visit_on = date.fromisoformat(text)
        except ValueError:
            said = request.env._("“%(text)s” is not a date. Choose the day of the visit.", text=text[:40])
            return {"visit_on": said}
        return {}

    def _take_application(self, case, params, whole=False):
        """Keep the fields of a draft application; return {field of the page: sentence} about the others.

        An application that is sent is to be `whole`: what lacks is named too.
        """
        typed = {
            name.removeprefix(APPLICATION): form_fields.clean_line(text)
            for name, text in params.items()
            if name.startswith(APPLICATION)
        }
        params.update(self._on_page(typed))
        if not typed or not case.connection_ids or case.submitted_at:
            return {}
        subject = case.subject
        faults = case.connection_ids._take_form(typed)
        if whole:
            faults = {**case.connection_ids._customer_lacks(), **faults}
        if case.subject != subject:  # it is called by its object, or by its passport
            params["subject"] = case.subject
        return self._on_page(faults)

    def _twins(self, case):
        """Return other applications for the object of a draft: who sends it is told of them first."""
        return case.connection_ids.browse() if case.submitted_at else case.connection_ids.twin_ids

    def _twins_sentence(self):
        return request.env._(
            "The application is not sent yet: you have applied for this object already. Read below, and send it once"
            " more if you mean it."
        )

    def _on_page(self, values):
        return {APPLICATION + name: value for name, value in values.items()}

    def _application_values(self, case, typed):
        """Return what the page shows of an application: what was typed, until it is submitted."""
        connection = case.connection_ids
        if not connection:
            return {"connection": connection}
        is_draft = not case.submitted_at
        form = self._on_page(connection._customer_form() if is_draft else connection._customer_said())
        if is_draft and any(name in typed for name in form):
            rows = {name: text for name, text in typed.items() if name.startswith(APPLICATION + "stage_")}
            form = {name: typed.get(name, "") for name in form} | rows
        return {
            "connection": connection,
            "form": form,
            "card": connection._card_said() if is_draft else [],
            "lists": self._on_page(connection._customer_choices()),
            "stage_rows": stage_numbers({name.removeprefix(APPLICATION) for name in form}),
            "stage_field": lambda number, name: APPLICATION + stage_field(number, name),
            "fitting": connection.power_new_kw > 0 and connection.fitting_service_id,
            "money": connection._customer_money(),
        }

    def _case_page(self, case, errors=None, typed=None, saved=False, kept=True):
        acts = case._customer_acts()
        values = {
            "case": case,
            "page_name": "requests",
            "saved": saved,
            "kept": kept,
            "errors": errors or {},
            "typed": typed or {},
            **self._application_values(case, typed or {}),
            "turn": case._customer_turn(),
            "why": case._why("public"),
            "end": case._customer_end(),
            "acts": acts.filtered(lambda act: not act.target_id.outcome),
            "endings": acts.filtered("target_id.outcome"),
            "newest": case._customer_newest(),
            "asked": case._customer_asked(),
            "twins": self._twins(case),
            **files_words(request.env),
        }
        response = request.render("grid_portal.my_request", {**self._prepare_portal_layout_values(), **values})
        response.status_code = 422 if errors else 200
        return response

    def _to_case(self, case, saved=False):
        return request.redirect(f"/my/requests/{case.id}{'?saved=1' if saved else ''}", code=303)
