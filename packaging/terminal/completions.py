"""What bash, zsh and fish offer after drive-share."""

from collections.abc import Iterable, Iterator, Sequence

from command import Option, VerbHelp


def bash(verbs: Sequence[VerbHelp], dialog: Sequence[Option]) -> str:
    """Write the completion of bash."""
    names = [verb.name for verb in verbs]
    cases: dict[str, list[str]] = {}
    for verb, option in _all(verbs, dialog):
        if option.takes_value:
            cases.setdefault(_bash_values(option), []).extend(f"{verb}:{name}" for name in option.names)
    values = [f"{'|'.join(places)}) {do}; return ;;" for do, places in cases.items()]
    words = [f"{verb.name}) words='{_joined([*_spellings(verb.options), *verb.first_words])}' ;;" for verb in verbs]
    return f"""\
# Completion of drive-share for bash, made from its own help.
_drive_share() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} verb='' one words
    for one in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case $one in {"|".join(names)}) verb=$one && break ;; esac
    done
    COMPREPLY=()
    case $verb:$before in
{_indented(values, 8)}
    esac
    case $verb in
{_indented(words, 8)}
        *) words='{_joined([*names, *_spellings(dialog)])}' ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}}
complete -F _drive_share drive-share
"""


def zsh(verbs: Sequence[VerbHelp], dialog: Sequence[Option]) -> str:
    """Write the completion of zsh."""
    described = [_zsh_quoted(f"{verb.name}:{verb.summary}") for verb in verbs]
    cases = [f"({verb.name}) _arguments {_joined(_zsh_specs(verb.options, verb.first_words))} ;;" for verb in verbs]
    return f"""\
#compdef drive-share
# Completion of drive-share for zsh, made from its own help.
local -a verbs
local one
verbs=(
{_indented(described, 4)}
)
for one in ${{words[2,CURRENT-1]}}; do
    case $one in
{_indented(cases, 8)}
        (*) continue ;;
    esac
    return
done
_arguments {_joined(_zsh_specs(dialog, ()))} '1: :{{_describe verb verbs}}'
"""


def fish(verbs: Sequence[VerbHelp], dialog: Sequence[Option]) -> str:
    """Write the completion of fish."""
    names = _joined(verb.name for verb in verbs)
    no_verb = f"-n 'not __fish_seen_subcommand_from {names}'"
    lines = ["# Completion of drive-share for fish, made from its own help.", "complete -c drive-share -f"]
    lines += [f"complete -c drive-share {no_verb} -a {verb.name} -d {_fish_quoted(verb.summary)}" for verb in verbs]
    lines += [f"complete -c drive-share {no_verb} {words}" for option in dialog for words in _fish_option(option)]
    for verb in verbs:
        seen = f"-n '__fish_seen_subcommand_from {verb.name}'"
        lines += [f"complete -c drive-share {seen} -a {word}" for word in verb.first_words]
        lines += [
            f"complete -c drive-share {seen} {words}" for option in verb.options for words in _fish_option(option)
        ]
    return "\n".join(lines) + "\n"


def _all(verbs: Sequence[VerbHelp], dialog: Sequence[Option]) -> Iterator[tuple[str, Option]]:
    yield from ((verb.name, option) for verb in verbs for option in verb.options)
    yield from (("", option) for option in dialog)


def _bash_values(option: Option) -> str:
    """Offer what the value of an option may be."""
    if option.choices:
        return f"""mapfile -t COMPREPLY < <(compgen -W '{_joined(option.choices)}' -- "$word")"""
    return "compopt -o default" if option.takes_file else ":"


def _zsh_specs(options: Iterable[Option], first_words: Sequence[str]) -> Iterator[str]:
    for option in options:
        text = option.text.replace("\\", "\\\\").replace("[", "(").replace("]", ")").replace(":", "\\:")
        offered = f"({_joined(option.choices)})" if option.choices else "_files" if option.takes_file else ""
        value = f":{option.value.lower()}:{offered}" if option.takes_value else ""
        for name in option.names:
            yield _zsh_quoted(f"*{name}[{text}]{value}")
    if first_words:
        yield _zsh_quoted(f"1: :({_joined(first_words)})")


def _fish_option(option: Option) -> Iterator[str]:
    offered = f" -a '{_joined(option.choices)}'" if option.choices else ""
    kind = " -r -F" if option.takes_file else f" -x{offered}" if option.takes_value else ""
    for name in option.names:
        spelled = f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
        yield f"{spelled}{kind} -d {_fish_quoted(option.text)}"


def _spellings(options: Iterable[Option]) -> Iterator[str]:
    return (name for option in options for name in option.names if name.startswith("--"))


def _zsh_quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _joined(words: Iterable[str]) -> str:
    return " ".join(words)


def _indented(lines: Iterable[str], by: int) -> str:
    return "\n".join(" " * by + line for line in lines)
