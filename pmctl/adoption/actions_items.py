"""Action items from the items of lists, from paragraphs, and from sub-headings."""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from pmctl.adoption.actions_group_status import group_status
from pmctl.adoption.actions_lists import ListStyle
from pmctl.adoption.actions_marks import Marked, MarkReader
from pmctl.adoption.actions_nothing import says_nothing
from pmctl.adoption.actions_outline import Item, read_list
from pmctl.adoption.actions_records import RecordReader
from pmctl.adoption.actions_scope import is_group
from pmctl.adoption.actions_sentences import apart, promises_in
from pmctl.adoption.actions_tables import Columns, is_label_row, read_row, upright
from pmctl.adoption.actions_text import LONGEST, plain, words_of
from pmctl.adoption.actions_ticks import is_ticked, status_of, without_refusal
from pmctl.adoption.actions_values import Facts, is_issue
from pmctl.adoption.actions_words import VERBS, fields, horizons, is_nothing, template_words
from pmctl.adoption.found_action import FoundAction
from pmctl.postmortem.conventions import ActionStatus
from pmctl.postmortem.heading_words import fold
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pmctl.adoption.actions_outline import Table
    from pmctl.adoption.actions_scope import Heading
    from pmctl.adoption.actions_values import Reader
    from pmctl.postmortem.blocks import Block

_MOST_WORDS_OF_A_LABEL: Final = 3
_DEEPEST: Final = 20
_SAMPLE: Final = 50
_ASIDE = lazy_pattern(r"[(（][^()（）]{0,100}[)）]")


