"""Starts Drive Share from its command line."""


def main() -> int:
    """Return the exit status of the program."""
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
