from . import routes, test_call_access, test_call_events
