"""Every half year a permission is looked at again; and a sponsor may leave their post at any time."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.boundary.arrivals import AlarmRang, ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, Said
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Form, People, Weight
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.permission.brief_cards import (
    REMINDERS,
    reminder_card,
    reminder_name,
    review_name,
)
from bot.conversations.permission.charter_cards import promised
from bot.conversations.permission.charter_news import charter_shown
from bot.conversations.permission.permission_times import leaving, reminded, standing, waiting_anew
from bot.conversations.permission.unconfirmed import not_confirmed, settled_card
from bot.conversations.saying import button, form, in_good_time, revised, texts, whispered
from bot.domain.alarm import AlarmKind
from bot.domain.community import Community, Stage
from bot.domain.hours import HELD_BACK_AT_MOST
from bot.domain.ids import PersonId
from bot.domain.refusal import Reason, Refused
from bot.domain.sponsorship import Brief, Permission
from bot.words import say

PUT_OFF = timedelta(days=HELD_BACK_AT_MOST)
"""While a group is ending nobody is asked; it may think again."""


def wakes(alarm: AlarmRang, known: Known) -> Decision:
    """Time to ask, to remind once, or to say that nobody has confirmed it."""
    community, brief = known.held(Brief, alarm.about)
    if brief.wakes_at is None or brief.wakes_at > alarm.at:
        return Decision()
    if later := _later(community, alarm.at):
        return Decision(keep=(replace(brief, wakes_at=later),))
    if brief.state is Permission.GIVEN:
        return _ask_again(community, brief, alarm.at, known)
    if not brief.reminded:
        return _remind(community, brief, alarm.at, known)
    return not_confirmed(community, brief, alarm.at, known)


def still_promised(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """It stands for as long again."""
    community = known.community(token[0])
    brief = _theirs(community, press.who.person, known)
    if brief.sponsor is not None and brief.state is Permission.GIVEN:
        raise Refused(Reason.ALREADY_ANSWERED)
    again, said = stands_again(community, brief, press.at, known)
    shown = Decision(keep=(again,), say=(charter_shown(community, again),))
    return shown + said + whispered("permission.thanks")


def stands_again(
    community: Community, brief: Brief, at: datetime, known: Known
) -> tuple[Brief, Decision]:
    """Looked at just now: the card that asked is settled, and so is what somebody had to decide."""
    again = standing(community, brief, at, known)
    card = Card(_title(community), (*texts("permission.stands"), *promised(community, again)))
    told: tuple[Said, ...] = (
        revised(community, review_name(brief), card),
        revised(community, reminder_name(brief), card),
    )
    return again, Decision(say=told) + settled_card(community, brief)


def review_card(community: Community, brief: Brief) -> Card | None:
    """While its giver is asked whether it still stands."""
    return _review_card(community, brief) if brief.state is Permission.LOOKED_AT else None


def press_leaves(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community = known.community(token[0])
    _given_by(community, press.who.person, known)
    return form(_leaving_form(community))


def leaves(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Whoever follows is asked by the group, and begins afresh. Nothing is checked here against anybody's name."""
    community = known.community(token[0])
    brief = _given_by(community, submitted.who.person, known)
    goes = leaving(community, brief, submitted.at, known)
    named = next((PersonId(one) for one in submitted.given.many("follows")), None)
    name = submitted.given.names.get(named, "") if named else ""
    card = _leaving_card(community, name)
    people = dict.fromkeys((community.arranger, *(who.person for who in community.keepers[:1])))
    posts = (
        in_good_time(community, person, f"leaving:{brief.id}", card, submitted.at, known)
        for person in people
    )
    thanks = Card(_title(community), texts("leaving.thanks"))
    said: tuple[Said, ...] = (
        charter_shown(community, goes),
        revised(community, review_name(brief), thanks),
        *posts,
    )
    return Decision(keep=(goes,), say=said) + whispered("leaving.thanks")


def _later(community: Community, at: datetime) -> datetime | None:
    if community.stage is Stage.ENDING:
        return at + PUT_OFF
    return community.paused_until(at)


