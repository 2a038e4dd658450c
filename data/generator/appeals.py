"""A stream of appeals, the oldest first: any number of them in constant memory."""

from collections.abc import Iterator

from .customers import Customer
from .life import Clock, Life
from .words import Scenario

COLUMNS = (
    "ref", "branch", "channel", "kind", "theme", "customer", "usage_point", "subject", "text", "state",
    "received_days_ago", "received_time", "registered_days_ago", "registered_time", "registered_by", "handler",
    "answered_days_ago", "answered_time", "closed_days_ago", "closed_time", "answer",
)  # fmt: skip
WHO_SHARES = {"citizen": 80, "business": 12, "provider": 8, "authority": 100}
SINCE = ("со вчерашнего вечера", "третий день", "вторую неделю", "с прошлой пятницы", "уже месяц", "с начала месяца")
OFTEN = (
    "почти каждый вечер",
    "через день",
    "каждые выходные",
    "каждую ночь",
    "по два раза в неделю",
    "при каждом ветре",
)
APPLIANCES = ("холодильник", "телевизор и роутер", "плата газового котла", "насос и стиральная машина", "компьютер")
# Numbers that all take the same Russian plural: «вольт», «минут», «домов».
LOW = (158, 165, 168, 170, 175, 176, 179, 180, 185, 187, 190)
HIGH = (247, 248, 250, 255, 256, 258, 260, 265)
OUTDOORS = ("connection", "maintenance")  # of houses and lines, never of flats
DISPATCH = {"KEM": "specialist", "NVK": "specialist2", "BEL": "specialist3"}
PORTAL_EVERY = 12  # the customer who signs in to the portal has a history to look at
FRESH = 2  # above 1: the last weeks are denser than the first, so that today's lists are not empty


class Stream:
    def __init__(self, rng, scenarios: list[Scenario], customers: list[Customer], count: int, days: int):
        self.rng, self.count, self.days = rng, count, days
        self.clock = Clock(rng)
        self.deck = [scenario for scenario in scenarios for _ in range(scenario.weight)]
        self.by_who: dict[str, list[Customer]] = {}
        for customer in customers:
            self.by_who.setdefault(customer.who, []).append(customer)

    def rows(self) -> Iterator[tuple]:
        hand: list[Scenario] = []
        last = max(1, self.count - 1)
        for index in range(self.count):
            if not hand:
                hand = self.rng.sample(self.deck, len(self.deck))
            age = int(self.days * ((last - index) / last) ** FRESH)
            yield self.row(index + 1, age, hand.pop())

    def row(self, serial: int, age: int, scenario: Scenario) -> tuple:
        customer = self.author(serial, scenario)
        channel = self.channel(scenario, customer)
        branch = customer.branch["code"]
        point = self.rng.choice(customer.points) if customer.points else None
        values = self.values(customer, point)
        if scenario.theme in OUTDOORS:
            values["address"] = values["address"].split(", кв.")[0]
        voice = 0 if customer.who == "citizen" else 1
        subject, text, answer = scenario.write(self.rng, voice, values)
        life = self.clock.live(age, scenario.kind, channel, branch)
        return (
            f"A{serial:06d}", branch, channel, scenario.kind, scenario.theme, customer.ref,
            point.number if point else "", subject, text, life.state,
            *moment(life.received), *moment(life.registered), self.registrar(channel, serial, life),
            self.handler(branch, channel, serial, life), *moment(life.answered), *moment(life.closed),
            answer if life.answered else "",
        )  # fmt: skip

    def author(self, serial: int, scenario: Scenario) -> Customer:
        if serial % PORTAL_EVERY == 0 and "citizen" in scenario.who:
            return self.by_who["citizen"][0]
        who = self.rng.choices(scenario.who, [WHO_SHARES[who] for who in scenario.who])[0]
        return self.rng.choice(self.by_who[who])

    def channel(self, scenario: Scenario, customer: Customer) -> str:
        """Nobody writes letters without a mailbox, and only who has an account enters it."""
        if customer.row["login"] and "account" in scenario.channels and self.rng.random() < 0.6:
            return "account"
        channel = self.rng.choice(scenario.channels)
        if channel == "account" and not customer.row["login"]:
            channel = "site"
        if channel in ("email", "site") and not customer.row["email"]:
            return "post" if channel == "email" else "phone"
        return channel

    def values(self, customer: Customer, point) -> dict:
        rng = self.rng
        branch = customer.branch
        street = point.street if point else rng.choice(branch["streets"])
        since = rng.choice(SINCE)
        return {
            "address": point.address if point else f"г. {branch['city']}, {street}, д. {rng.randint(1, 98)}",
            "street": street, "city": branch["city"], "branch_phone": branch["phone"],
            "feeder": point.feeder if point else f"ПС «{rng.choice(branch['stations'])}»",
            "account": point.account_number if point else "", "kw": point.power_kw if point else 15,
            "meter": f"{rng.randint(0, 99_999_999):08d}", "volts": rng.choice(LOW),
            "volts_high": rng.choice(HIGH), "hours": rng.randint(2, 4), "minutes": rng.randint(7, 11) * 5,
            "metres": rng.randint(3, 48) * 10, "neighbours": rng.randint(1, 11) * 5,
            "money": f"{rng.randint(8, 95)} {rng.randint(0, 9)}00", "since": since, "Since": since.capitalize(),
            "often": rng.choice(OFTEN), "appliance": rng.choice(APPLIANCES),
        }  # fmt: skip

    @staticmethod
    def registrar(channel: str, serial: int, life: Life) -> str:
        """Letters and forms that parse register themselves; people register calls, visits and paper."""
        if not life.registered or channel in ("email", "site", "account"):
            return ""
        if channel == "phone":
            return ("operator", "operator2")[serial % 2]
        return "manager"

    @staticmethod
    def handler(branch: str, channel: str, serial: int, life: Life) -> str:
        if life.state in ("new", "registered"):
            return ""
        if life.at_once and channel == "window":
            return Stream.registrar(channel, serial, life)
        if serial % 11 == 0:
            return "supervisor" if branch == "KEM" else "supervisor2"
        return DISPATCH[branch]


def moment(when: tuple[int, int] | None) -> tuple[str, str]:
    if when is None:
        return "", ""
    days, minute = when
    minute = min(minute, 23 * 60 + 59)
    return str(days), f"{minute // 60:02d}:{minute % 60:02d}"
