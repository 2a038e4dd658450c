import csv
import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = Path(__file__).parents[3] / "data" / "sample"
#: How many records of each sort a load makes.
MADE = {
    "company": 1,
    "branch": 3,
    "office": 6,
    "user": 12,
    "customer": 60,
    "point": 90,
    "portal": 1,
    "appeal": 150,
    "body": 4,
    "fee_rate": 13,
    "connection": 19,
    "request": 31,
    "enquiry": 4,
    "reading": 19,
    "meter_hour": 48,
    "check": 4,
    "unmetered": 1,
    "meter": 98,
    "representation": 5,
    "vulnerability": 5,
    "consent_text": 2,
    "consent": 6,
    "passport": 6,
    "campaign": 4,
    "sheet": 21,
    "document": 6,
    "improvement": 2,
    "indicator_year": 2,
    "statutory_report": 1,
    "reception_service": 8,
    "window": 6,
    "queue_ticket": 33,
    "appointment": 10,
    "outage": 3,
    "outage_notice": 2,
    "message": 4,
    "exchange": 1,
    "call": 15,
    "sms_provider": 1,
    "notice_campaign": 1,
}


@contextmanager
def unfinished_appeals():
    """A copy of the sample without the answered appeals: no letters to print, so it loads in no time."""
    with TemporaryDirectory() as folder:
        shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
        rewrite(Path(folder) / "appeals.csv", lambda rows: [row for row in rows if not row["answer"]])
        (Path(folder) / "improvements.csv").unlink()
        yield Path(folder)


@contextmanager
def without_appeals():
    """A copy of the sample without appeals: its requests load alone."""
    with TemporaryDirectory() as folder:
        shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
        for file in ("appeals.csv", "acts.csv", "improvements.csv"):
            rewrite(Path(folder) / file, lambda rows: [])
        yield Path(folder)


def rewrite(path, change):
    """Write a CSV file anew, with its rows changed."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(change(rows))
