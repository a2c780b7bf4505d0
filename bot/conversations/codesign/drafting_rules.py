"""Somebody drafts the rules from what people need. Lines of other groups are shown only here, and last.

Three pages, that can be left and taken up again: lines of their own, beside what people need; what
others have chosen (or none of it); and for each need the line that answers it. Then the draft is put
to everyone.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Post
from bot.boundary.tokens import Act, Token
from bot.boundary.views import Card, Element, Points, Text
from bot.conversations.codesign.here import Here, here_now
from bot.conversations.codesign.rules_forms import (
    LATER,
    LOOKED,
    NO_LINE,
    SEEDS,
    THEN,
    lines_form,
    need_field,
    needs_form,
    pages,
    seed_words,
    seeds_form,
)
from bot.conversations.codesign.tasks import finished, waited_for
from bot.conversations.consent.proposal_cards import talk_name
from bot.conversations.consent.proposing import proposed
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.saying import form, in_rooms, texts, whispered
from bot.domain.agreement import Matter
from bot.domain.codesign import Codesign, Task
from bot.domain.community import Community
from bot.domain.drafting import FEWEST_LINES, KEPT_WHILE_DRAFTING, MOST_LINES, RulesDraft
from bot.domain.ids import PersonId, RecordId
from bot.domain.marks import mark_of
from bot.domain.proposal import Proposal
from bot.domain.refusal import Reason, Refused
from bot.words import say


def has_begun_to_draft(community: Community, person: PersonId, known: Known) -> bool:
    """Somebody has lines of their own, that nobody else can read."""
    return _draft_of(community, person, known) is not None


def press_draft(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Who has begun finds what they wrote."""
    community, _ = _drafting(press.who.person, token, known)
    draft = _draft_of(community, press.who.person, known)
    return form(lines_form(community, draft.lines if draft else (), known.gathered(community)))


