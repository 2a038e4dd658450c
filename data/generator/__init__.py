"""Invents a grid operator of any size: who it serves, what they ask, how they are answered."""
