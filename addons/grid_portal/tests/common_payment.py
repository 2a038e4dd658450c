"""A provider of payments for tests: the kind that sends the payer to a bank and is told of what came."""

from odoo.fields import Command


def make_provider(env, company, **values):
    """Return a provider of a company, open to customers, with the method `unknown` that every Odoo has."""
    method = env.ref("payment.payment_method_unknown")
    provider = env["payment.provider"].create(
        {
            "name": "Банк для проверки",
            "code": "none",
            "state": "enabled",
            "is_published": True,
            "company_id": company.id,
            "payment_method_ids": [Command.set(method.ids)],
            **values,
        }
    )
    method.active = True
    return provider


def begin(connection, provider, **values):
    """Return a transaction of a connection as its page begins it."""
    method = provider.payment_method_ids
    transaction = connection._pay_online(provider.id, method.id, "redirect", "/my")
    transaction.write(values)
    return transaction
