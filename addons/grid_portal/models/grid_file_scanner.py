from odoo import api, models

from odoo.addons.grid_appeal.appeal_form import files


class GridFileScanner(models.AbstractModel):
    """Looks for viruses in what visitors attach, before anything of it is stored."""

    _name = "grid.file.scanner"
    _description = "Check of files for viruses"

    @api.model
    def _read(self, upload):
        """Return (name, content, problem) of a file that came with a form; of a good one the problem is None.

        One byte more than allowed tells that it is too big. A repeated request reads again.
        """
        upload.stream.seek(0)
        name, content = files.clean_name(upload.filename), upload.stream.read(files.FILE_MAX + 1)
        problem = files.problem(name, content[: files.HEAD], len(content))
        return name, content, problem or ("unsafe" if self._refuses(name, content) else None)

    @api.model
    def _refuses(self, name, content):
        """Return whether a file must not be taken; the sender is told so beside the name of the file.

        Here is no scanner, so every file passes. An addon that has one overrides this; it raises nothing: whether a
        file passes while the scanner does not answer, is for that addon to decide.

        :param str name: the bare name of the file
        :param bytes content: all of it
        """
        return False
