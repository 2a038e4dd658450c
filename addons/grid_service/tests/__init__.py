from . import test_request_walk
