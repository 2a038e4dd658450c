from odoo import api, models


class GridFileScanner(models.AbstractModel):
    """Looks for viruses in what visitors attach, before anything of it is stored."""

    _name = "grid.file.scanner"
    _description = "Check of files for viruses"

    @api.model
    def _refuses(self, name, content):
        """Return whether a file must not be taken; the sender is told so beside the name of the file.

        Here is no scanner, so every file passes. An addon that has one overrides this; it raises nothing: whether a
        file passes while the scanner does not answer, is for that addon to decide.

        :param str name: the bare name of the file
        :param bytes content: all of it
        """
        return False
