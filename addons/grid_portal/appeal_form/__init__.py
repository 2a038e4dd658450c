"""What a customer may write in the public form: pure rules, standard library only."""

from . import fields, files
