"""The journal on this computer's disk: what was asked for, what became of it, and what is being typed."""
