from . import (
    acting,
    appeal_form,
    information,
    my_appeals,
    my_payment,
    my_requests,
    my_start,
    offices,
    public_page,
    questions,
    services,
    status,
)
