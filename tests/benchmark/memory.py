"""The memory of a long work: what does not grow in its second half is bounded, however long the work is."""

from pathlib import Path
from threading import Event, Thread

PAGE = 4096
SAMPLED_EVERY = 0.5


class Memory:
    """How many megabytes a work takes at most, `peak`, and its second half beyond the first, `growth`."""

    def __enter__(self):
        self.samples, self.over = [], Event()
        self.watcher = Thread(target=self._watch, daemon=True)
        self.watcher.start()
        return self

    def _watch(self) -> None:
        while not self.over.wait(SAMPLED_EVERY):
            self.samples.append(int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6)

    def __exit__(self, *_error) -> None:
        self.over.set()
        self.watcher.join()
        half = len(self.samples) // 2
        first, second = self.samples[:half] or [0], self.samples[half:] or [0]
        self.growth, self.peak = max(second) - max(first), max([*first, *second])
