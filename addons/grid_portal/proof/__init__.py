"""Proof of work for public forms: given, solved by a browser, verified. Standard library only."""

from .work import Proof, difficulty, issue, verify

__all__ = ["Proof", "difficulty", "issue", "verify"]
