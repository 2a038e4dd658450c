"""Which telephones take an SMS."""


def takes_sms(phone: str) -> bool:
    """Tell whether a number in E.164 may take an SMS: in Russia a mobile one; abroad nobody here can tell.

    >>> takes_sms("+79051234567"), takes_sms("+73842364567"), takes_sms("+49301234567"), takes_sms("")
    (True, False, True, False)
    """
    return phone.startswith("+79") or (phone.startswith("+") and not phone.startswith("+7"))
