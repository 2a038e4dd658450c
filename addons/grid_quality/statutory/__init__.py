"""Rules of the statutory forms: what is counted in which cell. Standard library only.

Source: annex 7 to order 186 of the Ministry of Energy of 15.04.2014 (added by order 217 of 06.04.2015).
"""
