"""Use cases, and the ports they need: what the program does, without saying with what."""
