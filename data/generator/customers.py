"""Customers of the three groups and the points where the grid serves them."""

from collections import Counter
from dataclasses import dataclass, field

from . import numbers

# Every twenty customers hold the same mix, so that any volume looks like the real client base.
MIX = ("citizen",) * 13 + ("entrepreneur",) * 2 + ("provider",) * 2 + ("company",) * 2 + ("authority",)
WHO = {"entrepreneur": "business", "company": "business"}
AUTHORITIES = (
    "Прокуратура г. {} (пример)",
    "Администрация г. {} (пример)",
    "Жилищная инспекция, отдел по г. {} (пример)",
)
LATIN = "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch _ y _ e yu ya"
TRANSLIT = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", LATIN.split(), strict=True))
POWER = {
    "citizen": (5, 7, 10, 15, 15, 15), "entrepreneur": (15, 15, 30, 50, 100), "provider": (60, 120, 200, 400),
    "company": (50, 100, 150, 400, 670, 1500),
}  # fmt: skip


@dataclass
class Point:
    number: str
    branch: dict
    street: str
    address: str
    feeder: str
    voltage_level: str
    power_kw: int
    reliability_category: str
    account_number: str
    customer_group: str = ""


@dataclass
class Customer:
    ref: str
    kind: str
    who: str
    name: str
    row: dict
    branch: dict
    points: list[Point] = field(default_factory=list)


def latin(text: str) -> str:
    return "".join(TRANSLIT.get(letter, "") for letter in text.lower()).replace("_", "")


class Town:
    """Draws people, firms and places from the word lists."""

    def __init__(self, rng, names: dict, places: dict):
        self.rng, self.names, self.branches = rng, names, places["branch"]
        self.named = Counter()

    def person(self) -> tuple[str, str]:
        woman = int(self.rng.random() < 0.58)
        last = self.rng.choice(self.names["surnames"])[woman]
        first = self.rng.choice(self.names["female" if woman else "male"])
        return last, f"{last} {first} {self.rng.choice(self.names['patronymics'])[woman]}"

    def place(self, branch: dict, flat: bool) -> tuple[str, str]:
        street = self.rng.choice(branch["streets"])
        address = f"г. {branch['city']}, {street}, д. {self.rng.randint(1, 98)}"
        return street, f"{address}, кв. {self.rng.randint(1, 120)}" if flat else address

    def customer(self, serial: int) -> Customer:
        kind = MIX[(serial - 1) * 7 % len(MIX)]
        # Every second customer lives where the head office is, as the region's people do.
        branch = self.branches[(1, 0, 2, 0)[serial % 4]]
        last, name = self.person()
        row = {"customer_group": "3", "customer_kind": "legal_entity", "inn": numbers.company_inn(serial + 1),
               "kpp": numbers.kpp(), "ogrn": numbers.ogrn(serial), "snils": ""}  # fmt: skip
        mailbox = f"office{serial}@firma.example"
        if kind == "citizen":
            known = self.rng.random()
            row = {"customer_group": "1", "customer_kind": "individual", "kpp": "", "ogrn": "",
                   "inn": numbers.personal_inn(serial) if known < 0.6 else "",
                   "snils": numbers.snils(serial) if known > 0.2 else ""}  # fmt: skip
            mailbox = f"{latin(last)}{serial}@pochta.example" if serial == 1 or known < 0.8 else ""
        elif kind == "entrepreneur":
            row |= {"customer_kind": "entrepreneur", "inn": numbers.personal_inn(serial), "kpp": "",
                    "ogrn": numbers.ogrnip(serial)}  # fmt: skip
            name, mailbox = f"ИП {name}", f"{latin(last)}{serial}@torg.example"
        elif kind == "provider":
            row["customer_group"] = "2"
            name = self.firm("providers", "provider_words")
        elif kind == "company":
            name = self.firm("companies", "company_words")
        else:
            name = AUTHORITIES[serial // len(MIX) % len(AUTHORITIES)].format(branch["city"])
        _street, address = self.place(branch, flat=kind == "citizen" and self.rng.random() < 0.6)
        ref = f"C{serial:05d}"
        row = {"ref": ref, "name": name, **row, "phone": numbers.phone(serial), "email": mailbox,
               "city": branch["city"], "street": address.split(", ", 1)[1],
               "zip": f"{branch['zip']}{self.rng.randint(1, 99):02d}", "branch": branch["code"],
               "login": "customer" if serial == 1 else ""}  # fmt: skip
        return Customer(ref, kind, WHO.get(kind, kind), name, row, branch)

    def firm(self, forms: str, words: str) -> str:
        """Name each firm once: after the list is used up, firms get a number as real ones do."""
        turn = self.named[words]
        self.named[words] += 1
        words = self.names[words]
        name = self.names[forms][turn % len(self.names[forms])].format(words[turn % len(words)])
        return name if turn < len(words) else f"{name[:-1]}-{turn}»"

    def point(self, serial: int, customer: Customer) -> Point:
        branch = customer.branch
        if not customer.points:
            address = f"г. {customer.row['city']}, {customer.row['street']}"
            street = customer.row["street"].split(", ")[0]
        else:
            street, address = self.place(branch, flat=False)
        power = self.rng.choice(POWER[customer.kind])
        level = "lv" if power <= 150 else "mv2"
        feeder = f"ф. {10 if power > 400 else 6}-{self.rng.randint(2, 28)} ПС «{self.rng.choice(branch['stations'])}»"
        # A citizen with a second place may trade there: group 3 belongs to the place, not to the person.
        group = "3" if customer.kind == "citizen" and customer.points and serial % 3 == 0 else ""
        category = "2" if power >= 400 else "3"
        number = f"42{self.branches.index(branch) + 1}-{serial:05d}"
        return Point(number, branch, street, address, feeder, level, power, category,
                     f"42{self.rng.randint(0, 99_999_999):08d}", group)  # fmt: skip


def populate(rng, names: dict, places: dict, customers: int, points: int):
    """Return customers and points: everyone but an authority has a first point, then some get more."""
    town = Town(rng, names, places)
    people = [town.customer(serial) for serial in range(1, customers + 1)]
    owners = [person for person in people if person.kind != "authority"]
    served = []
    for serial in range(1, points + 1):
        owner = owners[serial - 1] if serial <= len(owners) else rng.choice(owners)
        point = town.point(serial, owner)
        owner.points.append(point)
        served.append((owner, point))
    return people, served
