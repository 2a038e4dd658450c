from .week import OfficeDay, Opening, coming_days

__all__ = ["OfficeDay", "Opening", "coming_days"]
