from . import state_identity
