"""What is kept that carries a person's name, told to them alone; and their own words to read again."""

from collections.abc import Iterator

from bot.boundary.arrivals import CommandGiven
from bot.boundary.decision import Decision
from bot.boundary.views import Element, Points, Quote, Text
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import texts, whisper, whispered
from bot.domain.community import Community
from bot.domain.contribution import Reflection
from bot.domain.ids import PersonId, RecordId
from bot.domain.session import Session
from bot.words import say
from bot.words.times import day_words


def my_data(command: CommandGiven, known: Known) -> Decision:
    """`/lc mydata`: in a room about its community, in private about each of the person's."""
    person = command.who.person
    found = known.communities_at(command.place, command.who)
    told = [_told(one, person, known) for one in found if person in one.people]
    return sum(told, Decision()) if told else whispered("mydata.nothing")


def _told(community: Community, person: PersonId, known: Known) -> Decision:
    parts = say("mydata.parts", parts=", ".join(_parts(community, person)))
    return whisper(
        Points((parts, *_kinds(community, person, known))),
        *_sponsors_words(community, person),
        *_notes(community, person, known),
        *texts("mydata.unsigned"),
        title=say("mydata.title", name=community.name),
    )


def _parts(community: Community, person: PersonId) -> Iterator[str]:
    if person == community.convenor:
        yield say("mydata.convenor")
    if community.is_sponsor(person):
        agreed = community.sponsor and community.sponsor.accepted
        yield say("mydata.is_sponsor" if agreed else "mydata.sponsor")
    if any(who and who.person == person for who in (community.facilitator, community.deputy)):
        yield say("mydata.is_keeper" if community.is_kept_by(person) else "mydata.keeper")
    if member := community.member(person):
        yield say(f"mydata.member_{member.standing}")


def _kinds(community: Community, person: PersonId, known: Known) -> Iterator[str]:
    """What there is of theirs, a line for each kind; their words stand elsewhere."""
    member = community.member(person)
    if person == community.convenor:
        yield say("mydata.charter")
    if member and member.hours:
        yield say("mydata.hours")
    if any(who == person for who, _ in community.less_of):
        yield say("mydata.less_of")
    if any(_took_on(session, person) for session in known.sessions(community)):
        yield say("mydata.sessions")
    if community.takes_part(person):
        yield say("mydata.words")
    for story in known.stories(community):
        if story.teller == person:
            yield say(f"mydata.story_{'mine' if story.changeable else 'told'}")


def _took_on(session: Session, person: PersonId) -> bool:
    return person in (session.held_by, session.teller, *session.asked, *session.roles.values())


def _sponsors_words(community: Community, person: PersonId) -> tuple[Element, ...]:
    if not (community.is_sponsor(person) and community.purpose_said):
        return ()
    return (*texts("mydata.sponsors_words"), Quote(community.purpose_said))


def _notes(community: Community, person: PersonId, known: Known) -> Iterator[Element]:
    """The notes that a facilitator wrote for themselves: nobody else can read them anywhere."""
    for note in known.records.all(Reflection, RecordId(community.id)):
        if note.author == person:
            goes = day_words(known.days(community).day_of(note.forget_at))
            yield Text(say("mydata.note", day=goes))
            yield Quote(note.text)


CONVERSATION = Conversation(commands={"mydata": my_data})
