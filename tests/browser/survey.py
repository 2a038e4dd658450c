"""A survey that a new customer is invited to by a letter."""

from datetime import UTC, datetime, timedelta

from inbox import found_in_letter, new_email


def invite(clerk, methodologist) -> str:
    """Ask one customer, who has appealed by a rare channel; return the address that her letter names."""
    email = new_email("oproshennaya")
    _turn_to_us(clerk, email)
    today = datetime.now(UTC).date()
    (channel,) = clerk.call("helpdesk.ticket.channel", "search", [[["code", "=", "feedback_platform"]]])
    (questionnaire, *_others) = methodologist.call("survey.survey", "search", [[]], {"order": "id"})
    vals = {
        "name": email,
        "survey_id": questionnaire,
        "period_from": (today - timedelta(days=1)).isoformat(),
        "period_to": (today + timedelta(days=1)).isoformat(),
        "expires_on": (today + timedelta(days=30)).isoformat(),
        "channel_ids": [[6, 0, [channel]]],
    }
    campaign = methodologist.call("grid.survey.campaign", "create", [[vals]])
    methodologist.call("grid.survey.campaign", "action_begin", [campaign])
    return "/survey-of-service/" + found_in_letter(email, r"/survey-of-service/([\w.]+)")


def _turn_to_us(clerk, email: str) -> None:
    """A customer who has agreed to be asked appeals by the channel of the survey."""
    (branch,) = clerk.call("grid.branch", "search", [[["code", "=", "KEM"]]])
    (channel,) = clerk.call("helpdesk.ticket.channel", "search", [[["code", "=", "feedback_platform"]]])
    customer = customer_who_agreed(clerk, branch, email=email)
    appeal = {"name": "Мигает свет", "description": "<p>Мигает свет.</p>", "kind": "complaint", "partner_id": customer}
    clerk.call("helpdesk.ticket", "create", [[{**appeal, "branch_id": branch, "channel_id": channel}]])


def customer_who_agreed(clerk, branch: int, **address: str) -> int:
    """A customer of a branch, with a usage point, who has agreed to be asked."""
    (text, *_older) = clerk.call("grid.consent.text", "search", [[["purpose", "=", "survey"]]])
    (customer,) = clerk.call("res.partner", "create", [[{"name": "Опрошенная Анна Петровна", **address}]])
    point = {"name": f"{text}-{customer}", "partner_id": customer, "branch_id": branch}
    clerk.call("grid.usage.point", "create", [[{**point, "address": "г. Кемерово, ул. Новая, 2"}]])
    clerk.call("grid.consent", "create", [[{"partner_id": customer, "text_id": text}]])
    return customer
