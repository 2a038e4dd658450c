"""Joins an Asterisk to GridDesk by its Manager Interface (AMI v2); standard library only.

`calls.packets` of `grid_contact` cuts the stream, `meaning` says it in the words of `POST /api/v1/calls/events`,
`listener` keeps both ends joined. A call is named by the `Linkedid` of its channels, the `Uniqueid` of the first.
"""
