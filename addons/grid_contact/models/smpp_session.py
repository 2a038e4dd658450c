import logging
import select
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass

from smpplib import client, consts, exceptions, smpp

from ..texting import GSM7, Piece, Receipt, read_piece, read_receipt

# The library writes whole messages, with telephone numbers and the password, into its log when asked for details.
LOGGER = "smpplib.session"
logging.getLogger(LOGGER).setLevel(logging.CRITICAL)

PATIENCE = 10  # seconds for an answer of the centre
SILENCE = 30  # seconds without a word, after which the centre is asked whether it is there
#: The centre's words for “later”: its queue is full, it is asked too fast, it is out of order.
LATER = {consts.SMPP_ESME_RMSGQFUL, consts.SMPP_ESME_RTHROTTLED, consts.SMPP_ESME_RSYSERR}
#: Of the class of what is delivered: a receipt or another notice of the network (SMPP 3.4, 5.2.12).
KIND_OF_MESSAGE = 0b0011_1100
#: States of a message as a number (SMPP 3.4, 5.2.28), for a centre that writes no text of a receipt.
STATES = {1: "sent", 2: "delivered", 3: "undelivered", 4: "undelivered", 5: "undelivered", 6: "sent", 8: "failed"}


class SmppLost(Exception):
    """The connection to the centre is gone, or it does not let us in; the reason names no telephone."""


@dataclass(frozen=True)
class Outgoing:
    """One part as the centre takes it: `phone` in E.164, `payload` with its header, `reference` of 16 bits."""

    phone: str
    payload: bytes
    alphabet: str
    is_joined: bool
    reference: int


@dataclass(frozen=True)
class Answer:
    """What the centre said of a part: `sent` with its number there, `later`, or `failed` with an error."""

    state: str
    message_id: str = ""
    error: str = ""


@dataclass(frozen=True)
class Arrived:
    """A receipt: of which telephone, with our own reference where the centre gives it back."""

    phone: str
    receipt: Receipt
    reference: int | None


@dataclass(frozen=True)
class Said:
    """What a customer wrote, or a part of it; `phone` as the centre spells it."""

    phone: str
    piece: Piece


