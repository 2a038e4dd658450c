"""A sentence for everything that can be wrong with what an applicant sent, whichever way it came."""

from odoo.tools.translate import LazyTranslate

from odoo.addons.grid_customer.identity import numbers, phones

from ..appeal_form import fields, files

_lt = LazyTranslate(__name__)

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
        "unsafe": _lt(
            "“%(name)s” was refused by our check for viruses. Check your device and attach another copy of the "
            "document."
        ),
        "too_many": _lt("“%(name)s” did not fit: no more than %(count)s files may be attached."),
        "too_much": _lt(
            "“%(name)s” did not fit: at one time no more than %(together)s MB are sent. Send the others first, then "
            "attach it."
        ),
    },
}


def sentence(env, field, code, **values):
    """The sentence for a finding of `appeal_form`, in the reader's language."""
    text = SENTENCES.get(field, {}).get(code) or SENTENCES["any"][code]
    return env._(text) % values  # pylint: disable=translation-not-lazy


def of_form(env, form, themes, kinds):
    """Everything wrong with a form as (field, code, sentence), in the order of the page."""
    for finding in fields.check(form, themes, kinds):
        words = sentence(env, finding.field, finding.code, limit=finding.limit, actual=finding.actual)
        yield finding.field, finding.code, words
    if form.phone and not phones.normalise(form.phone):
        yield "phone", "malformed", sentence(env, "phone", "malformed")
    if form.inn:
        kind = "legal_entity" if len(form.inn) == 10 else "entrepreneur"
        partners = env["res.partner"].sudo()
        if words := partners._number_fault("inn", numbers.normalise("inn", form.inn), kind):
            yield "inn", "malformed", words


def file_sentence(env, name, problem):
    """The sentence for a file that is not taken."""
    limits = {
        "megabytes": files.FILE_MAX // files.MEGABYTE,
        "count": files.FILES_MAX,
        "together": files.SENDING_MAX // files.MEGABYTE,
    }
    return sentence(env, "files", problem, name=name, **limits)
