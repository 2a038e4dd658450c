"""The notation of passports: which terms a transition starts and ends, and for whom a paper is asked.

Standard library only.
"""

from .terms import TERM_ACTS, BadTermAct, TermAct, parse_terms

__all__ = ["TERM_ACTS", "BadTermAct", "TermAct", "parse_terms"]
