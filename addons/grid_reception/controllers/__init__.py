from . import board, kiosk, phone, queue_page, rating, ticket
