"""The sample company: `load(env, folder)` brings it into a database, and changes nothing the second time."""

from .load import load
