"""What a form's own button shows comes in front of it: there is a way back to all that was typed."""

from pathlib import Path

from adapters.teams.forms import BACK, LOOK_AGAIN
from adapters.teams.pressing import OPEN_IT
from tests.adapters.fake_teams import Person, Seen
from tests.adapters.teams.settled import settled

WHERE = "Where it sits (needed to tell it)"


async def test_who_looks_at_another_form_comes_back_to_what_they_were_writing(
    tmp_path: Path,
) -> None:
    async with settled(tmp_path) as there:
        mia = there["mia"]
        await mia.types("story")
        await there.settled()
        await mia.presses(OPEN_IT)
        await mia.fills({WHERE: "Going home from a ward."})
        await mia.presses("A doubt")
        doubt = await before(mia)
        await mia.submits()
        again = await before(mia)
        await mia.presses(BACK)
        story = await before(mia)

        assert WHERE not in doubt.fields
        assert LOOK_AGAIN in again.words
        assert story.fields[WHERE].value == "Going home from a ward."
        assert LOOK_AGAIN not in story.words
        assert await there.teams.complaints() == []


async def before(person: Person) -> Seen:
    found = await person.dialog()
    assert found is not None, "a dialog"
    return found
