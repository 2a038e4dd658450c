"""The cast of a test, made in one go: users one by one, each with a letter of invitation, cost more than most tests."""

from odoo import Command


def new_people(env, *people):
    """Make users out of their values and list them; `groups`, and what is not said, are as in Odoo's `new_test_user`.

    Each is read alone afterwards, as if she had been made alone.
    """
    users = env["res.users"]
    made = users.with_context(no_reset_password=True).create([_values(env, **values) for values in people])
    env.cr.flush()  # what their creation tells to open pages is of this moment, and not of a test
    return [users.browse(user.id) for user in made]


def _values(env, login, groups="base.group_user", **values):
    return {
        "login": login,
        "name": f"{login} ({groups})",
        "password": login + "x" * (8 - len(login)),
        "email": login if "@" in login else f"{login[0]}.{login[0]}@example.com",
        "group_ids": [Command.set([env.ref(group).id for group in groups.split(",")])],
        **values,
    }
