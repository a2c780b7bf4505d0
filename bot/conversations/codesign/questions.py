"""Members work out what they need: the first question, and those that follow it, without a name."""

from dataclasses import replace

from bot.boundary.arrivals import ButtonPressed, FormSubmitted
from bot.boundary.decision import Decision, FormErrors, Slip
from bot.boundary.tokens import Act, Token
from bot.conversations.codesign.closing import let_go, openly
from bot.conversations.codesign.forms import answers_in, first_field, question_form
from bot.conversations.codesign.gathering import box_of
from bot.conversations.codesign.here import Here, here_now
from bot.conversations.codesign.tasks import waited_for
from bot.conversations.codesign.turns import asked
from bot.conversations.conversation import Conversation
from bot.conversations.known import Known
from bot.conversations.membership.invitation_cards import gathering_card
from bot.conversations.permission.charter_news import charter_shown
from bot.conversations.saying import form, revised, whispered
from bot.domain.codesign import BOXED, Codesign, Step, Task
from bot.domain.community import FEWEST_TO_BEGIN, Community, Stage
from bot.domain.ids import PersonId, RecordId
from bot.domain.refusal import Reason, Refused
from bot.words import say


def begin(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """The first question is posted. A group that meets already may begin with it, too."""
    community = known.community(token[0])
    _must_be_ready(community, press.who.person, known)
    gathering = community.stage is Stage.GATHERING
    changed = replace(community, stage=Stage.CODESIGN) if gathering else community
    codesign = Codesign(id=RecordId(known.mint.id()), community=community.id)
    card = revised(changed, f"gathering:{community.id}", gathering_card(changed))
    charter = charter_shown(changed, known.brief(changed))
    begun = Decision(keep=(changed,), say=(card, charter))
    here = here_now(changed, press.at, known)
    return begun + asked(here, codesign) + whispered("codesign.begun")


def press_answer(press: ButtonPressed, token: Token, known: Known) -> Decision:
    community, codesign = _asked_of(press.who.person, token, known)
    return form(question_form(community, codesign, known.gathered(community)))


def answer(submitted: FormSubmitted, token: Token, known: Known) -> Decision:
    """Into the box, without a name. Sent again, it takes the place of what was there."""
    community, codesign = _asked_of(submitted.who.person, token, known)
    gathered = known.gathered(community)
    answers = answers_in(codesign.step, submitted.given, gathered)
    if not answers:
        where = first_field(codesign.step, gathered)
        return Decision(reply=(FormErrors({where: say("codesign.empty")}),))
    kept = community.is_kept_by(submitted.who.person)
    slip = Slip(
        community=community.id,
        box=box_of(codesign, kept=kept),
        person=submitted.who.person,
        answers=answers,
    )
    return Decision(drop=(slip,)) + whispered("codesign.thanks")


def ask_openly(press: ButtonPressed, token: Token, known: Known) -> Decision:
    """Too few used the form: the same question, in the thread, for whoever likes to begin."""
    here, codesign = _unanswered(press, token, known)
    return openly(here, codesign) + whispered("task.done")


def let_it_go(press: ButtonPressed, token: Token, known: Known) -> Decision:
    here, codesign = _unanswered(press, token, known)
    return let_go(here, codesign) + whispered("task.done")


def _asked_of(person: PersonId, token: Token, known: Known) -> tuple[Community, Codesign]:
    community = known.community(token[0])
    community.must_include(person)
    community.must_not_be_ending()
    codesign = known.codesign(community)
    if codesign is None or token[1] not in BOXED:
        raise Refused(Reason.BUTTON_TOO_OLD)
    codesign.must_ask(Step(token[1]))
    return community, codesign


def _unanswered(press: ButtonPressed, token: Token, known: Known) -> tuple[Here, Codesign]:
    community = known.community(token[0])
    codesign, _ = waited_for(community, Task.TOO_FEW, press.who.person, known)
    if token[1] != codesign.step:
        raise Refused(Reason.BUTTON_TOO_OLD)
    return here_now(community, press.at, known), codesign


def _must_be_ready(community: Community, person: PersonId, known: Known) -> None:
    community.must_be_kept_by(person)
    community.must_not_be_ending()
    if community.stage is Stage.DRAFT:
        raise Refused(Reason.NOT_STARTED_YET)
    if community.stage is Stage.RESTING:
        raise Refused(Reason.COMMUNITY_PAUSED)
    if known.codesign(community) is not None:
        raise Refused(Reason.SOMEONE_WAS_FASTER)
    if len(community.joined) < FEWEST_TO_BEGIN:
        raise Refused(Reason.TOO_FEW_MEMBERS, fewest=str(FEWEST_TO_BEGIN))


CONVERSATION = Conversation(
    presses={
        Act.FIRST_QUESTION: begin,
        Act.OUR_ANSWER: press_answer,
        Act.ASK_OPENLY: ask_openly,
        Act.LET_IT_GO: let_it_go,
    },
    forms={Act.OUR_ANSWER: answer},
)
