"""What each key of the front matter holds, in a sentence: for the JSON Schema, and for editors."""

from __future__ import annotations

from typing import Final

RECORD_KEYS: Final = {
    "id": "Names the postmortem for ever, even when the file moves, such as 2026-03-14-checkout-timeouts.",
    "title": "What happened, in a few words.",
    "status": "How far the postmortem has come.",
    "severity": "How bad the incident was.",
    "date": "The day on which the incident began, such as 2026-03-14.",
    "owner": 'The one person who sees the review and its follow-up through, in quotes: "@mara".',
    "authors": "Who wrote it.",
    "reviewers": "Who read it before it was published.",
    "participants": "Who took part in the response or in the review.",
    "incident_commander": "Who led the response.",
    "facilitator": "Who led the review meeting.",
    "scribe": "Who took the notes.",
    "team": "The team that answers for it.",
    "services": "The services that were hit.",
    "tags": "Words to find it by.",
    "detection": "How the incident came to light.",
    "trigger": "What set it off.",
    "causes": "The contributing factors; there is rarely just one.",
    "incident": "The incident in the tracker: its link or its number.",
    "related": "The ids of other postmortems, or unambiguous parts of them.",
    "impact": "What it did to users and to the business.",
    "visibility": "Who may read it.",
    "started_at": "When the incident began, with the offset from UTC: 2026-03-14T09:52:00Z.",
    "detected_at": "When somebody, or an alert, noticed it.",
    "acknowledged_at": "When somebody began to work on it.",
    "mitigated_at": "When users stopped being hit.",
    "resolved_at": "When it was over.",
    "published_at": "When the postmortem was published.",
    "actions": "The promises: what will be done, by whom and until when.",
}

ACTION_KEYS: Final = {
    "id": "Names the action within its postmortem, such as A1; it never changes.",
    "title": "What is true once it is done.",
    "owner": 'The one person who promises it, in quotes: "@jonas".',
    "due": "The day by which it is done, such as 2026-03-28.",
    "status": "How far it has come. A proposed action is an idea, not a promise.",
    "type": "What it is meant to do.",
    "priority": "How urgent it is.",
    "team": "The team that answers for it.",
    "ticket": "The work in the tracker: its link or its number.",
    "evidence": "What shows that it was done, such as a link to the change.",
    "reason": "Why it was dropped, or why its date was moved.",
    "impact": "How much it helps: low, medium, high, or 1 to 5.",
    "effort": "How much work it is: low, medium, high, or 1 to 5.",
    "opened": "The day on which it was promised; it beats git's date.",
    "closed": "The day on which it was done or dropped; it beats git's date.",
    "note": "Anything else.",
}

IMPACT: Final = {
    "users": "Who and how many were hit.",
    "requests": "How many requests failed or were slow.",
    "revenue": "What it cost.",
    "data_loss": "Which data was lost or damaged.",
    "slo": "How much of the error budget it took.",
    "summary": "The impact in a sentence.",
}
