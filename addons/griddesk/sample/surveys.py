from datetime import timedelta

from odoo.addons.grid_quality.models.grid_survey_campaign import WAYS_OF_ASKING
from odoo.addons.grid_quality.models.grid_survey_comers import OF_COMERS

CAMPAIGNS = ("ref", "name", "questionnaire", "asks_by", "from_days_ago", "days_left")
COMERS = ("campaign", "comer", "mark")
MARKS = (
    "overall",
    "reliability",
    "voltage",
    "notices",
    "appeals",
    "connection",
    "metering",
    "offices",
    "phone",
    "site",
)
SHEETS = ("campaign", "customer", *MARKS, "channels", "words")
#: The questionnaire of a year that the product brings.
QUESTIONNAIRE = "grid_quality.survey_yearly"


def load_surveys(store, company, today):
    """Begin surveys that ask by paper sheets, and enter the sheets of customers who gave their names."""
    _enter_sheets(store, _begin(store, company, today, lambda row: row["asks_by"] == "hand"))


def load_further_surveys(store, company, today):
    """Begin surveys that ask by phone, visitors and callers; marks are asked by SMS from now on."""
    if campaigns := _begin(store, company, today, lambda row: row["asks_by"] != "hand"):
        company.asks_marks_by_sms = True
        _mark(store, campaigns)


def _begin(store, company, today, is_ours):
    rows = filter(is_ours, store.read_if_there("survey_campaigns.csv", CAMPAIGNS))
    rows = store.fresh(list(rows), "campaign", "ref")
    vals_list = [_vals(store, row, company, today) for row in rows]
    before = store.made.get("campaign", 0)
    campaigns = store.create(store.env["grid.survey.campaign"], rows, vals_list, "campaign", "ref")
    store.made["campaign"] += before
    campaigns.action_begin()
    return campaigns


def _vals(store, row, company, today):
    """Return the values of a survey; one of visitors or callers asks about the days to come too."""
    asks_by, last = row.choice("asks_by", dict(WAYS_OF_ASKING)), today + timedelta(row.number("days_left"))
    return {
        "name": row.text("name"),
        "survey_id": store.env.ref(f"grid_quality.{row.text('questionnaire')}").id,
        "company_id": company.id,
        "period_from": today - timedelta(row.number("from_days_ago")),
        "period_to": last if asks_by in OF_COMERS else today,
        "expires_on": last,
        "is_anonymous": asks_by != "hand",
        "asks_by": asks_by,
    }


def _mark(store, campaigns):
    """Take the marks that visitors and callers have pressed, each once."""
    for row in store.read_if_there("survey_comers.csv", COMERS):
        campaign = campaigns.browse(store.find(row, "campaign", "campaign"))
        if campaign not in campaigns:
            continue
        kind = ("queue_ticket", "grid.queue.ticket") if campaign.asks_by == "kiosk" else ("call", "grid.call")
        comer = store.env[kind[1]].browse(store.find(row, "comer", kind[0]))
        comer._take_survey({campaign._questions(): row.number("mark")})


def _enter_sheets(store, campaigns):
    """Take the sheets of surveys that have just begun, each once."""
    sheets, rows = store.env["survey.user_input"], store.read_if_there("survey_sheets.csv", SHEETS)
    for campaign in campaigns:
        parts = {one._key(): one for one in campaign.stratum_ids}
        part_of = {customer: parts[tuple(part)] for customer, *part, _may_be_asked in campaign._customers()}
        for row in rows:
            if store.find(row, "campaign", "campaign") != campaign.id:
                continue
            partner = store.env["res.partner"].browse(store.find(row, "customer", "customer"))
            part = part_of.get(partner.id) or row.fail("customer", store.env._("the customer has no usage point."))
            sheets._take_sheet(
                campaign, part, _answers(store, row), "written", sheets._ballot(campaign, partner.id), partner
            )
        store.made["sheet"] = store.made.get("sheet", 0) + len(campaign.sheet_ids)


def _answers(store, row):
    """Return `{question: answer}` of a row; an empty cell is a question that was left out."""
    answers = {_known(store, column): row.number(column) for column in MARKS if row[column]}
    if row["channels"]:
        answers[_known(store, "channel")] = [_known(store, f"channel_{name}").id for name in row["channels"].split()]
    if row["words"]:
        answers[_known(store, "words")] = row["words"]
    return answers


def _known(store, name):
    return store.env.ref(f"{QUESTIONNAIRE}_{name}")
