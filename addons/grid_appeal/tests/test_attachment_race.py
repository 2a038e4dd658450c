import os
from hashlib import sha1
from pathlib import Path
from threading import Thread

from odoo.tests import TransactionCase, tagged

LARGE = 100_000_000  # bytes: writing takes long enough for the other to look meanwhile


@tagged("post_install", "-at_install")
class TestAttachmentRace(TransactionCase):
    def test_a_file_is_never_seen_half_written(self):
        attachments = self.env["ir.attachment"]
        content = os.urandom(LARGE)
        checksum = sha1(content).hexdigest()
        path = Path(attachments._full_path(f"{checksum[:2]}/{checksum}"))
        self.addCleanup(path.unlink)
        writer = Thread(target=attachments._file_write, args=[content, checksum])
        writer.start()
        while writer.is_alive() and not path.exists():
            pass
        seen = path.stat().st_size
        writer.join(60)
        self.assertEqual(seen, LARGE)
        self.assertEqual(attachments._file_write(content, checksum), f"{checksum[:2]}/{checksum}")
        self.assertEqual([file.name for file in path.parent.glob(f"{checksum}*")], [checksum])
