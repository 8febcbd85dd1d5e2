"""The practice drive: a real server on this computer that needs no account."""
