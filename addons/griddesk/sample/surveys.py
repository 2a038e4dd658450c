from datetime import timedelta

CAMPAIGNS = ("ref", "name", "from_days_ago", "days_left")
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
    rows = store.fresh(store.read_if_there("survey_campaigns.csv", CAMPAIGNS), "campaign", "ref")
    vals_list = [
        {
            "name": row.text("name"),
            "survey_id": store.env.ref(QUESTIONNAIRE).id,
            "company_id": company.id,
            "period_from": today - timedelta(row.number("from_days_ago")),
            "period_to": today,
            "expires_on": today + timedelta(row.number("days_left")),
            "is_anonymous": False,
            "asks_by": "hand",
        }
        for row in rows
    ]
    campaigns = store.create(store.env["grid.survey.campaign"], rows, vals_list, "campaign", "ref")
    campaigns.action_begin()
    _enter_sheets(store, campaigns)


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
