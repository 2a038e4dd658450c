"""SMS as the network counts it: alphabets, parts, what goes over the wire.

Standard library only. Sources: 3GPP 23.038 (alphabets), 3GPP 23.040 9.2.3.24.1 (joined messages).
"""

from .alphabets import GSM7, UCS2, alphabet_of, decode, encode, units
from .gateways import at_path, fill_template, unknown_fields
from .parts import LIMIT, Message, cheapest, fault, message
from .phones import takes_sms
from .pieces import Piece, join, read_piece
from .receipts import Receipt, read_receipt
from .replies import digit_of, says_stop
from .wire import payloads

__all__ = [
    "GSM7",
    "LIMIT",
    "UCS2",
    "Message",
    "Piece",
    "Receipt",
    "alphabet_of",
    "at_path",
    "cheapest",
    "decode",
    "digit_of",
    "encode",
    "fault",
    "fill_template",
    "join",
    "message",
    "payloads",
    "read_piece",
    "read_receipt",
    "says_stop",
    "takes_sms",
    "units",
    "unknown_fields",
]