class _Client(client.Client):
    """Keeps what arrives until it is stored: only then the centre is told that it has been taken."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.answers, self.arrived = {}, []

    def _message_received(self, pdu):
        self.arrived.append(pdu)

    def message_sent_handler(self, pdu, **_kwargs):
        self.answers[pdu.sequence] = Answer("sent", (pdu.message_id or b"").decode("ascii", "replace"))

    def error_pdu_handler(self, pdu):
        if pdu.command != "submit_sm_resp":
            raise exceptions.PDUError(f"{pdu.command}: {pdu.get_status_desc()}", pdu.status)
        state = "later" if pdu.status in LATER else "failed"
        self.answers[pdu.sequence] = Answer(state, error=f"0x{pdu.status:08x}")
        pdu.command = "enquire_link_resp"  # answered: nothing more is done about it

    def acknowledge(self):
        """Tell the centre that what arrived is stored here."""
        while self.arrived:
            client.Client._message_received(self, self.arrived.pop(0))

    def message_received_handler(self, pdu, **_kwargs):
        return consts.SMPP_ESME_ROK


class SmppSession:
    """A transceiver bound to an SMS centre by SMPP 3.4; a context manager.

    :raises SmppLost: whenever the centre cannot be reached, refuses us or falls silent
    """

    def __init__(self, host, port, system_id, password, sender, validity_minutes, is_tls=False):
        self._where = (host, port)
        self._who = {"system_id": system_id, "password": password}
        self._sender, self._validity, self._is_tls = sender, validity_minutes, is_tls
        self._client, self._heard = None, 0.0

    def __enter__(self):
        context = ssl.create_default_context() if self._is_tls else None
        self._client = _Client(
            *self._where,
            timeout=PATIENCE,
            logger_name=LOGGER,
            ssl_context=context and _Named(context, self._where[0]),
            allow_unknown_opt_params=True,
        )
        try:
            self._asking(self._client.connect)
            self._asking(lambda: self._client.bind_transceiver(**self._who, interface_version=0x34))
        except SmppLost:
            self._drop()
            raise
        self._heard = time.monotonic()
        return self

    def __exit__(self, kind, _error, _trace):
        # a centre that is lost now is being left anyway
        with suppress(SmppLost):
            if kind is not SmppLost:
                self._asking(self._client.unbind)
        self._drop()

    def _drop(self):
        self._client.state = consts.SMPP_CLIENT_STATE_OPEN  # or the library warns of a bound one
        self._client.disconnect()

    def submit(self, parts):
        """Hand parts over, and wait for what the centre says of each.

        :return: an `Answer` for each, None where the connection was lost first: nobody knows of that part
        """
        numbers = []
        try:
            for part in parts:
                numbers.append(self._asking(lambda part=part: self._client.send_message(**self._said(part))).sequence)
            end = time.monotonic() + PATIENCE
            while not all(number in self._client.answers for number in numbers) and time.monotonic() < end:
                self._read(end - time.monotonic())
        except SmppLost:
            self._client.answers.update({number: None for number in numbers if number not in self._client.answers})
        given = [self._client.answers.pop(number, None) for number in numbers]
        return given + [None] * (len(parts) - len(given))

    def listen(self, seconds):
        """Return what comes within some seconds, `Arrived` and `Said`; a silent centre is asked whether it is there."""
        end = time.monotonic() + seconds
        while not self._client.arrived and (left := end - time.monotonic()) > 0:
            self._read(min(left, SILENCE))
            if time.monotonic() - self._heard > SILENCE:
                self.ask_whether_there()
        return [found for pdu in self._client.arrived if (found := _arrived(pdu))]

    def acknowledge(self):
        """Tell the centre that what came is stored: until then it would send it again."""
        self._asking(self._client.acknowledge)

    def ask_whether_there(self):
        """Ask by `enquire_link`; a centre that does not answer is lost."""
        before = time.monotonic()
        self._asking(lambda: self._client.send_pdu(_enquiry(self._client)))
        while self._heard <= before:
            if time.monotonic() - before > PATIENCE:
                raise SmppLost("the centre does not answer")
            self._read(PATIENCE)

    def _read(self, seconds):
        socket = self._client._socket
        pending = getattr(socket, "pending", lambda: 0)()
        if pending or select.select([socket], [], [], max(seconds, 0))[0]:
            self._asking(lambda: self._client.read_once(auto_send_enquire_link=False))
            self._heard = time.monotonic()

    def _said(self, part):
        hours, minutes = divmod(self._validity, 60)
        days, hours = divmod(hours, 24)
        return {
            **self._sender_address(),
            "dest_addr_ton": consts.SMPP_TON_INTL,
            "dest_addr_npi": consts.SMPP_NPI_ISDN,
            "destination_addr": part.phone.lstrip("+"),
            "short_message": part.payload,
            "data_coding": consts.SMPP_ENCODING_DEFAULT if part.alphabet == GSM7 else consts.SMPP_ENCODING_ISO10646,
            "esm_class": consts.SMPP_GSMFEAT_UDHI if part.is_joined else consts.SMPP_MSGMODE_DEFAULT,
            "registered_delivery": True,
            "validity_period": f"0000{days:02}{hours:02}{minutes:02}00000R",
            "user_message_reference": part.reference,
        }

    def _sender_address(self):
        if self._sender.isdecimal():
            ton, npi = (consts.SMPP_TON_UNK if len(self._sender) < 7 else consts.SMPP_TON_INTL), consts.SMPP_NPI_ISDN
        else:
            ton, npi = consts.SMPP_TON_ALNUM, consts.SMPP_NPI_UNK
        return {"source_addr_ton": ton, "source_addr_npi": npi, "source_addr": self._sender}

    def _asking(self, act):
        try:
            return act()
        except exceptions.PDUError as error:
            raise SmppLost(f"the centre refuses: {error.args[0]}") from None
        except (exceptions.ConnectionError, exceptions.UnknownCommandError, OSError) as error:
            cause = error.__context__ or error  # the library says the same of whatever is wrong
            raise SmppLost(f"no connection: {type(cause).__name__}") from None


class _Named:
    """Wraps sockets for a host whose certificate is checked: the library names no host to the context."""

    def __init__(self, context, host):
        self._tls, self._host = context, host

    def wrap_socket(self, raw):
        return self._tls.wrap_socket(raw, server_hostname=self._host)


def _enquiry(bound):
    return smpp.make_pdu("enquire_link", client=bound)


def _arrived(pdu):
    """Return what a `deliver_sm` says: of a part of ours, or in the words of a customer; nothing of anything else."""
    payload = pdu.short_message or getattr(pdu, "message_payload", None) or b""
    receipt = read_receipt(payload.decode("latin-1"))
    message_id = (getattr(pdu, "receipted_message_id", None) or b"").decode("ascii", "replace")
    state = STATES.get(getattr(pdu, "message_state", None))
    if message_id or state:
        receipt = Receipt(
            message_id or (receipt.message_id if receipt else ""),
            state or (receipt.state if receipt else "sent"),
            receipt.error if receipt else "",
        )
    phone = (pdu.source_addr or b"").decode("ascii", "replace")
    if receipt:
        return Arrived(f"+{phone.lstrip('+')}", receipt, getattr(pdu, "user_message_reference", None))
    if (pdu.esm_class or 0) & KIND_OF_MESSAGE:
        return None  # a notice of the network
    if pdu.source_addr_ton == consts.SMPP_TON_INTL:
        phone = f"+{phone.lstrip('+')}"
    return Said(phone, _piece(pdu, payload))


def _piece(pdu, payload):
    """Return a text with its place in a long one, which stands in a header or beside it (SMPP 3.4, 5.3.2.22)."""
    has_header = bool((pdu.esm_class or 0) & consts.SMPP_GSMFEAT_UDHI)
    piece = read_piece(payload, pdu.data_coding or 0, has_header=has_header)
    total, number = (getattr(pdu, name, None) or 0 for name in ("sar_total_segments", "sar_segment_seqnum"))
    if not 1 <= number <= total:
        return piece
    return Piece(piece.text, getattr(pdu, "sar_msg_ref_num", None) or 0, total, number)
