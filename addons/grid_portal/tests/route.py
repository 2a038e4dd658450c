"""One row of the table of routes: who may, by which method, what others and bad input are answered.

The rows stand in `routes_site`, `routes_account` and `routes`, those of the addons beside the portal in a
`tests/routes.py` of each. A route of ours that is in none of them fails `test_routes`, which tries each row as every
person. A new route is one more row, and its records one more name
of `common_routes.RouteCase`.

- `rule`: the address as its decorator spells it.
- `may`: the people who get what belongs to the owner. All others are answered by a status of `refused`; who has not
  signed in is sent to do so where the account asks for it.
- `example`: the address of a record of the owner; each `{name}` is one that the cast knows. In the place of each,
  bad input is tried: `bad` is what it is answered.
- `typed`: what a form sends that is right in everything but its token; `badly` changes it to what is answered by 422.
- `tokenless`: why a form is taken without the token of a session.
- `is_file`: always a download, never a page.
- `notes`: the tables that are written to though all is refused: a draft keeps what was typed.
"""

from typing import NamedTuple

EVERYBODY = frozenset(
    {"public", "stranger", "colleague", "representative", "former", "owner", "staff", "manager", "neighbour"}
)
SIGNED_IN = EVERYBODY - {"public"}
#: The owner, and who acts for her by a valid paper; one whose paper has ended (`former`) is a stranger.
OWN = frozenset({"owner", "representative"})
STAFF = frozenset({"staff", "manager"})
MANAGER = frozenset({"manager"})
ANY_STAFF = STAFF | {"neighbour"}
#: A case in the account is shown to who serves it, too: the same rules that let her open it behind.
CASE = OWN | STAFF
NOBODY = frozenset()

MISSING = (404,)
CLOSED = (403, 404)
#: No page sends this form: a record is not found, or the words are of no known kind.
NO_JSON = (400, 404, 415)
#: A person with a key of another system: who has none, signed in or not, is told so.
NO_KEY = (401,)
#: An application that was begun, and the card of whom it is for: all that is right is kept at once.
DRAFT = frozenset(
    {"grid_service_request", "grid_connection", "grid_connection_stage", "grid_service_paper", "ir_attachment"}
    | {"res_partner", "mail_message", "mail_tracking_value"}
)


class Route(NamedTuple):
    """One route: see the head of the file."""

    rule: str
    may: frozenset[str] = EVERYBODY
    example: str = ""
    method: str = "GET"
    refused: tuple[int, ...] = MISSING
    answer: int = 200
    bad: tuple[int, ...] = (400, 403, 404)
    typed: dict | None = None
    badly: tuple[dict, ...] = ()
    tokenless: str = ""
    is_file: bool = False
    notes: frozenset[str] = NOBODY

    @property
    def address(self) -> str:
        """The example, or the rule itself where it has no part to fill in."""
        return self.example or self.rule
