"""The notation of passports: which terms a transition starts and ends, for whom a paper is asked, what can be
walked and by which way.

Standard library only.
"""

from .graph import GraphFault, Place, graph_faults
from .meeting import can_meet, implied
from .terms import TERM_ACTS, BadTermAct, TermAct, parse_terms
from .way import shortest_way

__all__ = [
    "TERM_ACTS",
    "BadTermAct",
    "GraphFault",
    "Place",
    "TermAct",
    "can_meet",
    "graph_faults",
    "implied",
    "parse_terms",
    "shortest_way",
]
