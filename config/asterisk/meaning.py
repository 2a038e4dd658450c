"""What packets of Asterisk mean: events of calls, as `POST /api/v1/calls/events` takes them."""

from collections.abc import Iterator, Mapping

#: Variables of a channel by which the dialplan tells what no event of Asterisk's does.
STEP, EXIT, RECORDING = "GRIDDESK_STEP", "GRIDDESK_EXIT", "GRIDDESK_RECORDING"
_VARIABLES = {STEP: "menu", EXIT: "menu", RECORDING: "recording"}
_FORGOTTEN_AFTER = 10_000  # calls: an exchange that restarts leaves some without an end


class Exchange:
    """Follows the calls of one exchange.

    `contexts` are the dialplan's contexts in which calls of customers begin; channels that begin elsewhere are those
    of operators. Events repeated by the exchange have the same `id`, so that they are taken once.
    """

    def __init__(self, contexts: frozenset[str]) -> None:
        """Begin with no call; what is told of one that began before is taken all the same."""
        self._contexts = contexts
        self._calls: dict[str, None] = {}
        self._alive: set[str] = set()

    def read(self, packet: Mapping[str, str], at: str) -> Iterator[dict[str, str]]:
        """Yield the events that a packet means.

        :param at: the moment with its offset, of the packet's arrival
        """
        call, kind = packet.get("Linkedid") or packet.get("Uniqueid", ""), packet.get("Event", "")
        if kind == "CoreShowChannelsComplete":
            yield from self._ended_meanwhile(at)
            return
        reader = getattr(self, f"_{kind.lower()}", None)
        if not call or not reader:
            return
        for number, said in enumerate(reader(call, packet)):
            channel = packet.get("DestUniqueid") or packet.get("Uniqueid", "")
            key = ":".join(filter(None, [kind, channel, said.get("step", ""), said.get("exit", ""), str(number)]))
            yield {"call": call, "id": key, "at": at, **said}

    def _is_first(self, call: str, packet: Mapping[str, str]) -> bool:
        return packet.get("Uniqueid") == call

    def _newchannel(self, call: str, packet: Mapping[str, str]) -> Iterator[dict[str, str]]:
        if self._is_first(call, packet) and packet.get("Context") in self._contexts:
            self._calls[call] = None
            if len(self._calls) > _FORGOTTEN_AFTER:
                del self._calls[next(iter(self._calls))]
            caller = packet.get("CallerIDNum", "")
            known = {"caller": caller} if caller.lstrip("+").isdigit() else {}  # a hidden one is «<unknown>»
            yield {"event": "incoming", "line": packet.get("Exten", ""), **known}

    def _coreshowchannel(self, call: str, packet: Mapping[str, str]) -> Iterator[dict[str, str]]:
        self._alive.add(call)
        if call not in self._calls:
            yield from self._newchannel(call, packet)

    def _ended_meanwhile(self, at: str) -> Iterator[dict[str, str]]:
        """Yield the ends of calls that are not among the channels that the exchange has listed."""
        for call in self._calls.keys() - self._alive:
            del self._calls[call]
            yield {"call": call, "id": "gone", "at": at, "event": "hung_up"}
        self._alive.clear()

    def _queuecallerjoin(self, call: str, packet: Mapping[str, str]) -> Iterator[dict[str, str]]:
        if call in self._calls:
            yield {"event": "menu", "exit": "operator"}

    def _dialbegin(self, call: str, packet: Mapping[str, str]) -> Iterator[dict[str, str]]:
        if call in self._calls and (telephone := _telephone(packet.get("DestChannel", ""))):
            yield {"event": "ringing", "operator": telephone}

    def _bridgeenter(self, call: str, packet: Mapping[str, str]) -> Iterator[dict[str, str]]:
        telephone = _telephone(packet.get("Channel", ""))
        if call in self._calls and not self._is_first(call, packet) and telephone:
            yield {"event": "answered", "operator": telephone}

    def _blindtransfer(self, call: str, packet: Mapping[str, str]) -> Iterator[dict[str, str]]:
        if call in self._calls and packet.get("Result", "Success") == "Success" and packet.get("Extension"):
            yield {"event": "transferred", "operator": packet["Extension"]}

    def _varset(self, call: str, packet: Mapping[str, str]) -> Iterator[dict[str, str]]:
        name, value = packet.get("Variable", ""), packet.get("Value", "")
        if call not in self._calls or name not in _VARIABLES or not value:
            return
        field = {STEP: "step", EXIT: "exit", RECORDING: "recording"}[name]
        yield {"event": _VARIABLES[name], field: value}

    def _queuecallerabandon(self, call: str, packet: Mapping[str, str]) -> Iterator[dict[str, str]]:
        """The end of the channel tells of it too; either may be lost with the line, one suffices."""
        if call in self._calls:
            yield {"event": "hung_up"}

    def _hangup(self, call: str, packet: Mapping[str, str]) -> Iterator[dict[str, str]]:
        if call in self._calls and self._is_first(call, packet):
            del self._calls[call]
            yield {"event": "hung_up"}


def _telephone(channel: str) -> str:
    """Return the telephone of a channel.

    >>> _telephone("PJSIP/101-0000002b"), _telephone("Local/102@agents-00000001;1"), _telephone("")
    ('101', '102', '')
    """
    name = channel.partition("/")[2].rpartition("-")[0]
    return name.partition("@")[0]
