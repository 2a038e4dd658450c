"""What a due date depends on beside the event and the rule."""

from typing import NamedTuple

from ..deadlines.rules import as_text


class Circumstances(NamedTuple):
    """The company, the zone, the places whose local days off count, and the facts that choose a rule.

    Hashable, so that a batch reckons equal events once; kept with a promise, so that it can be
    counted again from what was true when it was given.
    """

    company_id: int
    zone: str
    places: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, company_id, zone, places, facts):
        """Make them of plain values; a fact nobody knows is no fact."""
        known = sorted((fact, as_text(value)) for fact, value in facts.items() if value not in (None, ""))
        return cls(company_id, zone, tuple(places), tuple(known))

    def kept(self):
        """Return what is kept with a promise beside its company."""
        return {"zone": self.zone, "places": list(self.places), "facts": dict(self.facts)}