def lines(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Their own lines are kept, however few; how many there are counts once others have been shown."""
    community, codesign = _drafting(submitted.who.person, token, known)
    given = tuple(
        one for line in submitted.given.text("lines").splitlines() if (one := line.strip())
    )
    draft = _with_lines(community, given, submitted, known)
    if submitted.given.text(THEN) == LATER:
        return _left_for_later(draft)
    if LOOKED not in token.about:
        return Decision(keep=(draft,)) + form(seeds_form(community))
    if wrong := _how_many(given):
        return Decision(reply=(FormErrors({"lines": wrong}),))
    return _page_or_put(here_now(community, submitted.at, known), codesign, draft, 0)


def seeds(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Chosen ones stand below their own, to be changed. Without any, and with enough, it goes on."""
    community, codesign = _drafting(submitted.who.person, token, known)
    before = _draft_of(community, submitted.who.person, known)
    own = before.lines if before else ()
    chosen = (seed_words(one) for one in SEEDS if one in submitted.given.many("seeds"))
    draft = _with_lines(community, tuple(dict.fromkeys((*own, *chosen))), submitted, known)
    if draft.lines == own and not _how_many(own):
        return _page_or_put(here_now(community, submitted.at, known), codesign, draft, 0)
    shown = lines_form(community, draft.lines, known.gathered(community), looked=True)
    return Decision(keep=(draft,)) + form(shown)


def needs(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """One page of needs, each with the line that answers it; or with none, which is shown too."""
    community, codesign = _drafting(submitted.who.person, token, known)
    draft = _draft_of(community, submitted.who.person, known)
    if draft is None or not token[1].isdigit():
        raise Refused(Reason.BUTTON_TOO_OLD)
    here = here_now(community, submitted.at, known)
    chosen = {
        number: int(line)
        for number in range(len(here.gathered.needs if here.gathered else ()))
        if (line := submitted.given.text(need_field(number))).isdigit()
    }
    changed = replace(draft, answers={**draft.answers, **chosen})
    if submitted.given.text(THEN) == LATER:
        return _left_for_later(changed)
    return _page_or_put(here, codesign, changed, int(token[1]) + 1)


def _left_for_later(draft: RulesDraft) -> Decision:
    return Decision(keep=(draft,)) + whispered("rules.kept_for_later")


def _how_many(given: tuple[str, ...]) -> str:
    """Fewer or more than a group can remember, in words; empty when it will do."""
    if FEWEST_LINES <= len(given) <= MOST_LINES:
        return ""
    return say("rules.how_many", fewest=FEWEST_LINES, most=MOST_LINES, now=len(given))


def _page_or_put(here: Here, codesign: Codesign, draft: RulesDraft, page: int) -> Decision:
    if page < len(pages(here.gathered)):
        shown = needs_form(here.community, draft, here.gathered, page)
        return Decision(keep=(draft,)) + form(shown)
    return _put(here, codesign, draft)


def _put(here: Here, codesign: Codesign, draft: RulesDraft) -> Decision:
    """The long way: questions, reactions, a redraft, and then everyone is asked."""
    codesign, cards = finished(here, codesign, Task.DRAFT_RULES)
    put = proposed(
        here.community,
        Matter.RULES,
        title=say("codesign.title.rules"),
        words="\n".join(draft.lines),
        proposer=draft.author,
        at=here.at,
        known=here.known,
        short=False,
    )
    under = _why_these(here, draft, put)
    kept = Decision(keep=(codesign,), forget=(draft,), say=cards)
    return kept + put + Decision(say=under) + whispered("propose.sent")


def _why_these(here: Here, draft: RulesDraft, put: Decision) -> tuple[Post, ...]:
    """In the draft's own thread: under each line the needs it answers, and what no line answers yet."""
    gathered = here.gathered.needs if here.gathered else ()
    proposal = next((one for one in put.keep if isinstance(one, Proposal)), None)
    if not gathered or proposal is None:
        return ()
    body: list[Element] = [*texts("rules.answers")]
    for number, line in enumerate(draft.lines, 1):
        body.append(Text(f"{number}. {line}"))
        if answered := _needs_of(draft, gathered, number):
            body.append(Points(answered))
    if left := _needs_of(draft, gathered, NO_LINE):
        body += [*texts("rules.unanswered"), Points(left)]
    name = talk_name(proposal)
    return in_rooms(here.community, f"{name}:needs", Card("", tuple(body)), under=name)


def _needs_of(draft: RulesDraft, gathered: tuple[str, ...], line: int) -> tuple[str, ...]:
    return tuple(
        need for number, need in enumerate(gathered) if draft.answers.get(number, NO_LINE) == line
    )


def _with_lines(
    community: Community, given: tuple[str, ...], submitted: FormSubmitted, known: Known
) -> RulesDraft:
    """Other lines: what was said about those that stand where they stood stays."""
    draft = _draft_of(community, submitted.who.person, known) or RulesDraft(
        id=_id(community, submitted.who.person),
        community=community.id,
        author=submitted.who.person,
        lines=given,
        forget_at=submitted.at + KEPT_WHILE_DRAFTING,
    )
    return replace(draft, lines=given, answers=_kept_answers(draft, given))


def _kept_answers(draft: RulesDraft, given: tuple[str, ...]) -> Mapping[int, int]:
    same = {
        number
        for number, (old, new) in enumerate(zip(draft.lines, given, strict=False), 1)
        if old == new
    }
    return {need: line for need, line in draft.answers.items() if line in same}


def _drafting(person: PersonId, token: Token, known: Known) -> tuple[Community, Codesign]:
    community = known.community(token[0])
    codesign, _ = waited_for(community, Task.DRAFT_RULES, person, known)
    return community, codesign


def _draft_of(community: Community, person: PersonId, known: Known) -> RulesDraft | None:
    return known.records.one(RulesDraft, _id(community, person))


def _id(community: Community, person: PersonId) -> RecordId:
    """One draft for each person, and nobody reads another's."""
    return RecordId("d" + mark_of(community, person))


CONVERSATION = Conversation(
    presses={Act.DRAFT_RULES: press_draft},
    forms={Act.DRAFT_RULES: seeds, Act.RULE_LINES: lines, Act.RULE_NEEDS: needs},
)