class ItemReader:
    """Reads the action items of one document, one form at a time."""

    def __init__(self, reader: Reader) -> None:
        """Take the reader of the document's values."""
        self._reader = reader
        self._marks = MarkReader(reader)
        self._records = RecordReader(self._marks.facts)
        self._groups: dict[str, Facts] = {}

    def rows(self, table: Table, group: str | None) -> list[FoundAction]:
        """Return the action items in the rows of a table."""
        columns = Columns(table)
        found: list[FoundAction] = []
        for row, below in zip_longest(table.rows, table.rows[1:]):
            if below and is_label_row(row) and not is_label_row(below):
                group = next(plain(cell) for cell in row.cells if cell).strip(" :：")
            elif read := read_row(row, columns, self._marks, self._reader):
                found += self._action(Marked(*read), row.line, group)
        return found

    def tree(self, items: Sequence[Item], group: str | None, depth: int = 0) -> list[FoundAction]:
        """Return the action items in a list and in the groups that it holds."""
        if is_about_document(items):
            return []
        style = ListStyle([item.text for item in items], self._marks)
        has_titles, _ = self._records.titles_in(item.text for item in items[:_SAMPLE])
        found: list[FoundAction] = []
        for item in apart(items, self._marks.facts):
            if not item.text:
                continue
            if (said := self._only_facts(item, has_titles=has_titles)) is not None:
                # A list in which each label has an item of its own.
                found[-1:] = [self.with_facts(action, said) for action in found[-1:]]
            elif (item.children or item.tables) and depth < _DEEPEST and self._is_group(item):
                found += self.inside(item, plain(item.text).strip(" :："), depth + 1)
            else:
                found += self._item(item, group, depth, style)
        return found

    def _only_facts(self, item: Item, *, has_titles: bool) -> Facts | None:
        """What an item says that only tells of the one above it."""
        _, describes = self._records.titles_in([item.text])
        if item.mark is not None or item.children or (describes and not has_titles):
            return None
        said = self._records.facts_of(item.text)
        return said if said or has_titles else None

    def inside(self, item: Item, group: str | None, depth: int = 0) -> list[FoundAction]:
        """Return the action items in the tables and lists of an item that is none itself."""
        found = [action for table in item.tables for action in self.rows(upright(table), group)]
        return found + self.tree(item.children, group, depth)

    def paragraph(self, source: str, line: int, group: str | None = None) -> list[FoundAction]:
        """Return the action item that a paragraph tells, if it does."""
        if source.rstrip().endswith((":", "：")) or source.startswith("|"):
            return []
        sentences = promises_in(source, self._marks.facts)
        found = [action for said in sentences for action in self._action(self._read(said), line, group)]
        if found:
            return [action for action in found if looks_like_action(action)]
        found = self._action(self._read(source), line, group)
        return [action for action in found if looks_like_action(action) or not _tells().search(action.title)]

    def heading(self, heading: Heading) -> list[FoundAction]:
        """Return the action item that a sub-heading tells."""
        return self._action(self._read(heading.text), heading.line, None)

    def is_owner(self, heading: Heading) -> bool:
        """Return whether a heading only says whose the items below it are."""
        return self._said_of(heading.text).owner is not None

    def only_labels(self, block: Block, *, may_describe: bool = False) -> Facts | None:
        """Return what a block says that holds nothing but labels and their values; None if there is more in it.

        Args:
            block: a paragraph or a list.
            may_describe: whether a description in it tells of what stands above, and is no item of its own.
        """
        if block.kind == "paragraph":
            texts = block.text.split("\n")
        elif block.kind == "list":
            texts = [item.text for item in read_list(block)]
        else:
            return None
        if len(texts) > _DEEPEST or (not may_describe and any(self._records.titles_in(texts))):
            return None
        return self._labels_of(texts)

    def with_facts(self, action: FoundAction, facts: Facts) -> FoundAction:
        """Return an action item with what is said of it elsewhere, where it says nothing itself."""
        mine = _facts_of(action)
        mine.add(facts)
        return _found(action.title, action.line, action.group, mine)

    def of_section(self, found: list[FoundAction], title: str) -> list[FoundAction]:
        """Return the items of a section with the status that its heading says: "Completed action items"."""
        _, rest = self._reader.inline_status(title)
        # "To do" is what the section is called.
        status = group_status(title, self._reader, self._is_section) if rest else None
        if status is None:
            return found
        return [self.with_facts(action, Facts(status=status)) for action in found]

    def _is_section(self, name: str) -> bool:
        return self._reader.conventions.sections.exact_name_of(name) == "action-items"

    def _labels_of(self, texts: Iterable[str]) -> Facts | None:
        facts = Facts()
        for text in texts:
            said = self._records.facts_of(text)
            if said is None:
                return None
            facts.add(said)
        return facts or None

    def _told_by(self, text: str) -> Facts | None:
        """What a text below an item says of it, if it says nothing else: labels, "Done", "@mara", "OPS-12"."""
        if (said := self._records.facts_of(text)) is not None:
            return said
        words = words_of(text)
        said = self._marks.facts.all_facts(words.text, words)
        if said and said.ticket and said.ticket.startswith("http") and not is_issue(said.ticket):
            # "See https://…": somewhere to read.
            said.ticket = None
        return said

    def _is_group(self, item: Item) -> bool:
        """Whether an item only names what the items in it have in common."""
        if item.mark is not None or (
            item.children and all(self._told_by(child.text) is not None for child in item.children)
        ):
            return False
        if self._said_of(plain(item.text)).owner and all(self._told_by(child.text) is None for child in item.children):
            return True
        label = plain(item.text)
        name = label.strip(" :：")
        if is_group(name) or self._reader.priority(name) == name:
            return True
        is_task = name.partition(" ")[0].casefold() in VERBS
        if any(child.mark is not None for child in item.children):
            return not is_task or label.endswith((":", "："))
        if label.endswith((":", "：")):
            return not is_task
        is_short = len(name.split()) < _MOST_WORDS_OF_A_LABEL
        if not is_task and is_short and len(item.children) > 1 and all(map(_asks, item.children)):
            return True
        is_bold = item.text.startswith(("**", "__")) and item.text.endswith(("**", "__"))
        return is_bold and not is_task and len(name.split()) <= _MOST_WORDS_OF_A_LABEL

    def _item(self, item: Item, group: str | None, depth: int, style: ListStyle) -> list[FoundAction]:
        source, refused = without_refusal(item.text, self._reader, has_tick=is_ticked(item.mark))
        source, name = style.without_owner(source, has_tick=is_ticked(item.mark))
        marked = self._read(source, names=style.may_have_name(source))
        marked.facts.owner = marked.facts.owner or name
        marked.facts.add(refused)
        marked.facts.status = status_of(item.mark, refused.status or marked.facts.status, item.text)
        said = marked.facts
        if said.status is ActionStatus.DONE and said.due and said.due == self._marks.leading_day(item.text):
            # A day before what is done tells when that was.
            said.due, said.closed = None, said.closed or said.due
        found = self._action(marked, item.line, group)
        own = self._own(item)
        lines = {child.line for child in own}
        for text in (*item.paragraphs, *(child.text for child in item.children if child.line not in lines)):
            facts = self._told_by(text)
            if found and facts is not None:
                found[0] = self.with_facts(found[0], facts)
        return found + self.tree(own, found[0].title if found else group, depth + 1)

    def _own(self, item: Item) -> list[Item]:
        """The items below one that are promised by themselves, and do not only tell how it will be done."""
        tasks = [child for child in item.children if self._told_by(child.text) is None]
        told = [child for child in tasks if child.mark is not None or self._is_promised(child.text)]
        is_checklist = any(child.mark is not None for child in tasks)
        return tasks if 2 * len(told) > len(tasks) and not is_checklist else told

    def _is_promised(self, source: str) -> bool:
        facts = self._read(source).facts
        return bool(facts.owner or facts.due)

    def _read(self, source: str, *, names: bool = False) -> Marked:
        if _is_prompt(source):
            return Marked("", Facts())
        record = self._records.read(source)
        if record is None:
            return self._marks.read(source, names=names)
        marked = self._marks.read(record.title.rstrip(" ."), names=names)
        record.facts.add(marked.facts)
        return Marked(marked.title, record.facts)

    def _action(self, marked: Marked, line: int, group: str | None) -> list[FoundAction]:
        if _says_nothing(marked.title) or (not marked.facts and _thanks().match(marked.title)):
            return []
        group = marked.group or group
        if group:
            marked.facts.add(self._said_of(group))
        return [_found(marked.title, line, group, marked.facts)]

    def _said_of(self, group: str) -> Facts:
        """What the name of a group says of all that is in it: whose it is, how urgent, and how far."""
        if group not in self._groups:
            status = group_status(group, self._reader, self._is_section)
            priority = self._reader.priority(group)
            is_priority = priority is not None and fold(priority) == fold(group)
            told = self._marks.facts.all_facts(_ASIDE.sub(" ", group).strip(" :：")) or Facts()
            self._groups[group] = Facts(owner=told.owner, status=status, priority=priority if is_priority else None)
        return self._groups[group]


