"""The words of the public form: choices in plain language, and a sentence for each finding."""

import json

from odoo.tools.translate import LazyTranslate

from odoo.addons.grid_appeal.appeal_form import files
from odoo.addons.grid_appeal.models import findings

from .words_visits import VISITS

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
MARKS = {
    5: _lt("Very good"),
    4: _lt("Good"),
    3: _lt("So-so"),
    2: _lt("Bad"),
    1: _lt("Very bad"),
}
# what an act of the customer has done, on the page that it leads to
DONE = {
    "write": _lt("It is in the appeal now. Whoever considers it is told."),
    "withdraw": _lt("The appeal is withdrawn. Nothing more is done about it."),
    "dispute": _lt("The dispute is registered as a new appeal: this one. Somebody else considers it."),
    "mark": _lt("Thank you: your mark is kept."),
    "move_visit": _lt("The visit is moved: this is its new time."),
}

# the pages of the reception, by what each asks
PAGES = {
    "what": _lt("Tell us what happened"),
    "about": _lt("What is it about, and what do you expect?"),
    "place": _lt("Where is it?"),
    "person": _lt("Who are you, and how shall we answer?"),
    "check": _lt("Check and send"),
}

# what is wrong with a file that a browser sees without the server
CHECKED_IN_BROWSER = ("forbidden", "empty", "too_big", "too_many", "too_much")

# what only a page can say; the other sentences are those of every way in
SENTENCES = {
    **VISITS,
    "files": {
        "again": _lt("Choose the files once more: they could not be kept."),
        # said by the script of the page when the server did not take what it sent
        "too_large": _lt("The files are too big to be sent together. Attach them one by one, or make them smaller."),
        "unsent": _lt(
            "The files are not sent yet: the connection broke off or too much is being sent. They stay chosen here"
            " and go with the page when you press the button below."
        ),
    },
    "number": {
        "missing": _lt("Write the number: it stands in the receipt and in our letters."),
        "unlike": _lt("This is no number of ours. Write it as it stands in the receipt, for example KEM-2026-000123."),
    },
    "digits": {
        "missing": _lt("Write the six digits of the code."),
        "wrong": _lt(
            "The code does not fit. Check the digits against the newest letter. A code ends after 15 minutes or five "
            "tries: then ask for a new one."
        ),
    },
    "points": {
        "stale": _lt("The page was open for too long or cookies are switched off. Press “Send the readings” again."),
    },
    "period": {
        "bad_day": _lt("This is no date. Choose the day, or write it like 31.12.2026."),
        "reversed": _lt("The first day is after the last one. Choose an earlier one."),
        "too_long": _lt("At most %(most)s days are shown at a time. Choose a later first day or an earlier last one."),
    },
    "status": {
        "stale": _lt("The page was open for too long or cookies are switched off. Press the button again."),
        "over_limit": _lt("Too many codes were asked for from here within an hour. Try again in an hour or call us."),
    },
    "request": {
        "stale": _lt(
            "The page was open for too long or cookies are switched off, and nothing was sent. What you typed stands"
            " below: choose the files once more and press the button again."
        ),
    },
    "second_step": {
        "missing": _lt("Type the six digits that the application for codes shows."),
        "wrong": _lt(
            "The code does not fit. Type the six digits that the application shows now: they change every half minute."
            " If they do not fit either, let the phone set its clock by itself. Without the phone, call us or come to"
            " an office with your passport."
        ),
        "over_limit": _lt(
            "Too many codes were tried within an hour. Try again in an hour. If you cannot wait, call us or come to an"
            " office with your passport."
        ),
    },
    "reason": {
        "missing": _lt("Write the reason."),
    },
    "account": {
        "stale": _lt("The page was open for too long or cookies are switched off. Press the button again."),
        "email": _lt("Write your e-mail like name@mail.ru."),
        "password": _lt("Think of a password."),
        "confirmed": _lt("The two passwords differ. Type both again."),
        "closed": _lt("The account of this e-mail was closed. Call us, or give another e-mail."),
        "failed": _lt("The account was made a moment ago. Sign in with the password you chose."),
        "wrong": _lt(
            "The e-mail or the password is not right. Look at the language of the keyboard and at Caps Lock. "
            "A new password is set by a code to your e-mail: “Sign up, or set a new password”."
        ),
    },
    "data": {
        "kind": _lt("Choose what you ask for."),
        "words": _lt("Write what is to be done, and why."),
        "notice_way": _lt("Choose one of the ways."),
    },
    "consent": {
        "missing": _lt("Tick the box if you consent. If you do not, nothing need be done: the appeal is taken."),
        "changed": _lt("That text is not in use any more. Read the one below."),
    },
    "acting": {
        "stale": _lt("The page was open for too long or cookies are switched off. Choose again."),
        "may_not": _lt("You may not act for the one you chose today. Below are those for whom you may."),
        "changed": _lt(
            "This page was opened when you acted for another one. Nothing was sent: look at the top of the page for "
            "whom you act now, and send again."
        ),
    },
    "representing": {
        "stale": _lt(
            "The page was open for too long or cookies are switched off. What you typed is kept: choose the file once"
            " more and press the button again."
        ),
        "over_limit": _lt(
            "Too many requests were sent from here within an hour. What you typed is kept: send it in an hour or call"
            " us."
        ),
        "kind_missing": _lt("Choose on what ground you act."),
        "principal_name_missing": _lt("Write for whom you act."),
        "principal_number_missing": _lt("Write the INN, the OGRN or the account number: by it we find the customer."),
        "document_date_missing": _lt("Write the date of the power of attorney: without its date it is void."),
        "document_date_malformed": _lt("Write the date of the document as day, month, year."),
        "document_date_future": _lt("The date of the document has not come yet. Check it against the document."),
        "valid_until_missing": _lt("Write until which day the power of attorney is valid."),
        "valid_until_malformed": _lt("Write the last day of the term as day, month, year."),
        "valid_until_expired": _lt("The term of the document has ended. Get a new one and send that."),
        "valid_until_before": _lt("The term ends before the date of the document. Check both against the document."),
        "scan_missing": _lt("Attach the document: a scan or a photo."),
        "scan_again": _lt("Choose the file once more: it could not be kept."),
    },
    "connect": {
        "no_case": _lt("Choose what you want to connect."),
        "no_address": _lt("Give the address of the place, or how to find it."),
        "stale": _lt(
            "The page was open for too long or cookies are switched off. What you typed is kept: press the button "
            "again."
        ),
        "over_limit": _lt(
            "Too many enquiries were left from here within an hour. What you typed is kept: send it in an hour or "
            "call us."
        ),
        "unproven": _lt(
            "Many enquiries came from here within an hour, and we must know that people send them. A code was sent to "
            "your e-mail: type it at the end of the form and press the button again. What you typed is kept."
        ),
        "unproven_no_email": _lt(
            "Many enquiries came from here within an hour, and we must know that people send them. Write your e-mail: "
            "we send a code to it. Without an e-mail, send the enquiry in an hour or call us."
        ),
        "many_quotations": _lt(
            "Too many quotations were taken from here within an hour. Try again in an hour, or print this page."
        ),
        "no_quotation": _lt(
            "There is no quotation for these answers: the page says what lacks. Answer, and take it again."
        ),
    },
    "act": {
        "stale": _lt(
            "The page was open for too long or cookies are switched off. What you typed is kept: press the button "
            "again. Choose the files once more."
        ),
        "over_limit": _lt(
            "Too much was sent from here within an hour. What you typed is kept: send it in an hour or call us."
        ),
    },
    "write": {
        "missing": _lt("Write something or attach a file: nothing has come."),
    },
    "dispute": {
        "missing": _lt(
            "Write what you do not agree with: it is considered by somebody else, who does not know it yet."
        ),
    },
    "mark": {
        "stale": _lt(
            "The page was open for too long or cookies are switched off. What you typed is kept: press the button "
            "again."
        ),
    },
    "value": {
        "missing": _lt("Choose a mark from 1 to 5."),
    },
    "form": {
        "stale": _lt(
            "The page was open for too long or cookies are switched off. What you typed is kept: press "
            "the button again."
        ),
        "trap": _lt(
            "A field that people do not see was filled in, as programs do. It is empty again: press "
            "the button once more."
        ),
        "over_limit": _lt(
            "Too many appeals were sent from here within an hour. What you typed is kept: send it in "
            "an hour or call us."
        ),
        "unproven": _lt(
            "Many appeals were sent from here within an hour, and we must know that people send them. Get a code "
            "below, type it, and send the appeal. All that you told is kept."
        ),
        "unproven_no_email": _lt(
            "Many appeals were sent from here within an hour, and we must know that people send them. Add your e-mail: "
            "we send a code to it. Without an e-mail, send the appeal in an hour or call us. All that you told is kept."
        ),
        "failed": _lt(
            "We could not save the appeal because of a fault of ours. What you typed is kept: send it "
            "again in a few minutes or call us."
        ),
    },
}


