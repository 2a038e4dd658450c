"""An SMS centre on a loopback socket: SMPP 3.4 by hand, as the other side writes it.

It takes messages, answers, sends receipts and what customers write; it keeps both for the next time somebody is bound.
What it does with a telephone is chosen by the last digit: 1 is switched off (expires), 2 is refused at once, 3 never
gets a receipt.
"""

import socket
import struct
import threading
import time
from collections import namedtuple
from contextlib import suppress

Taken = namedtuple("Taken", "phone payload data_coding esm_class reference validity source")

BIND, BIND_RESP = 0x00000009, 0x80000009
SUBMIT, SUBMIT_RESP = 0x00000004, 0x80000004
DELIVER, DELIVER_RESP = 0x00000005, 0x80000005
ENQUIRE, ENQUIRE_RESP = 0x00000015, 0x80000015
UNBIND, UNBIND_RESP = 0x00000006, 0x80000006
OK, BAD_PASSWORD, THROTTLED, BAD_ADDRESS = 0x00, 0x0E, 0x58, 0x0B
REFERENCE = 0x0204
SAR_REFERENCE, SAR_TOTAL, SAR_NUMBER, MESSAGE_PAYLOAD = 0x020C, 0x020E, 0x020F, 0x0424
RECEIPT, HEADER = 0x04, 0x40
#: Numbers of what customers write, apart from those of receipts.
WRITTEN = 0x10000


class Smsc:
    """A context manager; `port` is where it listens, `taken` what it took.

    :param drop_after: with the part of this number it breaks the connection; `mute_after`: it answers no more there
    :param tls: the context by which it encrypts
    """

    def __init__(
        self, password="secret", receipts=True, gives_references=True, throttle_first=0, drop_after=0, mute_after=0,
        tls=None,
    ):  # fmt: skip
        self.password, self.gives_receipts, self.gives_references = password, receipts, gives_references
        self.throttle_left, self.drop_after, self.mute_after = throttle_first, drop_after, mute_after
        self._tls, self._muted = tls, set()
        self.taken, self.enquired, self.binds, self.acknowledged = [], 0, 0, 0
        self.silent = False
        self._owed, self._unheard, self._written, self._lock = [], {}, 0, threading.Lock()
        self._bound = []

    def __enter__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_error):
        self._socket.close()
        self.hang_up()

    def hang_up(self):
        """Break every connection, as a network does."""
        with self._lock:
            bound, self._bound = self._bound, []
        for one in bound:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
                one.close()

    def phones(self):
        """The telephones of whole messages: of a joined one when every part of it is there, once for each time."""
        whole, parts = [], {}
        for one in self.taken:
            if not one.esm_class & 0x40:
                whole.append(one.phone)
                continue
            reference, total, number = one.payload[3:6]
            key = one.phone, reference, total
            parts.setdefault(key, []).append(number)
            if sorted(parts[key])[-total:] == list(range(1, total + 1)) and len(parts[key]) % total == 0:
                whole.append(one.phone)
        return whole

    # ------------------------------------------------------------------
    def _accept(self):
        with suppress(OSError):
            while True:
                connection, _where = self._socket.accept()
                threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection):
        with suppress(OSError, ConnectionError), connection:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            while True:
                command, sequence, body = self._read(connection)
                if self.silent or connection in self._muted:
                    continue
                self._answer(connection, command, sequence, body)

    def _read(self, connection):
        length, command, _status, sequence = struct.unpack(">LLLL", self._exactly(connection, 16))
        return command, sequence, self._exactly(connection, length - 16)

    def _exactly(self, connection, size):
        read = b""
        while len(read) < size:
            piece = connection.recv(size - len(read))
            if not piece:
                raise ConnectionError
            read += piece
        return read

    def _send(self, connection, command, status, sequence, body=b""):
        connection.sendall(struct.pack(">LLLL", 16 + len(body), command, status, sequence) + body)

    def _answer(self, connection, command, sequence, body):
        if command == BIND:
            name, password = body.split(b"\0")[:2]
            good = password.decode() == self.password
            self._send(connection, BIND_RESP, OK if good else BAD_PASSWORD, sequence, name + b"\0")
            if good:
                self.binds += 1
                with self._lock:
                    self._bound.append(connection)
                    self._owed, self._unheard = [*self._unheard.values(), *self._owed], {}
                self._pay(connection)
        elif command == SUBMIT:
            self._take(connection, sequence, body)
        elif command == ENQUIRE:
            self.enquired += 1
            self._send(connection, ENQUIRE_RESP, OK, sequence)
        elif command == DELIVER_RESP:
            self.acknowledged += 1
            self._unheard.pop(sequence, None)
        elif command == UNBIND:
            self._send(connection, UNBIND_RESP, OK, sequence)

    def _take(self, connection, sequence, body):
        if self.throttle_left:
            self.throttle_left -= 1
            self._send(connection, SUBMIT_RESP, THROTTLED, sequence)
            return
        one = read_submit(body)
        if one.phone.endswith("2"):
            self._send(connection, SUBMIT_RESP, BAD_ADDRESS, sequence)
            return
        self.taken.append(one)
        number = f"{len(self.taken):08X}"
        if self.gives_receipts and not one.phone.endswith("3"):
            self._owed.append((int(number, 16), self._receipt(number, one)))
        if self.drop_after and len(self.taken) == self.drop_after:
            self.hang_up()  # taken, and nobody hears of it
            raise ConnectionError
        if len(self.taken) == self.mute_after:
            return self._muted.add(connection)
        self._send(connection, SUBMIT_RESP, OK, sequence, number.encode() + b"\0")
        self._pay(connection)

    def _pay(self, connection):
        """Send what is owed; what nobody acknowledged is owed again to who binds next."""
        with self._lock:
            owed, self._owed = self._owed, []
        for sequence, body in owed:
            self._unheard[sequence] = (sequence, body)
            self._send(connection, DELIVER, OK, sequence, body)

    def _receipt(self, number, one):
        state = "EXPIRED" if one.phone.endswith("1") else "DELIVRD"
        text = f"id:{number} sub:001 dlvrd:001 submit date:2611271200 done date:2611271201 stat:{state} err:000 text:"
        body = delivery(one.phone, text.encode(), one.source, RECEIPT)
        if self.gives_references:
            body += struct.pack(">HHH", REFERENCE, 2, one.reference)
        return body

    def write(self, phone, payload, coding=0, esm_class=0, more=b""):
        """Let a customer write; it is handed over to whoever binds next."""
        self._written += 1
        self._owed.append((WRITTEN + self._written, delivery(phone, payload, b"5050", esm_class, coding) + more))

    def wait(self, count, seconds=20):
        """Wait until so many parts were taken."""
        end = time.monotonic() + seconds
        while len(self.taken) < count:
            if time.monotonic() > end:
                raise TimeoutError(f"{len(self.taken)} parts of {count}")
            time.sleep(0.02)


