"""Python imports this at its start: the server that the tests start is watched like the tests themselves."""

import loopback_only  # noqa: F401
