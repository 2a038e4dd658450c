"""SMS as the network counts it: alphabets, parts, what goes over the wire.

Standard library only. Sources: 3GPP 23.038 (alphabets), 3GPP 23.040 9.2.3.24.1 (joined messages).
"""

from .alphabets import GSM7, UCS2, alphabet_of, encode, units
from .gateways import at_path, fill_template, unknown_fields
from .parts import LIMIT, Message, fault, message
from .phones import takes_sms
from .receipts import Receipt, read_receipt
from .wire import payloads

__all__ = [
    "GSM7",
    "LIMIT",
    "UCS2",
    "Message",
    "Receipt",
    "alphabet_of",
    "at_path",
    "encode",
    "fault",
    "fill_template",
    "message",
    "payloads",
    "read_receipt",
    "takes_sms",
    "units",
    "unknown_fields",
]
