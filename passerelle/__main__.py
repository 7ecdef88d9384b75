"""`python -m passerelle` is `passerelle`: the command line. The console script starts here too."""

from app.cli import main

if __name__ == "__main__":
    main()
