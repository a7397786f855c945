"""Headings in Swedish."""

from __future__ import annotations

from typing import Final

HEADINGS: Final = {
    "summary": (
        "Sammanfattning, Kort sammanfattning, Översikt, Överblick, Beskrivning, Incidentbeskrivning, "
        "Händelsebeskrivning, I korthet, Vad hände, Vad har hänt, Vad som hände"
    ),
    "impact": (
        "Påverkan, Kundpåverkan, Användarpåverkan, Konsekvens, Konsekvenser, Effekt, Effekter, Inverkan, "
        "Omfattning, Följder, Påverkade tjänster, Påverkade kunder, Påverkade system, Drabbade kunder, "
        "Drabbade tjänster, Drabbade system, Vilka påverkades, Vilka drabbades"
    ),
    "timeline": (
        "Tidslinje, Tidsaxel, Tidsförlopp, Händelseförlopp, Händelseförloppet, Händelser, Händelselogg, "
        "Förlopp, Kronologi"
    ),
    "root-causes": (
        "Orsak, Orsaker, Grundorsak, Grundorsaker, Rotorsak, Rotorsaker, Huvudorsak, Orsaksanalys, "
        "Rotorsaksanalys, Grundorsaksanalys, Bakomliggande orsak, Bakomliggande orsaker, "
        "Underliggande orsak, Underliggande orsaker, Bidragande faktorer, Bidragande orsaker, "
        "Orsak till incidenten, Varför hände det, Varför hände detta"
    ),
    "resolution": (
        "Lösning, Lösning och återställning, Återställning, Återhämtning, Felavhjälpning, Avhjälpning, "
        "Hantering, Åtgärdande, Vidtagna åtgärder, Omedelbara åtgärder, Hur löstes det, "
        "Hur löstes problemet"
    ),
    "lessons-learned": (
        "Lärdom, Lärdomar, Lärande, Insikter, Erfarenheter, Vad lärde vi oss, Vad har vi lärt oss, "
        "Det vi lärde oss, Retrospektiv"
    ),
    "action-items": (
        "Åtgärder, Åtgärdsplan, Åtgärdslista, Åtgärdspunkter, Planerade åtgärder, Framtida åtgärder, "
        "Förebyggande åtgärder, Korrigerande åtgärder, Uppföljning, Uppföljningsåtgärder, "
        "Uppföljningspunkter, Nästa steg, Handlingsplan, Uppgifter, Aktiviteter, Att göra, "
        "Fortsatt arbete, Förbättringar, Förbättringsåtgärder, Förbättringsförslag, Rekommendationer, "
        "Åtgärder framåt, Kommande åtgärder, Långsiktiga åtgärder, Kortsiktiga åtgärder, "
        "Åtgärdsförslag, Att-göra-lista, Uppgiftslista, Aktivitetslista, Vad gör vi nu, "
        "Vad ska vi göra, Vägen framåt"
    ),
    "detection": "Upptäckt, Detektering, Detektion, Hur upptäcktes det, Hur upptäckte vi det",
    "trigger": "Utlösande händelse, Utlösande faktor, Utlösande orsak",
    "background": "Bakgrund, Sammanhang",
    "what-went-well": ("Vad gick bra, Det som gick bra, Vad som gick bra, Vad fungerade, Vad fungerade bra"),
    "what-went-wrong": (
        "Vad gick fel, Vad gick dåligt, Vad gick mindre bra, Vad som gick fel, Det som gick dåligt, "
        "Vad fungerade inte, Vad kan förbättras, Vad kunde gått bättre"
    ),
    "where-we-got-lucky": "Var hade vi tur, Där vi hade tur, Tur",
    "five-whys": "Fem varför, 5 varför, Fem gånger varför",
    "participants": "Deltagare, Inblandade, Involverade, Medverkande, Närvarande",
    "references": "Referenser, Länkar, Relaterade incidenter, Källor, Se även",
}
