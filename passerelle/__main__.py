"""Entry point of `python -m passerelle` and of the console script: the command line."""

from app.cli import main

if __name__ == "__main__":
    main()
