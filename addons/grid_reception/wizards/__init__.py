from . import grid_appointment_booking
