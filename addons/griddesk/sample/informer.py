from odoo import fields

PROVIDERS = ("ref", "name", "sender", "active")
CAMPAIGNS = ("ref", "name", "outage", "occasion", "basis", "channels", "approved_by")
RESULTS = ("campaign", "customer", "results", "reason")
OUTCOMES = ("positive", "negative", "failed")
YES_NO = {"yes": True, "no": False}


def load_informer(store, company):
    """Bring a provider of SMS on trial, and campaigns about outages that have come to their end."""
    _load_providers(store, company)
    for campaign, results in _load_campaigns(store, company):
        _run(store, campaign, results)


def _load_providers(store, company):
    rows = store.fresh(store.read_if_there("sms_providers.csv", PROVIDERS), "sms_provider", "ref")
    vals_list = [
        {
            **{name: row.text(name) for name in ("name", "sender")},
            "company_id": company.id,
            "kind": "trial",
            "active": YES_NO[row.choice("active", YES_NO)],
        }
        for row in rows
    ]
    if store.create(store.env["grid.sms.provider"], rows, vals_list, "sms_provider", "ref"):
        # the outages of the sample were told as its files say; those to come tell of themselves
        company.write({f"outage_tells_{occasion}": True for occasion in ("emergency", "planned", "restored")})


def _load_campaigns(store, company):
    """Give each new campaign with the rows of what its recipients came to."""
    rows = store.fresh(store.read_if_there("notice_campaigns.csv", CAMPAIGNS), "notice_campaign", "ref")
    if not rows:
        return
    campaigns = store.env["grid.notice.campaign"]
    bases = dict(campaigns._fields["basis"].selection)
    templates = {one.occasion: one.id for one in store.env["grid.notice.template"].search([], order="id desc")}
    vals_list = [
        {
            **{f"channel_{place}": channel for place, channel in enumerate(row.text("channels").split(), start=1)},
            "name": row.text("name"),
            "company_id": company.id,
            "branch_id": store.env["grid.outage"].browse(store.find(row, "outage", "outage")).branch_id.id,
            "basis": row.choice("basis", bases),
            "template_id": templates[row.choice("occasion", templates)],
            "audience": "outage",
            "outage_id": store.find(row, "outage", "outage"),
            "approved_by_id": store.find(row, "approved_by", "user"),
            "approved_at": fields.Datetime.now(),
        }
        for row in rows
    ]
    made = store.create(campaigns, rows, vals_list, "notice_campaign", "ref")
    results = store.read_if_there("notice_results.csv", RESULTS)
    for campaign in made:
        yield campaign, [row for row in results if store.find(row, "campaign", "notice_campaign") == campaign.id]


def _run(store, campaign, results):
    """Prepare the messages of a campaign and let each channel give the results of the rows."""
    recipients = campaign._recipients()
    campaign.write({"state": "preparing", "expected_count": len(recipients), "prepared_count": len(recipients)})
    campaign._insert(recipients)
    campaign.invalidate_recordset(["notice_ids"])
    notices = {notice.partner_id.id: notice for notice in campaign.notice_ids}
    campaign.part_count = sum(campaign.notice_ids.mapped("part_count"))
    for row in results:
        notice = notices.get(store.find(row, "customer", "customer"))
        notice = notice or row.fail("customer", store.env._("the campaign does not tell this customer."))
        for result in row.text("results").split():
            if result not in OUTCOMES or notice.state != "waiting":
                row.fail("results", store.env._("“%(value)s” does not fit the channels.", value=row["results"]))
            attempt = notice.attempt_ids.create(
                {
                    "notice_id": notice.id,
                    "channel": notice.channel,
                    "number": notice.attempt,
                    "begun_at": fields.Datetime.now(),
                }
            )
            attempt._finish(result, row["reason"] if result != "positive" else False)
    campaign.state = "done"
