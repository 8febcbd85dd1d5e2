"""Starts Drive Share from its application bundle, where Python has been packed in."""

import sys

from drive_share_gui.__main__ import main

sys.exit(main())
