"""How long supply may be interrupted: which norms bind an outage, by sources of supply and by reliability category."""

from collections.abc import Iterable
from dataclasses import dataclass

ONE_SOURCE = "outage_allowed_1_source"
TWO_SOURCES = "outage_allowed_2_sources"
CATEGORY_3 = "outage_cat3_continuous"
#: Categories I and II: the length stands in the contract, never above that of category III (decree 861, p. 31(6)).
BY_CONTRACT = "by_contract"


@dataclass(frozen=True)
class Hit:
    """A kind of points that an outage hits; `sources` counts independent sources of supply."""

    customer_group: str
    reliability_category: str
    sources: int


def length_rules(hits: Iterable[Hit]) -> list[str]:
    """Return the codes of the rules that bound the length of an outage, and `by_contract` where only a contract does.

    >>> length_rules([Hit("1", "3", 1), Hit("3", "2", 2)])
    ['by_contract', 'outage_allowed_1_source', 'outage_cat3_continuous']
    """
    found = set()
    for hit in hits:
        if hit.customer_group in ("1", "2"):
            found.add(TWO_SOURCES if hit.sources > 1 else ONE_SOURCE)
        found.add(CATEGORY_3 if hit.reliability_category == "3" else BY_CONTRACT)
    return sorted(found)
