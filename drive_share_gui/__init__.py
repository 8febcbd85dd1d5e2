"""Drive Share sends OneDrive sharing invitations and shows what became of every person."""