def _asks(item: Item) -> bool:
    """Whether an item begins as an English sentence does that asks for something to be done."""
    return item.text.partition(" ")[0].casefold() in VERBS


def looks_like_action(action: FoundAction) -> bool:
    """Return whether an item asks for something to be done, rather than telling what was."""
    if any((action.owner, action.due, action.due_text, action.status, action.ticket)):
        return True
    words = action.title.casefold().split()
    return words[0].strip(",.:") in VERBS or bool(_obliges().search(action.title[:LONGEST]))


def _found(title: str, line: int, group: str | None, facts: Facts) -> FoundAction:
    return FoundAction(
        title=title,
        line=line,
        owner=facts.owner,
        due=facts.due,
        due_text=facts.due_text if facts.due is None else None,
        status=facts.status,
        ticket=facts.ticket,
        priority=facts.priority,
        type=facts.type,
        group=group,
        closed=facts.closed,
        status_text=facts.status_text if facts.status is None else None,
    )


def _facts_of(action: FoundAction) -> Facts:
    return Facts(
        owner=action.owner,
        due=action.due,
        due_text=action.due_text,
        status=action.status,
        ticket=action.ticket,
        priority=action.priority,
        type=action.type,
        closed=action.closed,
        status_text=action.status_text,
    )


def _says_nothing(title: str) -> bool:
    folded = fold(title)
    if not folded or is_nothing(title) or says_nothing(title) or is_placeholder(title) or folded in template_words():
        return True
    if fold(title.partition("(")[0]) in horizons():
        return True
    parts = _parts().split(title)
    if len(parts) > 1 and all(fold(part) in fields() for part in parts):
        return True
    return bool(_example().match(title)) or bool(_numbered_template().fullmatch(folded))


