from odoo.exceptions import UserError


class ApiRefusal(UserError):
    """Why a request of another system is not carried out: an HTTP status, a code for programs, a sentence for people.

    `details` go into the answer beside them: the fields that are wrong, the number that is there already.
    """

    def __init__(self, status, code, message, **details):
        super().__init__(message)
        self.http_status, self.code, self.details = status, code, details
