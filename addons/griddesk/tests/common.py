import csv
import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = Path(__file__).parents[3] / "data" / "sample"


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
