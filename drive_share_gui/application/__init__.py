"""What a person can do with Drive Share, one use case a module, and the ports the use cases need."""
