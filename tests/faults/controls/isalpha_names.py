"""Names are tested by `str.isalpha`, as Python 3.11 knows letters."""

from tradein import person_name
from tradein.person_name import NameFault


def sabotage(monkeypatch):
    monkeypatch.setattr(person_name, "fault_of", lambda name: None if name.isalpha() else NameFault.TECHNICAL)
