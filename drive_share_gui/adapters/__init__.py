"""The outside world behind the ports: the drive's services and this computer."""
