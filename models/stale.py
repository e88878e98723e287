"""The signal that a competing writer moved a row between our read and our write."""


class Stale(Exception):
    """Nothing was written; read again and decide again."""
