"""The words of the window, for the command line: neither knows the other."""

from drive_share_gui.cli.surroundings import Words
from drive_share_gui.ui import wording
from drive_share_gui.ui.connection_words import describe_step, name_step
from drive_share_gui.ui.integration_words import describe_entry, describe_restart
from drive_share_gui.ui.registration_words import registration_guide
from drive_share_gui.ui.sign_in_words import describe_feature


def words() -> Words:
    """Give them all."""
    return Words(
        failure=wording.explain,
        problem=wording.describe_problem,
        caution=wording.describe_caution,
        leftover=wording.describe_leftover,
        feature=describe_feature,
        entry=describe_entry,
        restart=describe_restart,
        registration_guide=registration_guide,
        step=describe_step,
        step_name=name_step,
    )
