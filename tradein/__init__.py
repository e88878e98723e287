"""What the trade-in scheme decides: pure functions and frozen values, free of frameworks, clocks and I/O."""
