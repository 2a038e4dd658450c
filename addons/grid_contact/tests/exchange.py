"""An Asterisk as its Manager Interface (AMI v2) shows it, on a loopback socket, written as the other side writes it.

It takes logins and `Originate`, and tells of each call what an Asterisk tells: `Newchannel`, `OriginateResponse` with
its reason, `Hangup`. What it does with a telephone is chosen by the last digit: 1 is busy, 2 is no number, 3 rings in
vain, 4 is taken and hung up at once, 6 rings for ever; any other is taken and listened to.
"""

import socket
import threading
import time
from contextlib import suppress

GREETING = b"Asterisk Call Manager/9.0.0\r\n"
NO_ANSWER, ANSWERED, BUSY, UNREACHABLE = "3", "4", "5", "0"
#: The reason of a call that was not answered, and the cause of its end.
ENDS = {"1": (BUSY, "17"), "2": (UNREACHABLE, "1"), "3": (NO_ANSWER, "19")}
FOR_EVER = "6"


def written(first, **said):
    """Return a packet as bytes; `first` is its first line, a name and a value."""
    lines = [first, *said.items()]
    return "".join(f"{name}: {value}\r\n" for name, value in lines).encode() + b"\r\n"


def event(name, **said):
    return written(("Event", name), Privilege="call,all", **said)


class ManagerInterface:
    """The way in: a greeting, and a login without which nothing is done; a subclass gives `_act(line, action)`.

    :param tls: the context by which it encrypts
    """

    def __init__(self, secret="s3cret", tls=None):
        self.secret, self.logins, self._tls = secret, [], tls
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._lines, self._lock = [], threading.Lock()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self):
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self.hang_up()

    def hang_up(self):
        """Break every connection, as a network does."""
        with self._lock:
            lines, self._lines = self._lines, []
        for line in lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def _serve(self):
        with suppress(OSError):
            while True:
                line, _address = self._server.accept()
                with self._lock:
                    self._lines.append(line)
                threading.Thread(target=self._talk, args=[line], daemon=True).start()

    def _talk(self, line):
        rest = b""
        with suppress(OSError):
            line = self._tls.wrap_socket(line, server_side=True) if self._tls else line
            line.sendall(GREETING)
            while data := line.recv(4096):
                *whole, rest = (rest + data).split(b"\r\n\r\n")
                for one in whole:
                    action = dict(said.split(": ", 1) for said in one.decode().split("\r\n"))
                    if not self._sign_in(line, action) and not self._act(line, action):
                        return line.close()

    def _sign_in(self, line, action):
        """Answer a login; return whether it was one that is welcome."""
        if action["Action"] != "Login":
            return False
        known = action["Secret"] == self.secret
        self.logins.append(known)
        self._answer(line, action, "Success" if known else "Error", "Authentication accepted")
        return known

    def _answer(self, line, action, response, message):
        line.sendall(written(("Response", response), ActionID=action.get("ActionID", ""), Message=message))


class Exchange(ManagerInterface):
    """Places calls; a context manager. `taken` are the actions that asked for one.

    :param talk: for how long a customer listens, seconds
    :param drop_after: with the call of this number every connection breaks, and nobody hears of it
    :param refuses: whether the user may place no calls
    """

    def __init__(self, secret="s3cret", talk=0.1, drop_after=0, refuses=False, tls=None):
        self.talk, self.drop_after, self.refuses = talk, drop_after, refuses
        self.taken, self.at_once, self.most_at_once = [], 0, 0
        super().__init__(secret, tls)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.close()

    @property
    def phones(self):
        return [action["Channel"].partition("/")[2].partition("@")[0] for action in self.taken]

    def wait(self, count, seconds=30):
        """Wait until so many were called."""
        end = time.monotonic() + seconds
        while len(self.taken) < count:
            if time.monotonic() > end:
                raise TimeoutError(f"{len(self.taken)} calls of {count}")
            time.sleep(0.02)

    def _act(self, line, action):
        if action["Action"] != "Originate":
            return action["Action"] != "Logoff"
        if self.refuses:
            self._answer(line, action, "Error", "Permission denied")
            return True
        self.taken.append(action)
        if len(self.taken) == self.drop_after:
            self.hang_up()
            return False
        self._answer(line, action, "Success", "Originate successfully queued")
        threading.Thread(target=self._carry, args=[line, action, self.phones[-1][-1]], daemon=True).start()
        return True

    def _carry(self, line, action, digit):
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        with suppress(OSError):
            channel = {"Channel": f"{action['Channel']}-0000001", "Uniqueid": action["ChannelId"]}
            line.sendall(event("Newchannel", ChannelStateDesc="Down", **channel))
            if digit != FOR_EVER:
                time.sleep(0.05)
                self._end(line, action, digit, channel)
        with self._lock:
            self.at_once -= 1

    def _end(self, line, action, digit, channel):
        reason, cause = ENDS.get(digit, (ANSWERED, "16"))
        told = event(
            "OriginateResponse", ActionID=action["ActionID"], Channel=channel["Channel"], Reason=reason,
            Response="Success" if reason == ANSWERED else "Failure",
            Uniqueid=channel["Uniqueid"] if reason == ANSWERED else "<null>",
        )  # fmt: skip
        if reason == ANSWERED:
            line.sendall(told)
            time.sleep(0 if digit == "4" else self.talk)
        line.sendall(event("Hangup", Cause=cause, **channel))
        if reason != ANSWERED:
            line.sendall(told)  # a failed one is told of when its channel is gone
