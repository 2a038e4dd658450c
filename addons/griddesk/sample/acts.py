"""Acts that write a letter: what some of the appeals of the sample have met beside their answers."""

ACTS = ("appeal", "act", "by", "send", "reason", "ground", "body", "delivery")
OPENED = ("request_info", "extend", "redirect", "refuse", "withdraw")
GROUNDS = {"extend": ("ground_id", "legal_ground"), "refuse": ("refusal_ground_id", "refusal")}


def load_acts(store, fresh):
    """Do the acts of the file on appeals that were just loaded; none of their letters leaves."""
    appeals = store.env["helpdesk.ticket"]
    for row in store.read_if_there("acts.csv", ACTS):
        ticket = appeals.browse(store.find(row, "appeal", "appeal"))
        if ticket in fresh:
            appeals |= ticket
            _act(store, row, ticket)
    mails = [("model", "=", appeals._name), ("res_id", "in", appeals.ids), ("state", "=", "outgoing")]
    store.env["mail.mail"].search(mails).write({"state": "sent"})


def _act(store, row, ticket):
    """Prepare the letter by the person named, and send it where the row says so."""
    act, person = row.choice("act", OPENED), store.find(row, "by", "user")
    action = getattr(ticket.with_user(person).sudo(), f"action_{act}")()
    notices = store.env[action["res_model"]].with_user(person).sudo()
    vals = {"reason": row.text("reason")}
    if row["ground"]:
        field, prefix = GROUNDS[act]
        vals[field] = store.env.ref(f"grid_appeal.{prefix}_{row['ground']}").id
    if row["body"]:
        vals["receiver_id"] = store.find(row, "body", "body")
    if row["delivery"]:
        vals["delivery"] = row["delivery"]
    notice = notices.with_context(**action["context"]).create(vals)
    if row.choice("send", ("yes", "no")) == "yes":
        notice.action_send()