def _ask_again(community: Community, brief: Brief, at: datetime, known: Known) -> Decision:
    asked = replace(brief, looked_at=brief.looked_at + 1)
    if brief.sponsor is None:
        again = replace(standing(community, asked, at, known), looked_at=asked.looked_at)
        return _asked_of(community, again, community.arranger, at, known)
    waits = waiting_anew(community, replace(asked, state=Permission.LOOKED_AT), at, known)
    return _asked_of(community, waits, brief.sponsor, at, known)


def _asked_of(
    community: Community, brief: Brief, person: PersonId, at: datetime, known: Known
) -> Decision:
    card = _review_card(community, brief)
    post = in_good_time(community, person, review_name(brief), card, at, known)
    return Decision(keep=(brief,), say=(post, charter_shown(community, brief)))


def _remind(community: Community, brief: Brief, at: datetime, known: Known) -> Decision:
    """Once. While it is a draft the convenor hears of a silence, and nothing else follows from it."""
    told = reminded(community, brief, at, known)
    if community.stage is Stage.DRAFT:
        told = replace(told, wakes_at=None)
    if brief.sponsor is None or (brief.sponsor, REMINDERS) in community.less_of:
        return Decision(keep=(told,))
    card = reminder_card(community, brief)
    if brief.state is Permission.LOOKED_AT:
        card = _review_card(community, brief)
    name = reminder_name(brief)
    return Decision(
        keep=(told,), say=(in_good_time(community, brief.sponsor, name, card, at, known),)
    )


def _review_card(community: Community, brief: Brief) -> Card:
    """Whether what was promised still stands."""
    ours = brief.sponsor is None
    still = button("still_promised", Act.STILL_PROMISED, community.id, weight=Weight.MAIN)
    change = Act.OUR_PROMISES if ours else Act.CHARTER
    leave = button("leaves_post", Act.LEAVES_POST, community.id, asks=True)
    less = button("less_of", Act.LESS_OF, community.id, REMINDERS)
    return Card(
        _title(community),
        (*texts("permission.asks_us" if ours else "permission.asks"), *promised(community, brief)),
        (
            still,
            button("change_promises", change, community.id, asks=True),
            *(() if ours else (leave, less)),
        ),
    )


def _leaving_form(community: Community) -> Form:
    return Form(
        token=Token(Act.LEAVES_POST, (community.id,)).pack(),
        title=say("leaving.title"),
        intro=texts("leaving.intro"),
        fields=(People("follows", say("leaving.who"), hint=say("leaving.who_hint")),),
        submit=say("button.tell_them"),
        cancel=say("button.not_now"),
    )


def _leaving_card(community: Community, follows: str) -> Card:
    """For whoever names the next sponsor."""
    name = community.sponsor.name if community.sponsor else ""
    named = texts("leaving.names", name=name, follows=follows) if follows else ()
    next_ = button("name_next_sponsor", Act.APPOINT, community.id, "sponsor", asks=True)
    body = (*texts("leaving.told", name=name), *named, *texts("leaving.afresh"))
    return Card(_title(community), body, (next_,))


def _title(community: Community) -> str:
    return say("permission.title", name=community.name)


def _theirs(community: Community, person: PersonId, known: Known) -> Brief:
    """The brief that this person may confirm: the sponsor's own; or the group's, by whoever arranges it."""
    brief = known.brief(community)
    if brief is None or not brief.given:
        raise Refused(Reason.NOT_YOURS)
    if brief.sponsor is None:
        community.must_be_arranged_by(person)
    elif brief.sponsor != person:
        raise Refused(Reason.NOT_YOURS)
    community.must_not_be_ending()
    return brief


def _given_by(community: Community, person: PersonId, known: Known) -> Brief:
    brief = _theirs(community, person, known)
    if brief.sponsor is None:
        raise Refused(Reason.NOT_YOURS)
    if brief.state is Permission.LEAVING:
        raise Refused(Reason.ALREADY_ANSWERED)
    return brief


CONVERSATION = Conversation(
    presses={Act.STILL_PROMISED: still_promised, Act.LEAVES_POST: press_leaves},
    forms={Act.LEAVES_POST: leaves},
    alarms={AlarmKind.PERMISSION_WAKES: wakes},
)
