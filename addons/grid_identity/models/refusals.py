"""Why somebody was not signed in by the state identity, and the sentence for each reason."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

REFUSALS = {
    "stale": _lt(
        "The sign-in took too long, was begun in another window, or cookies are switched off. Begin it once more."
    ),
    "cancelled": _lt("You did not sign in by the state identity. Try again, or sign in with your e-mail and password."),
    "provider": _lt(
        "The state identity does not answer now. Try again in some minutes, or sign in with your e-mail and password."
    ),
    "answer": _lt(
        "The answer of the state identity could not be verified, so nobody was signed in. Begin once more; if it"
        " happens again, sign in with your e-mail and password or call us."
    ),
    "email": _lt(
        "The state identity names no confirmed e-mail of yours. Confirm your e-mail there, or open an account by e-mail"
        " here."
    ),
    "known": _lt(
        "There is an account with your e-mail already. Sign in to it with the password; then “Sign-in and security”"
        " offers to link the state identity."
    ),
    "closed": _lt("This account was closed. Call us, or file an appeal without an account."),
    "staff": _lt("Our staff sign in with their password only."),
    "linked": _lt("This state identity opens another account already. Unlink it there first, or call us."),
    "failed": _lt("Your account was being opened at this moment. Sign in once more."),
    "password": _lt("The password does not fit, so nothing was linked. Type the one by which you sign in here."),
}
DONE = {
    "done": _lt("The state identity is linked: from now on you may sign in by it."),
    "unlinked": _lt("The state identity is unlinked: it opens your account no more."),
}


class IdentityRefused(Exception):
    """Nobody is signed in, nothing is linked; `code` is a key of `REFUSALS`."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code
