"""The start page of the account: matters go in, what waits for whom comes out. Standard library only, no clock."""

from .matter import Matter, StartPage, start_page

__all__ = ["Matter", "StartPage", "start_page"]
