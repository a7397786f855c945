"""Headings in German."""

from __future__ import annotations

from typing import Final

HEADINGS: Final = {
    "summary": (
        "Zusammenfassung, Kurzzusammenfassung, Kurzfassung, Kurzbeschreibung, Überblick, Ueberblick, "
        "Übersicht, Uebersicht, Beschreibung, Beschreibung des Vorfalls, Vorfallbeschreibung, "
        "Vorfallsbeschreibung, Störungsbeschreibung, Problembeschreibung, Fehlerbeschreibung, "
        "Sachverhalt, Was ist passiert, Was ist geschehen, Was war passiert, Auf einen Blick, In Kürze, "
        "Kurz und knapp, Zusammenfassung des Vorfalls"
    ),
    "impact": (
        "Auswirkung, Auswirkungen, Kundenauswirkung, Kundenauswirkungen, Geschäftsauswirkungen, "
        "Auswirkungen auf Kunden, Auswirkungen auf Nutzer, Auswirkung auf Kunden, Auswirkung auf Nutzer, "
        "Betroffene Systeme, Betroffene Dienste, Betroffene Services, Betroffene Kunden, "
        "Betroffene Nutzer, Folgen, Schaden, Schadensausmaß, Ausmaß, Umfang, Tragweite, Beeinträchtigung, "
        "Beeinträchtigungen, Wer war betroffen, Was war betroffen"
    ),
    "timeline": (
        "Zeitleiste, Zeitstrahl, Zeitachse, Zeitlinie, Zeitverlauf, Zeitablauf, Zeitlicher Ablauf, "
        "Zeitlicher Verlauf, Chronologie, Chronologie der Ereignisse, Chronologie des Vorfalls, "
        "Chronologischer Ablauf, Chronologischer Verlauf, Ablauf, Ablauf der Ereignisse, "
        "Ablauf des Vorfalls, Verlauf, Hergang, Ereignisse, Ereignisverlauf, Ereignisprotokoll, "
        "Vorfallsverlauf, Vorfallverlauf, Störungsverlauf"
    ),
    "root-causes": (
        "Ursache, Ursachen, Ursachenanalyse, Ursachenforschung, Grundursache, Grundursachen, "
        "Hauptursache, Hauptursachen, Kernursache, Fehlerursache, Fehlerursachen, Störungsursache, "
        "Analyse der Ursache, Analyse der Ursachen, Root Cause Analyse, Fehleranalyse, "
        "Beitragende Faktoren, Mitwirkende Faktoren, Begünstigende Faktoren, Einflussfaktoren, Grund, "
        "Gründe, Warum ist es passiert, Warum ist das passiert, Wie konnte das passieren, "
        "Wie konnte es dazu kommen, Wie kam es dazu"
    ),
    "resolution": (
        "Behebung, Fehlerbehebung, Störungsbehebung, Problembehebung, Problemlösung, Lösung, Loesung, "
        "Lösungsweg, Wiederherstellung, Wiederherstellung des Dienstes, Abhilfe, Beseitigung, Entstörung, "
        "Eindämmung, Schadensbegrenzung, Sofortmaßnahme, Sofortmaßnahmen, Eingeleitete Maßnahmen, "
        "Durchgeführte Maßnahmen, Getroffene Maßnahmen, Ergriffene Maßnahmen, Wie wurde es behoben, "
        "Wie wurde das Problem behoben, Wie wurde das Problem gelöst"
    ),
    "lessons-learned": (
        "Erkenntnis, Erkenntnisse, Gewonnene Erkenntnisse, Gelernte Lektionen, Lektionen, Gelerntes, "
        "Lehren, Lehren aus dem Vorfall, Lernpunkte, Lerneffekte, Was haben wir gelernt, "
        "Was wir gelernt haben, Was lernen wir daraus, Rückblick, Retrospektive"
    ),
    "action-items": (
        "Maßnahme, Maßnahmen, Folgemaßnahmen, Maßnahmenplan, Maßnahmenkatalog, Weitere Maßnahmen, "
        "Geplante Maßnahmen, Langfristige Maßnahmen, Korrekturmaßnahmen, "
        "Korrektur- und Vorbeugungsmaßnahmen, Vorbeugende Maßnahmen, Vorbeugemaßnahmen, "
        "Vorbeugungsmaßnahmen, Präventivmaßnahmen, Präventionsmaßnahmen, Präventive Maßnahmen, "
        "Gegenmaßnahmen, Verbesserungsmaßnahmen, Verbesserungen, Verbesserungsvorschläge, Prävention, "
        "Vorbeugung, Vermeidung, Aktionspunkte, Aktionen, Aktionsplan, Aufgaben, Folgeaufgaben, "
        "Offene Punkte, Offene Aufgaben, Nächste Schritte, Weitere Schritte, Weiteres Vorgehen, "
        "Handlungsempfehlungen, Empfehlungen, Was tun wir dagegen, Wie verhindern wir das in Zukunft, "
        "Aufgabenliste, Maßnahmenliste, To-do-Liste, Was wir tun werden, Was wir ändern, "
        "Wie geht es weiter, Dauerhafte Maßnahmen, Umzusetzende Maßnahmen, Abzuleitende Maßnahmen, "
        "Abgeleitete Maßnahmen"
    ),
    "detection": (
        "Erkennung, Entdeckung, Feststellung, Detektion, Störungserkennung, Wie wurde es bemerkt, "
        "Wie wurde der Vorfall erkannt, Wie wurde das Problem erkannt, Wie wurde der Vorfall bemerkt"
    ),
    "trigger": "Auslöser, Ausloeser, Auslösendes Ereignis",
    "background": (
        "Hintergrund, Hintergründe, Hintergrundinformationen, Kontext, Vorgeschichte, Ausgangslage, Ausgangssituation"
    ),
    "what-went-well": (
        "Was lief gut, Was ist gut gelaufen, Was gut lief, Was gut gelaufen ist, Das lief gut, "
        "Was hat gut funktioniert, Positives"
    ),
    "what-went-wrong": (
        "Was lief schlecht, Was lief nicht gut, Was lief schief, Was ist schiefgelaufen, "
        "Was ist schief gelaufen, Was ist schlecht gelaufen, Was schlecht lief, Was nicht gut lief, "
        "Was schief lief, Was lief weniger gut, Was hat nicht funktioniert, Verbesserungspotenzial, "
        "Verbesserungspotential, Was können wir verbessern, Was können wir besser machen"
    ),
    "where-we-got-lucky": ("Wo hatten wir Glück, Wo wir Glück hatten, Glück, Glück gehabt, Glückliche Umstände"),
    "five-whys": (
        "Fünf Warum, 5 Warum, Fünfmal Warum, 5-mal Warum, Fünf mal Warum, 5x Warum, 5-Warum-Methode, "
        "5-Why-Methode, Warum-Fragen"
    ),
    "participants": (
        "Beteiligte, Beteiligte Personen, Beteiligte Teams, Teilnehmer, Teilnehmende, Teilnehmer:innen, "
        "Teilnehmerinnen und Teilnehmer, Mitwirkende, Anwesende"
    ),
    "references": (
        "Referenzen, Verweise, Quellen, Weiterführende Links, Weiterführende Informationen, Siehe auch, "
        "Verwandte Vorfälle, Ähnliche Vorfälle"
    ),
}
