"""Starts Drive Share from its folder on Windows; the launchers there run this."""

import sys

sys.frozen = True  # one program with its Python inside: it starts itself by its own name

from drive_share_gui.__main__ import main  # noqa: E402 - once it is known

sys.exit(main())
