from . import grid_consent_act
