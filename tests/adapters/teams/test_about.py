"""The page that Teams leads to: each address in the manifest has its part, and nothing on it is taken for a page."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession, web

from adapters.site import Meters, build_site
from adapters.teams.about import ABOUT, Contacts, about, at_the_site
from adapters.teams.manifest import Wanted, manifest

APP = "01234567-89ab-cdef-0123-456789abcdef"
NAMED = Contacts(run_by="Ward team", privacy="dpo@trust.example", source="https://code.example")


def written(contacts: Contacts = NAMED) -> str:
    return about(contacts).html("/style.css", "/icon.svg")


async def ready() -> None:
    """All is well."""


@pytest.mark.parametrize("address", ["websiteUrl", "privacyUrl", "termsOfUseUrl"])
async def test_every_address_in_the_manifest_leads_to_a_part_of_the_page(address: str) -> None:
    site = build_site({"/teams": at_the_site(NAMED)}, ready=ready, meters=Meters())
    runner = web.AppRunner(site)
    await runner.setup()
    door = web.TCPSite(runner, "127.0.0.1", 0)
    await door.start()
    here = "http://{}:{}".format(*runner.addresses[0])
    developer: Any = manifest(Wanted(app=APP, site="https://bot.example.org", version="0.1.1"))
    leads = urlsplit(developer["developer"][address])

    async with ClientSession() as session, session.get(f"{here}{leads.path}") as answer:
        text = await answer.text()
        styles = re.findall(r'href="([^"]+\.(?:css|svg))"', text)
        found = [(await session.get(f"{here}{one}")).status for one in styles]
    await runner.cleanup()

    assert answer.status == 200
    assert leads.path == ABOUT
    assert not leads.fragment or f'id="{leads.fragment}"' in text
    assert found == [200, 200]


def test_it_names_who_runs_it_and_whom_to_ask() -> None:
    assert "It is run by Ward team." in written()
    assert "dpo@trust.example" in written()
    assert "https://code.example" in written()


def test_where_nobody_is_named_it_says_who_can_tell() -> None:
    text = written(Contacts())

    assert "its administrators can tell you who" in text
    assert "Whoever runs it can tell you who answers" in text


def test_it_can_be_read_aloud_and_has_no_script() -> None:
    assert '<html lang="en-GB">' in written()
    assert written().count("<h1>") == written().count("<main>") == 1
    assert written().count("<h2 ") == 2
    assert "<script" not in written()
    assert "!" not in written().removeprefix("<!doctype")


def test_what_is_set_is_never_taken_for_a_page() -> None:
    page = written(Contacts(run_by="<b>us</b>", privacy="<i>them", source="<a>there"))

    assert "<b>us" not in page
    assert all(f"&lt;{said}" in page for said in ("b&gt;us", "i&gt;them", "a&gt;there"))
