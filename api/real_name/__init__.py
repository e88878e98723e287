"""Real-name checks: what goes over the wire, who answers, and the desk that asks no more than it must."""
