"""A trouble somebody at a terminal can mend."""


class Trouble(Exception):
    """The command cannot do its work here; the message says what to do."""
