from . import test_request_papers, test_request_walk
