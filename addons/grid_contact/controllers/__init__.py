from . import api_calls
