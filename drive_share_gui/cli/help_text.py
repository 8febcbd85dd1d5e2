"""What `drive-share --help` prints about the program as a whole."""

from typing import Final

HELP: Final = """\
usage: drive-share [options] [ITEM]      open the dialog; without ITEM, pick one there
       drive-share invite ITEM --to WHO  send invitations, print one line a person
       drive-share find ITEM             show the item a reference means
       drive-share access ITEM           who has access now
       drive-share journal               what is not settled yet, and what was sent lately
       drive-share practice-drive        serve the practice drive until interrupted
       drive-share sign-in               sign in with Microsoft; also: sign-out, accounts
       drive-share integrate install     an entry in the menus of file managers; also: remove, status
       drive-share test-connection       which step on the way to the drive does not work
       drive-share proxy-login           log in to the proxy of this network

ITEM  id:01ABC…   path:/Documents/Budget.xlsx   https://… (a sharing link or web address)
      file:/home/ann/OneDrive/Budget.xlsx (a local file in a folder that is kept in sync)
      Without a prefix the program says which reading it took.
      Instead of ITEM, --path FILE takes a local file whatever it is called.

where to find the drive (for the dialog and for every verb that talks to a drive):
  --practice            the practice drive: nothing leaves this computer, no account needed
  --account NAME        an account that is signed in (default: the one that fits the item, or signed in last)
  --service-url URL     a service, with the token in the environment variable DRIVE_SHARE_TOKEN
  --dialect NAME        how it is spoken to: graph (the default) or onedrive
  --drive ID            another drive than your own

for the dialog:
  --to WHO              people to begin with
  --also ITEM           a further item for the same people (repeatable)
  --open FILE…          a file of this computer, or a drive-share: link; for desktops and file managers
  --picture FILE        draw the dialog into a PNG file and end; with --practice --to, after inviting them

  --help, --version     with a verb, --help shows all its options

DRIVE_SHARE_HOME puts every file the program keeps under one folder. The log there, drive-share.log, names nobody:
it holds no person, item, address or message, only what was asked of the service and what came of it.
exit status: 0 everyone has access, 1 someone has not or is unknown, 2 bad usage or bad input and nothing sent,
3 nothing sent (no such item, not signed in, drive out of reach, journal not writable), 130 interrupted,
70 a fault in this program.
"""