def sentence(env, field, code, **values):
    """The sentence for a finding, in the reader's language."""
    if text := SENTENCES.get(field, {}).get(code):
        return env._(text) % values  # pylint: disable=translation-not-lazy
    return findings.sentence(env, field, code, **values)


def files_words(env):
    """What may be attached, for the field of files: a sentence for people, the same for the script of the page."""
    sentences = {problem: findings.file_sentence(env, "{name}", problem) for problem in CHECKED_IN_BROWSER}
    sentences |= {code: sentence(env, "files", code) for code in ("too_large", "unsent")}
    return {
        "accept": files.ACCEPT,
        "files_limits": {
            "data-max": files.FILE_MAX,
            "data-count": files.FILES_MAX,
            "data-all": files.SENDING_MAX,
            "data-sentences": json.dumps(sentences),
        },
        "files_hint": env._(
            "Up to %(count)s files, each up to %(megabytes)s MB, at one time up to %(together)s MB: photo, video, PDF,"
            " Word, Excel, text.",
            count=files.FILES_MAX,
            megabytes=files.FILE_MAX // files.MEGABYTE,
            together=files.SENDING_MAX // files.MEGABYTE,
        ),
    }


def done_sentence(env, act):
    """What an act has done, for the page after it; an unknown act says nothing."""
    return env._(DONE[act]) if act in DONE else ""  # pylint: disable=translation-not-lazy


def choices(env, words):
    """A choice list as {code: words in the reader's language}."""
    return {code: env._(text) for code, text in words.items()}
