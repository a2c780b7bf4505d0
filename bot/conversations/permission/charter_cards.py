"""The charter: what was asked, what was agreed and what was not; and who looks after it."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.boundary.views import Card, Element, Facts, Points, Text
from bot.conversations.saying import listed, texts
from bot.domain.community import Community, Stage
from bot.domain.lines import lines_of
from bot.domain.sponsorship import Brief, Expectation, Mark, Permission, Promise
from bot.words import say
from bot.words.places import region_words
from bot.words.times import day_words

OURS = (Promise.TIME, Promise.NO_BLAME, Promise.HELP)
"""What a group without a sponsor can promise itself."""


def charter_card(community: Community, brief: Brief | None) -> Card:
    """What is agreed, who permits it, and who looks after it."""
    sees = "charter.no_sponsor" if community.self_authorised else "charter.what_a_sponsor_sees"
    following = texts("charter.next") if community.stage is Stage.GATHERING else ()
    body: tuple[Element, ...] = (
        Facts(tuple(_facts(community, brief))),
        *promised(community, brief),
        *_expected(community, brief),
        *texts(sees, "charter.administrators"),
        *following,
    )
    return Card(say("charter.title", name=community.name), body)


def charter_name(community: Community) -> str:
    """What the charter is called in the room, for it to be changed in place."""
    return f"charter:{community.id}"


def promised(community: Community, brief: Brief | None) -> tuple[Element, ...]:
    """The promises, and when they are looked at again."""
    if brief is None or not brief.given:
        return ()
    lines = promises(brief)
    if not lines:
        return ()
    return (*_promises_heading(community, brief), Points(lines))


def promises_changed(before: Brief | None, now: Brief) -> tuple[Element, ...]:
    """Which promise is made no longer, and which is new: no promise goes unread."""
    old, new = promises(before), promises(now)
    gone = tuple(one for one in old if one not in new)
    come = tuple(one for one in new if one not in old)
    return (*listed("charter.no_longer_promised", gone), *listed("charter.newly_promised", come))


def promises(brief: Brief | None) -> tuple[str, ...]:
    """Line by line, once they were given."""
    if brief is None or not brief.given:
        return ()
    return (*promise_lines(brief), *lines_of(brief.promised))


def promise_lines(brief: Brief) -> tuple[str, ...]:
    """Those that were given, in their order."""
    return tuple(_promise(brief, one) for one in Promise if one in brief.promises)


def expectation_line(expectation: Expectation) -> str:
    """What was asked, and what was said to it: one line, so neither ends in a full stop."""
    answer = say(f"mark.{_answer(expectation)}")
    if expectation.said:
        answer = say("expects.with_words", mark=answer, words=expectation.said)
    asked = wish_line(expectation).rstrip(".")
    return say("expects.line", asked=asked, mark=answer.rstrip("."))


def wish_line(expectation: Expectation) -> str:
    """What was asked, in a line."""
    return say(f"wish.{expectation.wish}", words=expectation.words)


def permission_words(community: Community, brief: Brief | None) -> str:
    """Who permits it, and whether that is still so."""
    if community.self_authorised:
        return say("charter.self_authorised")
    sponsor = community.sponsor
    if sponsor is None:
        return say("charter.not_settled")
    leaving = brief is not None and brief.state is Permission.LEAVING
    if brief and brief.unconfirmed:
        if leaving:
            return say("charter.not_confirmed_left", name=sponsor.name)
        day = _day(community, brief.asked_at)
        return say("charter.not_confirmed", name=sponsor.name, day=day)
    if sponsor.accepted:
        given = "charter.given_leaving" if leaving else "charter.permitted_by"
        return say(given, name=sponsor.name)
    if community.stage is Stage.DRAFT:
        return say("charter.not_settled")
    return say(f"founding.state.{sponsor.answer}", name=sponsor.name)


def _facts(community: Community, brief: Brief | None) -> Iterator[tuple[str, str]]:
    yield say("charter.purpose"), community.purpose
    yield say("charter.roles"), community.roles
    yield say("charter.permission"), permission_words(community, brief)
    if brief and brief.given and brief.why:
        heading = "charter.we_said" if brief.sponsor is None else "charter.said"
        yield say(heading), brief.why
    yield say("charter.kept_by"), _kept_by(community)
    yield say("charter.holidays"), region_words(community.rhythm.region)
    if community.keepers_manage:
        yield say("charter.manages"), say("charter.manages_words")
    if brief and brief.signed_on:
        yield say("charter.signed"), day_words(brief.signed_on)
    if brief and brief.review_at and not promised(community, brief):
        yield say("charter.looked_at"), _until(community, brief)
    yield say("charter.version"), str(community.charter_version)


def _promises_heading(community: Community, brief: Brief) -> tuple[Text, ...]:
    until, ours = _until(community, brief), brief.sponsor is None
    if not until:
        return texts("charter.our_promises" if ours else "charter.promises")
    dated = "charter.our_promises_until" if ours else "charter.promises_until"
    return texts(dated, day=until)


def _promise(brief: Brief, one: Promise) -> str:
    if brief.sponsor is None:
        return say(f"our_promise.{one}")
    if one is Promise.REPLY:
        return say("charter.promise_reply", days=brief.reply_within)
    return say(f"promise.{one}")


def _expected(community: Community, brief: Brief | None) -> tuple[Element, ...]:
    if brief is None or not brief.given or not brief.expectations:
        return ()
    ours = brief.sponsor is None
    heading = texts("charter.we_expect" if ours else "charter.expected")
    lines = (wish_line(one) if ours else expectation_line(one) for one in brief.expectations)
    return (*heading, Points(tuple(lines)))


def _answer(expectation: Expectation) -> str:
    if expectation.mark is None:
        return "open"
    if expectation.mark is Mark.CHANGE and expectation.agreed:
        return "changed"
    return expectation.mark


def _until(community: Community, brief: Brief) -> str:
    return _day(community, brief.review_at) if brief.review_at else ""


def _day(community: Community, at: datetime) -> str:
    return day_words(at.astimezone(ZoneInfo(community.rhythm.hours.zone)).date())


def _kept_by(community: Community) -> str:
    match community.keepers:
        case (facilitator, deputy):
            return say("charter.kept_by_line", facilitator=facilitator.name, deputy=deputy.name)
        case (only,) if community.has_begun:
            return only.name
        case _:
            return say("charter.not_settled")
