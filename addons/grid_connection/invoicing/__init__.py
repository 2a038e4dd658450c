"""What an invoice needs beside the law: the amount in words, the payment code, the check of bank details."""

from .amounts import in_words
from .bank import account_fault, bic_fault
from .payment_code import Payee, payment_code

__all__ = ["Payee", "account_fault", "bic_fault", "in_words", "payment_code"]
