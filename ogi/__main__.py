"""`python -m ogi` is `ogi`."""

from ogi.app import main

if __name__ == "__main__":
    main()
