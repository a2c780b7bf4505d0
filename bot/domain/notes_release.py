"""A session opens: which notes are told in it, and of which nothing stays. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.domain.unsigned import Back, Stands, Unsigned, Voice

STAYS = 4
"""Openings, counted from the session a note was written for, after which nothing of it is left (what-is-kept.md)."""

Flagged = Callable[[str], bool]
"""Whether something in a text might point to a person, or sounds heavy."""


@dataclass(frozen=True, slots=True)
class Release:
    """`told` are told now, in this order of chance. `back` went back to their writers since the last time.

    `later`: notes that stay, changed only in that they may go unread the next time.
    """

    told: tuple[Unsigned, ...] = ()
    back: tuple[Unsigned, ...] = ()
    later: tuple[Unsigned, ...] = ()

    @property
    def kept(self) -> tuple[Unsigned, ...]:
        return (*self.told, *self.back, *self.later)

    def within(self, notes: Iterable[Unsigned]) -> tuple[Unsigned, ...]:
        """All notes, as they stand after it."""
        changed = {one.key: one for one in self.kept}
        return tuple(changed.get(one.key, one) for one in notes)


def goes(one: Unsigned, flagged: Flagged) -> bool:
    """Let through; or nobody has read it in time, and there is nothing in it that a person should see first."""
    if one.is_reply or one.taken_back:
        return False
    if one.stands is Stands.PASSED:
        return True
    in_time = one.is_unread and not (one.late or one.again)
    return in_time and not flagged(one.text)


def with_one_alone(release: Release) -> Release:
    """Where a session stays with a note, one alone is the one: nothing is to be chosen."""
    notes = [one for one in release.told if one.voice is Voice.NOTE]
    if len(notes) != 1:
        return release
    told = (replace(one, stayed=one in notes) for one in release.told)
    return replace(release, told=tuple(told))


def released(shuffled: Sequence[Unsigned], flagged: Flagged, post: str) -> Release:
    """What the session `post` tells. `shuffled` are all notes there are."""
    going = [one for one in shuffled if goes(one, flagged)]
    told = (
        replace(one, stands=Stands.RELEASED, post=post, place=place)
        for place, one in enumerate(going, 1)
    )
    returned = (one for one in shuffled if one.stands is Stands.RETURNED)
    back = (one for one in returned if one.voice is Voice.NOTE and not one.counted)
    late = (one for one in shuffled if one.is_unread and one.late)
    return Release(
        told=tuple(told),
        back=tuple(replace(one, counted=True, post=post) for one in back),
        later=tuple(replace(one, late=False) for one in late),
    )


def reasons(back: Iterable[Unsigned]) -> tuple[Back, ...]:
    """Why notes went back, each reason once, in a fixed order."""
    said = {one.back for one in back}
    return tuple(reason for reason in Back if reason in said)


def stays(one: Unsigned, session: int) -> bool:
    """Whether anything of it is left when this session opens."""
    return session - one.session < STAYS


def in_post(notes: Iterable[Unsigned], post: str) -> tuple[Unsigned, ...]:
    """What was told in the post of that session, as it stands there."""
    found = (one for one in notes if one.told and one.post == post and not one.taken_back)
    return tuple(sorted(found, key=lambda one: one.place))


def back_since(notes: Iterable[Unsigned], post: str) -> tuple[Unsigned, ...]:
    """What that post says went back to its writer."""
    return tuple(one for one in notes if one.stands is Stands.RETURNED and one.post == post)
