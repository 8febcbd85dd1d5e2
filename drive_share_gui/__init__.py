"""Drive Share sends OneDrive sharing invitations and shows what became of every person."""

__version__ = "0.1.0"
