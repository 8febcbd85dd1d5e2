"""How the drive's services are spoken to, one dialect a module."""
