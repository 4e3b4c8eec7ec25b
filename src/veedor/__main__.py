"""`python -m veedor` is the `veedor` command."""

from veedor.cli import main

if __name__ == "__main__":
    main()
