"""What an applicant may send in, through the public form or a program: pure rules, standard library only."""

from . import fields, files, steps