def is_no_item(source: str) -> bool:
    """Return whether the Markdown of an item says that there is nothing, or is written for the author alone."""
    title = plain(source)
    return _is_prompt(source) or _says_nothing(title) or bool(_thanks().match(title))


def _is_prompt(source: str) -> bool:
    """Whether an item is written for the author: all in italics, a note, or nothing but a comment."""
    source = source.strip()
    return bool(_italics().fullmatch(source[:LONGEST])) or bool(_note().match(source))


def is_about_document(items: Sequence[Item]) -> bool:
    """Return whether a checklist asks whether the document is complete."""
    boxed = [item for item in items if item.mark is not None]
    return bool(boxed) and 2 * sum(bool(_document().search(item.text[:LONGEST])) for item in boxed) >= len(items)


@cache
def _document() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:sections?|fields?|items?)\s(?:above|below|in this)|above (?:sections|fields)"
        r"|this (?:document|report|template|post-?mortem)"
        r"|(?:post-?mortem|report|title|document|incident|timeline)\s(?:is|are|has been|have been)\s(?:\w+\s)?"
        r"(?:filled|cleaned|written|complete|completed|reviewed|published|shared|over|dealt|closed|scheduled))\b",
        re.IGNORECASE,
    )


@cache
def _obliges() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:should|must|needs? to|has to|have to|will|shall|let's|let us|going to|planned|plans? to|better|more"
        r"|continu(?:e|es|ing)|working on)\b",
        re.IGNORECASE,
    )


@cache
def _tells() -> re.Pattern[str]:
    # What was, thanks, apologies, and whom to ask.
    return re.compile(
        r"\b(?:was|were|has|have|had|thank(?:s|ful|ing)?|grateful|apologi[sz]e|apolog(?:y|ies)|sorry|questions"
        r"|feel free|dank\w*|bedanken|entschuldig\w*|merci|remerci\w*|désolés?|gracias|agradec\w*|disculpas?|lamentamos"
        r"|obrigad[oa]s?|desculp\w*|grazie|ringrazi\w*|scus\w*|bedankt|takk\w*|beklager|tack\w*|ursäkt\w*|undskyld\w*"
        r"|dziękuj\w*|przeprasz\w*)\b|感謝|ありがとう|お詫び|申し訳|抱歉|感谢|감사|사과|죄송",
        re.IGNORECASE,
    )


@cache
def _thanks() -> re.Pattern[str]:
    return re.compile(
        r"(?:we|i)\b[^.:]{0,40}\b(?:thank|apologi[sz]e|are sorry|grateful|appreciate)|(?:special |many )?thanks\b"
        r"|(?:wir|ich) (?:bedanken|danken|entschuldigen)|vielen dank|nous (?:remercions|nous excusons)|merci (?:à|a)\b"
        r"|(?:queremos |damos )?(?:agradec|las gracias|gracias a)|(?:vi vill? )?(?:takke|tacka|takk til|tack till)\b",
        re.IGNORECASE,
    )


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(r"[\s\[\]()<>@]*[-–—|,/:;][\s\[\]()<>@]*")


@cache
def _italics() -> re.Pattern[str]:
    return re.compile(r"\*(?![*\s])[^*]+\*|_(?![_\s])[^_]+_")


@cache
def _note() -> re.Pattern[str]:
    return re.compile(r"[*_]{0,2}(?:note|n\.?b\.?|hint|tip|hinweis|remarque|merk|obs)\b[*_]{0,2}\s*:", re.IGNORECASE)


@cache
def _example() -> re.Pattern[str]:
    return re.compile(
        r"(?:e\.g\.|[（(]?例[)）:：]|(?:for )?example\b\s*[:–—-]|\[?(?:insert|describe|your)\b|<[^<>]{0,200}>\W*\Z)",
        re.IGNORECASE,
    )


@cache
def _numbered_template() -> re.Pattern[str]:
    return re.compile(
        r"(?:action|action item|item|task|todo|step|アクション|tiltak|aktion|aufgabe|tarea|tâche|ação)s? ?"
        r"(?:[0-9]{1,2}|[a-z#x])"
    )
