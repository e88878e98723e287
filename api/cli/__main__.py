"""`python -m api.cli` is `tradein`, for where the console script is not on the path."""

from api.cli import main

main()
