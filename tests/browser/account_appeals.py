"""Appeals of the sample's customer, and what a clerk does with them, by their rights and without their screens."""

SIGNED = {"signer_name": "А. Б. Тестов", "signer_position": "Директор", "executor_phone": "+73842364570"}


def appeal_of_the_customer(clerk, name):
    """An appeal of the sample's customer that the clerk has taken into work."""
    (partner,) = clerk.call("res.partner", "search", [[["user_ids.login", "=", "customer"]]])
    (branch,) = clerk.call("grid.branch", "search", [[["code", "=", "KEM"]]])
    (channel,) = clerk.call("helpdesk.ticket.channel", "search", [[["code", "=", "account"]]])
    vals = {"name": name, "description": "<p>Лампы горят вполнакала.</p>", "kind": "consultation"}
    links = {"partner_id": partner, "branch_id": branch, "channel_id": channel}
    (ticket,) = clerk.call("helpdesk.ticket", "create", [[{**vals, **links}]])
    for act in ("action_register", "action_take"):
        clerk.call("helpdesk.ticket", act, [[ticket]])
    return ticket


def ask(clerk, ticket, what):
    """Ask the applicant for something, as the dialog of the act does."""
    context = {"default_ticket_id": ticket, "default_kind": "info_request"}
    vals = {**SIGNED, "reason": what, "delivery": "portal"}
    (notice,) = clerk.call("grid.appeal.notice", "create", [[vals]], {"context": context})
    clerk.call("grid.appeal.notice", "action_send", [[notice]])


def answer(clerk, ticket, words, delivery="portal"):
    """Answer an appeal, as its screen does."""
    clerk.call("helpdesk.ticket", "action_answer", [[ticket]])
    (draft,) = clerk.call("helpdesk.ticket", "read", [[ticket], ["answer_id"]])
    vals = {**SIGNED, "body": f"<p>{words}</p>", "delivery": delivery}
    clerk.call("grid.appeal.answer", "write", [[draft["answer_id"][0]], vals])
    clerk.call("helpdesk.ticket", "action_send_answer", [[ticket]])
