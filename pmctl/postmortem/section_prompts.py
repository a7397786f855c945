"""What each section asks its writer: about systems and decisions, never about who is to blame."""

from __future__ import annotations

from typing import Final

_PROMPTS: Final = {
    "summary": ("In three sentences, for somebody who was not there: what happened, who noticed it, how it ended."),
    "impact": (
        "Who could not do what, how many, for how long? Numbers beat adjectives; say so if nobody was affected."
    ),
    "timeline": """\
What happened when, in UTC, from the first sign to the end, with the attempts that did not help. For example:
| Time (UTC) | Event |
| :- | :- |
| 09:52 | Deploy 4711 reaches the last region |
| 10:04 | The error rate alert fires |
""",
    "root-causes": (
        "Which conditions had to come together? Ask why until the answer is something that can be changed."
    ),
    "resolution": "What ended it, and how was that known? What is temporary and must still be undone?",
    "lessons-learned": "What went well, what was harder than it needed to be, where was luck involved?",
    "action-items": (
        "The actions are in the front matter; the table below is made of them. One owner and one date each."
    ),
}


def section_prompt(key: str, title: str) -> str:
    """Return the prompt of a section as a comment of Markdown, which does not end its line.

    Args:
        key: of the section, such as "impact".
        title: its heading, for sections of a repository's own.
    """
    prompt = _PROMPTS.get(key) or f"What should a reader know about {title.lower()}?"
    return f"<!-- {prompt}-->" if prompt.endswith("\n") else f"<!-- {prompt} -->"