def delivery(phone, payload, source, esm_class, coding=0):
    """Write a `deliver_sm` octet by octet (SMPP 3.4, 4.6.1)."""
    body = b"\0\x01\x01" + phone.encode() + b"\0\x01\x01" + source + b"\0"
    return body + bytes([esm_class, 0, 0, 0, 0, 0, 0, coding, 0, len(payload)]) + payload


def beside(reference, total, number):
    """The place of a part in a long message, beside it instead of in a header (SMPP 3.4, 5.3.2.22)."""
    place = struct.pack(">HHH", SAR_REFERENCE, 2, reference)
    return place + struct.pack(">HHB", SAR_TOTAL, 1, total) + struct.pack(">HHB", SAR_NUMBER, 1, number)


def read_submit(body):
    """Read a `submit_sm` octet by octet (SMPP 3.4, 4.4.1)."""
    place = 0

    def text():
        nonlocal place
        end = body.index(b"\0", place)
        found, place = body[place:end], end + 1
        return found

    def octet():
        nonlocal place
        place += 1
        return body[place - 1]

    text()  # service_type
    octet(), octet()
    source = text()
    octet(), octet()
    phone = text().decode()
    esm_class = octet()
    octet(), octet()
    text()  # schedule_delivery_time
    validity = text().decode()
    octet(), octet()
    data_coding = octet()
    octet()
    length = octet()
    payload, place = body[place : place + length], place + length
    reference = None
    while place < len(body):
        tag, size = struct.unpack(">HH", body[place : place + 4])
        if tag == REFERENCE:
            (reference,) = struct.unpack(">H", body[place + 4 : place + 6])
        place += 4 + size
    return Taken(phone, payload, data_coding, esm_class, reference, validity, source)
