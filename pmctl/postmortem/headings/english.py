"""Headings in English, with the misspellings and the questions that templates ask."""

from __future__ import annotations

from typing import Final

HEADINGS: Final = {
    "summary": (
        "Summary, Overview, Abstract, TL;DR, TLDR, Synopsis, Recap, Outline, Description, Brief, "
        "In short, In brief, At a glance, What happened, What went on, Executive summary, "
        "Management summary, Issue summary, Incident summary, Event summary, Problem summary, "
        "Outage summary, Problem statement, The short version, Summary of events"
    ),
    "impact": (
        "Impact, Impacts, Blast radius, Scope, Scope of impact, Extent, Effect, Effects, Consequences, "
        "Damage, Who was affected, Who was impacted, What was affected, What was impacted, "
        "How were customers affected, Services affected, Systems affected, Customers affected, "
        "Users affected, Services impacted, Systems impacted, Customers impacted, Users impacted"
    ),
    "timeline": (
        "Timeline, Time line, Timelines, Chronology, Sequence of events, Order of events, "
        "Course of events, Chain of events, Timeline of events, Events, Event log, Incident log, "
        "Log of events, Incident history, Chronological events, Chronological order, What happened when, "
        "When did it happen, Play by play"
    ),
    "root-causes": (
        "Root causes, Root cause, Cause, Causes, Root cause analysis, RCA, Cause analysis, "
        "Causal analysis, Analysis of causes, Contributing factors, Contributing factor, "
        "Contributing causes, Contributory factors, Contributing conditions, Causal factors, "
        "Underlying cause, Underlying causes, Primary cause, Proximate cause, Direct cause, "
        "Technical cause, Probable cause, Reason, Reasons, Diagnosis, Why did it happen, "
        "Why did this happen, Why it happened, Why this happened, Why did the incident happen, "
        "What caused it, What caused this, What caused the incident, What caused the outage, "
        "What was the cause, What was the root cause, What was the problem"
    ),
    "resolution": (
        "Resolution, Recovery, Resolution and recovery, Mitigation, Mitigations, "
        "Mitigation and resolution, Fix, Fixes, Fix applied, Solution, Solutions, Workaround, "
        "Remediation, Repair, Restoration, Service restoration, Containment, How was it resolved, "
        "How was this resolved, How it was resolved, How was it fixed, How was this fixed, "
        "How it was fixed, How did we fix it, How did we resolve it, How we fixed it, How we resolved it, "
        "How we recovered, How did we recover, How was the incident resolved, How was the issue resolved, "
        "How was it mitigated, Resolution steps, Recovery steps, Remediation steps, Actions taken, "
        "Steps taken, Measures taken, Immediate action, Immediate actions, Immediate actions taken, "
        "What did we do, What we did"
    ),
    "lessons-learned": (
        "Lessons learned, Lessons learnt, Lesson learned, Lesson learnt, Lessons, Learnings, Learning, "
        "What did we learn, What have we learned, What have we learnt, What we learned, What we learnt, "
        "What we have learned, What weve learned, What was learned, Takeaways, Takeaway, Take aways, "
        "Retrospective, Retro, Reflection, Reflections, Insights"
    ),
    "action-items": (
        "Action items, Action item, AIs, Actions, Action plan, Action points, Action list, Action tracker, "
        "Follow-up, Follow-ups, Followup, Followups, Follow-up tasks, Follow-up actions, Follow-up items, "
        "Follow-up work, Followup tasks, Followup actions, Followup items, Follow-on actions, Next steps, "
        "Next actions, Whats next, Corrective action, Corrective actions, Corrective measure, "
        "Corrective measures, Corrective action plan, CAPA, Corrective and preventive action, "
        "Corrective and preventive actions, Corrective and preventative action, "
        "Corrective and preventative actions, Corrective and preventive measure, "
        "Corrective and preventive measures, Corrective and preventative measure, "
        "Corrective and preventative measures, Preventive action, Preventive actions, "
        "Preventative action, Preventative actions, Preventive measure, Preventive measures, "
        "Preventative measure, Preventative measures, Prevention, Prevention plan, Prevention measures, "
        "Prevention of recurrence, Preventing recurrence, Remediation items, Remediation item, "
        "Remediation plan, Remediation actions, Remediation tasks, Repair items, Mitigation items, "
        "Mitigation plan, Improvement plan, Improvement items, Improvement actions, Improvements, Todo, "
        "Todos, To-do, To-dos, Todo list, To-do list, Todo items, To-do items, Task, Tasks, Task list, "
        "Work items, Recommendations, Recommended actions, Countermeasures, Commitments, Future work, "
        "Going forward, Moving forward, Way forward, What are we doing about it, "
        "What we are doing about it, What will we do about it, What will we do, How do we prevent this, "
        "How will we prevent this, How can we prevent this, How to prevent this, "
        "How do we prevent this from happening again, How will we prevent this from happening again, "
        "How can we prevent this from happening again, How do we stop this happening again, "
        "What are we doing to prevent this from happening again, What will we do to prevent this, "
        "How do we prevent it from happening again, How do we prevent recurrence, "
        "Actionables, Actionable items, Actions to be taken, Actions to take, Actions required, "
        "Required actions, Action required, Action register, Follow-up tickets, Followup tickets, "
        "Action tickets, Follow-up issues, Followup issues, Things to do, What needs to be done, "
        "What we will do, What well do, What will change, What we are changing, What we will change, "
        "What are we changing, What happens next, What comes next, Remedial actions, "
        "Remedial action, Planned improvements, Planned work, Improvement tasks, Prevention steps, "
        "Preventive steps, Outstanding work"
    ),
    "detection": (
        "Detection, Discovery, Time to detect, Detection time, How was it detected, "
        "How was this detected, How was it discovered, How was it found, How was the incident detected, "
        "How did we detect it, How did we find out, How we found out, How did we know"
    ),
    "trigger": (
        "Trigger, Triggers, Trigger event, Triggering event, What triggered it, What triggered this, "
        "What triggered the incident"
    ),
    "background": (
        "Background, Context, Background information, Leadup, Lead-up, Prelude, Setting the scene, "
        "What led to this, What led to the incident, What led up to the incident"
    ),
    "what-went-well": (
        "What went well, What went right, What worked, What worked well, What has worked well, "
        "Things that went well, Went well, The good, Positives, What did we do well, What we did well, "
        "What did go well"
    ),
    "what-went-wrong": (
        "What went wrong, What went poorly, What went badly, What went less well, What didnt go well, "
        "What did not go well, What didnt go so well, What did not go so well, What went not so well, "
        "What didnt work, What did not work, What didnt work well, What did not work well, "
        "What could have gone better, What could be better, What could have been better, "
        "What could be improved, What can be improved, What could we do better, "
        "What could we have done better, What can we do better, What needs improvement, "
        "Things that went wrong, Things that went poorly, Went wrong, Went poorly, The bad, "
        "Areas for improvement, Areas of improvement, Opportunities for improvement, Room for improvement"
    ),
    "where-we-got-lucky": (
        "Where we got lucky, Where we were lucky, Where did we get lucky, How we got lucky, "
        "What we got lucky with, Got lucky, We got lucky, Luck, Lucky breaks"
    ),
    "five-whys": (
        "Five whys, 5 whys, The five whys, The 5 whys, Five why, 5 why, Five whys analysis, "
        "5 whys analysis, Five why analysis, 5 why analysis, Whys"
    ),
    "participants": (
        "Participants, Attendees, Atendees, Attendance, Parties involved, Involved parties, "
        "People involved, Involved people, Teams involved, Who was involved, People, Responders, "
        "Incident responders, Response team, Incident team, Incident roles, Roles, Personnel, "
        "Meeting attendees"
    ),
    "references": (
        "References, Reference, Links, Related links, Useful links, External links, Resources, "
        "Additional resources, Further reading, Related incidents, Related documents, Related material, "
        "Supporting documents, Supporting material, Supporting information, See also, Sources"
    ),
}
