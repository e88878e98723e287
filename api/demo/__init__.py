"""The demo city: 聊城 with two neighbours and three months of history, told through the platform's own functions."""

from api.demo.city import load

__all__ = ["load"]
