#!/usr/bin/env python3
"""Write the sample company as CSV files: `python3 data/generate.py --appeals 1000000 --out /some/folder`.

The same arguments give the same bytes. Needs Python 3.11 and python-stdnum, no Odoo.
"""

import argparse
import csv
import random
from pathlib import Path

from generator import appeals, customers, numbers, papers, words

HEAD = "Директор филиала"
SMALLEST = 20  # fewer customers than one mix would leave a group without people
CUSTOMER_COLUMNS = ("ref", "name", "customer_group", "customer_kind", "inn", "kpp", "ogrn", "snils", "phone", "email",
                    "city", "street", "zip", "branch", "login")  # fmt: skip
POINT_COLUMNS = ("number", "customer", "branch", "address", "feeder", "voltage_level", "power_kw",
                 "reliability_category", "account_number", "customer_group")  # fmt: skip


def at_least(smallest: int):
    def check(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < smallest:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of {smallest} or more")
        return int(text)

    return check


def arguments(argv=None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=at_least(0), default=1, help="another seed, another company (default 1)")
    parser.add_argument("--appeals", type=at_least(1), default=150, help="how many appeals (default 150)")
    parser.add_argument("--customers", type=at_least(SMALLEST), default=60, help="how many customers (default 60)")
    parser.add_argument("--points", type=at_least(1), help="how many usage points (default: 3 for 2 customers)")
    parser.add_argument("--days", type=at_least(60), default=365, help="how far back the appeals go (default 365)")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "sample", help="the folder to write to")
    return parser.parse_args(argv)


def write(folder: Path, name: str, columns, rows) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def write_house(folder: Path, places: dict) -> None:
    company = dict(places["company"])
    serial, region = company.pop("inn_serial"), company.pop("region")
    company |= {"inn": numbers.company_inn(serial), "kpp": numbers.kpp(), "ogrn": numbers.ogrn(serial)}
    write(folder, "company", company, [company.values()])
    where = company["timezone"], region
    columns = (
        *("code", "name", "tz", "region", "address", "phone", "email", "emergency_phone"),
        *("head_name", "head_position", "territory"),
    )
    write(folder, "branches", columns, (
        (b["code"], b["name"], *where, b["address"], b["phone"], b["email"], b["emergency_phone"], b["head"], HEAD,
         b["territory"])
        for b in places["branch"]
    ))  # fmt: skip
    columns = (
        *("ref", "branch", "name", "kind", "address", "phone", "email", "hours", "week"),
        *("town", "latitude", "longitude", "services", "access_note"),
    )
    emails = {branch["code"]: branch["email"] for branch in places["branch"]}
    offices = (
        {"ref": f"{office['branch']}-{serial}", "email": emails[office["branch"]], **office}
        for serial, office in enumerate(places["office"], start=1)
    )
    write(folder, "offices", columns, ([office[column] for column in columns] for office in offices))
    columns = ("login", "role", "name", "position", "branches", "phone", "email")
    staff = (
        {"phone": f"+7 384 200-01-{serial:02d}", "email": f"{person['login']}@kuzbass-seti.example", **person}
        for serial, person in enumerate(places["staff"], start=1)
    )
    write(folder, "staff", columns, ([person[column] for column in columns] for person in staff))


def write_papers(folder: Path, rng: random.Random, people: list, served: list) -> None:
    write(folder, "meters", papers.METER_COLUMNS, papers.meters(rng, served))
    write(folder, "representatives", papers.REPRESENTATIVE_COLUMNS, papers.representatives(people))
    write(folder, "vulnerabilities", papers.VULNERABILITY_COLUMNS, papers.vulnerabilities(rng, people))
    texts = words.read("papers.toml")["consent_text"]
    write(folder, "consent_texts", papers.CONSENT_TEXT_COLUMNS, papers.consent_texts(texts))
    write(folder, "consents", papers.CONSENT_COLUMNS, papers.consents(rng, people))
    write(folder, "passports", papers.PASSPORT_COLUMNS, papers.passports(rng, people))


def main(argv=None) -> None:
    args = arguments(argv)
    args.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(args.seed)
    places = words.read("places.toml")
    write_house(args.out, places)
    points = args.points or args.customers * 3 // 2
    people, served = customers.populate(rng, words.read("names.toml"), places, args.customers, points)
    write(args.out, "customers", CUSTOMER_COLUMNS, ([p.row[c] for c in CUSTOMER_COLUMNS] for p in people))
    write(args.out, "usage_points", POINT_COLUMNS, (
        (p.number, owner.ref, p.branch["code"], p.address, p.feeder, p.voltage_level, p.power_kw,
         p.reliability_category, p.account_number, p.customer_group)
        for owner, p in served
    ))  # fmt: skip
    stream = appeals.Stream(rng, words.scenarios(), people, args.appeals, args.days)
    write(args.out, "appeals", appeals.COLUMNS, stream.rows())
    write_papers(args.out, random.Random(f"papers {args.seed}"), people, served)


if __name__ == "__main__":
    main()
