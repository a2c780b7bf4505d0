"""What is kept of somebody from sessions: what they told, wrote and said, and what they did in them."""

from collections.abc import Iterable

from bot.conversations.known import Known
from bot.conversations.membership.held_things import Held, Theirs
from bot.conversations.sessions.adding_prompts import own_prompt_name
from bot.conversations.sessions.catching import caught_name
from bot.conversations.sessions.own_prompts import own_set
from bot.conversations.sessions.together import together_name
from bot.domain.caught import Caught
from bot.domain.community import Community
from bot.domain.contribution import Contribution, Part, Reflection
from bot.domain.ids import PersonId, RecordId
from bot.domain.written import Written


def sessions_of(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    for one in known.sessions(community):
        if person in (one.held_by, one.teller, *one.asked, *one.roles.values()):
            yield Held("session", str(one.number), one)


def stories_of(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    for one in known.stories(community):
        if one.teller == person:
            words = "\n\n".join(text for _, text in one.words)
            kind = "story_mine" if one.changeable else "story_told"
            posts = () if one.changeable or not one.session else (f"story:{one.session}",)
            yield Held(kind, words, one, Theirs.STORIES, posts)


def said_of(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    for session in known.sessions(community):
        for one in known.records.all(Contribution, session.id):
            if one.author == person:
                yield Held("said", one.text, one, Theirs.WORDS, _repeated(one))


def written_of(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    for session in known.sessions(community):
        for one in known.records.all(Written, session.id):
            if one.author == person:
                yield Held("written", one.text, one, Theirs.WORDS)


def caught_of(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    for one in known.records.all(Caught, RecordId(community.id)):
        if one.author == person:
            words = "\n".join(filter(None, (one.happened, one.unsure)))
            yield Held("caught", words, one, Theirs.WORDS, (caught_name(one),))


def notes_of(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    for one in known.records.all(Reflection, RecordId(community.id)):
        if one.author == person:
            yield Held("note", one.text, one, Theirs.NOTES)


def own_prompts_found(community: Community, person: PersonId, known: Known) -> Iterable[Held]:
    for one in own_set(community, known):
        if one.author == person:
            yield Held("own_prompt", one.text, one, Theirs.CARDS, (own_prompt_name(one),))


def _repeated(one: Contribution) -> tuple[str, ...]:
    """What was said in a form stands in a post of the bot's; what was said in a thread does not, and no
    post has its name."""
    match one.part:
        case Part.TAKE_AWAY:
            return (f"take:{one.id.removeprefix('t')}",)
        case Part.WRAP:
            return (f"wrap:{one.session}",)
        case Part.LAST_WORD:
            return (f"word:{one.session}",)
        case _:
            return (together_name(one.id),)
