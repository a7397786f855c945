"""Headings in Dutch."""

from __future__ import annotations

from typing import Final

HEADINGS: Final = {
    "summary": (
        "Samenvatting, Korte samenvatting, Managementsamenvatting, Samenvatting van het incident, "
        "Overzicht, Beschrijving, Omschrijving, Beschrijving van het incident, Probleemomschrijving, "
        "In het kort, Wat is er gebeurd, Wat gebeurde er, Wat er gebeurde"
    ),
    "impact": (
        "Gevolg, Gevolgen, Effecten, Klantimpact, Impact op klanten, Impact voor klanten, "
        "Impact op gebruikers, Omvang, Schade, Getroffen systemen, Getroffen diensten, Getroffen klanten, "
        "Getroffen gebruikers, Wie werd geraakt"
    ),
    "timeline": (
        "Tijdlijn, Tijdslijn, Tijdlijn van gebeurtenissen, Tijdlijn van het incident, Tijdsverloop, "
        "Chronologisch overzicht, Verloop, Verloop van het incident, Gebeurtenissen, "
        "Volgorde van gebeurtenissen"
    ),
    "root-causes": (
        "Oorzaak, Oorzaken, Grondoorzaak, Grondoorzaken, Hoofdoorzaak, Hoofdoorzaken, Kernoorzaak, "
        "Basisoorzaak, Oorzaakanalyse, Oorzakenanalyse, Oorzaak van het incident, Analyse van de oorzaak, "
        "Onderliggende oorzaak, Onderliggende oorzaken, Bijdragende factoren, Waarom is het gebeurd, "
        "Waarom is dit gebeurd, Waarom gebeurde dit, Hoe kon dit gebeuren"
    ),
    "resolution": (
        "Oplossing, Oplossing en herstel, Herstel, Herstel van de dienst, Herstelwerkzaamheden, "
        "Mitigatie, Afhandeling, Directe maatregelen, Genomen maatregelen, Genomen acties, "
        "Hoe is het opgelost, Hoe is dit opgelost"
    ),
    "lessons-learned": (
        "Geleerde lessen, Lessen, Leerpunten, Inzichten, Wat hebben we geleerd, Wat we geleerd hebben, "
        "Wat we hebben geleerd, Wat hebben we hiervan geleerd, Terugblik, Retrospectief"
    ),
    "action-items": (
        "Acties, Actiepunten, Actieplan, Actielijst, Openstaande acties, Vervolgacties, Vervolgstappen, "
        "Vervolg, Opvolging, Volgende stappen, Maatregelen, Preventieve maatregelen, "
        "Corrigerende maatregelen, Correctieve maatregelen, Verbetermaatregelen, Verbeteracties, "
        "Verbeterpunten, Verbeteringen, Verbeterplan, Aanbevelingen, Taken, Preventie, Te doen, "
        "Nog te doen, Hoe voorkomen we dit, "
        "Te nemen acties, Te nemen maatregelen, Takenlijst, To-do-lijst, Lijst met acties, "
        "Geplande acties, Geplande maatregelen, Wat gaan we doen, Wat we gaan doen, Hoe nu verder"
    ),
    "detection": ("Detectie, Ontdekking, Signalering, Constatering, Hoe is het ontdekt, Hoe is dit ontdekt"),
    "trigger": "Aanleiding",
    "background": "Achtergrond, Achtergrondinformatie, Voorgeschiedenis",
    "what-went-well": "Wat ging goed, Wat ging er goed, Wat goed ging, Wat werkte goed",
    "what-went-wrong": (
        "Wat ging fout, Wat ging er fout, Wat fout ging, Wat ging mis, Wat ging er mis, "
        "Wat ging niet goed, Wat ging minder goed, Wat kon beter, Wat kan beter"
    ),
    "where-we-got-lucky": "Waar hadden we geluk, Waar we geluk hadden, Geluk",
    "five-whys": ("Vijf keer waarom, 5 keer waarom, 5x waarom, Vijf waaroms, 5 waaroms, De vijf waaroms, De 5 waaroms"),
    "participants": "Deelnemers, Betrokkenen, Betrokken personen, Betrokken teams, Aanwezigen",
    "references": "Referenties, Verwijzingen, Bronnen, Zie ook, Gerelateerde incidenten",
}
