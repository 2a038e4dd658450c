"""The words of the public form: choices in plain language, and a sentence for each finding."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

THEMES = {
    "transmission": _lt("There is no power, or it is often cut off"),
    "power_quality": _lt("The voltage is low, high or jumps"),
    "connection": _lt("Connect a house or another object, add power"),
    "metering": _lt("The meter and its readings"),
    "maintenance": _lt("Poles, wires, substations, trees near them"),
    "service": _lt("How we served you"),
    "other": _lt("Something else"),
}
KINDS = {
    "complaint": _lt("I complain: my rights are broken or the work is done badly"),
    "consultation": _lt("I ask: explain, give information"),
    "application": _lt("I apply: do something for me"),
    "claim": _lt("I claim: make good the damage or lower the price"),
    "outage_message": _lt("I report an outage"),
    "proposal": _lt("I propose something"),
    "gratitude": _lt("I thank you"),
}

# field -> code -> sentence; what fits any field stands under "any"
SENTENCES = {
    "theme": {
        "missing": _lt("Choose what it is about."),
        "unknown": _lt("Choose what it is about from the list: there is no such answer."),
    },
    "kind": {
        "missing": _lt("Choose what you expect of us."),
        "unknown": _lt("Choose what you expect of us from the list: there is no such answer."),
    },
    "text": {
        "missing": _lt("Tell us what happened: the text is empty."),
        "too_short": _lt("Tell us a little more: from so short a text we cannot tell how to help."),
        "too_long": _lt(
            "The text is longer than %(limit)s characters (%(actual)s). Shorten it or attach it as a file."
        ),
    },
    "address": {
        "missing": _lt("Give the address or the account number: without the place we cannot check anything."),
    },
    "account_number": {
        "malformed": _lt(
            "An account number has digits and letters only, no more than 40. Look at the bill or leave the field empty."
        ),
    },
    "name": {
        "missing": _lt("Write your surname and name: whom shall we answer?"),
        "malformed": _lt("Write your surname and name in letters."),
    },
    "contact": {
        "missing": _lt("Give an e-mail address or a phone: otherwise there is nowhere to send the answer."),
    },
    "email": {
        "malformed": _lt("This is not an e-mail address. Write it like name@mail.ru or leave the field empty."),
    },
    "phone": {
        "malformed": _lt("This is not a phone number. Write it like 8 905 123-45-67 or leave the field empty."),
    },
    "inn": {
        "length": _lt("An INN has 10 digits (an organisation) or 12 digits (an entrepreneur). Check it."),
    },
    "organisation": {
        "missing": _lt("Write the name of the organisation whose INN you gave."),
    },
    "any": {
        "unreadable": _lt("Some characters arrived unreadable. Type this field again."),
        "too_long": _lt("This field is longer than %(limit)s characters (%(actual)s). Shorten it."),
    },
    "files": {
        "forbidden": _lt(
            "“%(name)s”: files of this type are not accepted. Send a photo, a PDF, a Word or Excel document."
        ),
        "empty": _lt("“%(name)s” is empty. Choose the file again."),
        "too_big": _lt("“%(name)s” is bigger than %(megabytes)s MB. Make it smaller or give a link to it in the text."),
        "disguised": _lt(
            "“%(name)s” is not what its name says. Open it on your device, save it again and attach it anew."
        ),
        "too_many": _lt("“%(name)s” did not fit: no more than %(count)s files may be attached."),
        "again": _lt("Choose the files once more: they could not be kept."),
    },
    "form": {
        "stale": _lt(
            "The page was open for too long or cookies are switched off. What you typed is kept: press "
            "“Send the appeal” again."
        ),
        "trap": _lt(
            "A field that people do not see was filled in, as programs do. It is empty again: press "
            "“Send the appeal” once more."
        ),
        "over_limit": _lt(
            "Too many appeals were sent from here within an hour. What you typed is kept: send it in "
            "an hour or call us."
        ),
        "failed": _lt(
            "We could not save the appeal because of a fault of ours. What you typed is kept: send it "
            "again in a few minutes or call us."
        ),
    },
}


def sentence(env, field, code, **values):
    """The sentence for a finding, in the reader's language."""
    text = SENTENCES.get(field, {}).get(code) or SENTENCES["any"][code]
    return env._(text) % values  # pylint: disable=translation-not-lazy


def files_hint(env, count, megabytes):
    """What may be attached, in one sentence."""
    return env._(
        "Up to %(count)s files, each up to %(megabytes)s MB: photo, video, PDF, Word, Excel, text.",
        count=count,
        megabytes=megabytes,
    )


def choices(env, words):
    """A choice list as {code: words in the reader's language}."""
    return {code: env._(text) for code, text in words.items()}
