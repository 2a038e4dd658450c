"""When offices receive people: rules without a database."""

from .week import OfficeDay, Opening, coming_days, same_days

__all__ = ["OfficeDay", "Opening", "coming_days", "same_days"]
