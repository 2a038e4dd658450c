"""The application for a connection: what its form asks, and which passport serves it, with reasons.

Standard library only, no clock: values of the form go in, faults and reasons come out. Kilowatts are decimals: the law
compares them exactly (670.0 kW is not under 670). Sources: Rules of technological connection (Government resolution
861 of 27.12.2004), points 9 and 12-14, and section X.
"""

from .applicant import CARD_FIELDS, CARD_READERS, card_lacks
from .choice import Choice, Passport, Tried, choose, presets
from .district import district
from .estimate import ESTIMATE_READERS, FARTHEST_M, PURPOSES, USUAL, Purpose, purpose_of, read_estimate
from .form import Fault, Form, Stage, faults
from .kilowatts import kilowatts, too_exact
from .reading import CHOICES, FIELDS, FLAGS, POWERS, Reading, read
from .stages import STAGE_READERS, STAGES_MAX, read_stages, stage_field, stage_numbers

__all__ = [
    "CARD_FIELDS",
    "CARD_READERS",
    "CHOICES",
    "ESTIMATE_READERS",
    "FARTHEST_M",
    "FIELDS",
    "FLAGS",
    "POWERS",
    "PURPOSES",
    "STAGES_MAX",
    "STAGE_READERS",
    "USUAL",
    "Choice",
    "Fault",
    "Form",
    "Passport",
    "Purpose",
    "Reading",
    "Stage",
    "Tried",
    "card_lacks",
    "choose",
    "district",
    "faults",
    "kilowatts",
    "presets",
    "purpose_of",
    "read",
    "read_estimate",
    "read_stages",
    "stage_field",
    "stage_numbers",
    "too_exact",
]
