"""Headings in Danish."""

from __future__ import annotations

from typing import Final

HEADINGS: Final = {
    "summary": (
        "Resumé, Kort resumé, Opsummering, Sammenfatning, Overblik, Oversigt, Beskrivelse, "
        "Hændelsesbeskrivelse, Beskrivelse af hændelsen, Kort fortalt, Hvad skete der, Hvad skete"
    ),
    "impact": (
        "Konsekvens, Konsekvenser, Påvirkning, Kundepåvirkning, Brugerpåvirkning, Indvirkning, Omfang, "
        "Effekt, Følger, Berørte systemer, Berørte kunder, Berørte tjenester, Berørte brugere, "
        "Hvem blev berørt, Hvem blev ramt"
    ),
    "timeline": (
        "Tidslinje, Tidslinje for hændelsen, Tidsforløb, Hændelsesforløb, Hændelsesforløbet, Hændelser, "
        "Forløb, Kronologi"
    ),
    "root-causes": (
        "Årsag, Årsager, Grundårsag, Grundårsager, Rodårsag, Rodårsager, Hovedårsag, Årsagsanalyse, "
        "Rodårsagsanalyse, Grundårsagsanalyse, Underliggende årsag, Underliggende årsager, "
        "Bagvedliggende årsag, Bagvedliggende årsager, Medvirkende faktorer, Medvirkende årsager, "
        "Årsag til hændelsen, Hvorfor skete det, Hvorfor skete dette"
    ),
    "resolution": (
        "Løsning, Løsning og genopretning, Genopretning, Genetablering, Udbedring, Afhjælpning, "
        "Fejlretning, Håndtering, Skadesbegrænsning, Øjeblikkelige tiltag, Iværksatte tiltag, "
        "Hvordan blev det løst"
    ),
    "lessons-learned": (
        "Læring, Læringer, Læringspunkter, Lærepunkter, Erfaringer, Indsigter, Hvad lærte vi, Hvad har vi lært"
    ),
    "action-items": (
        "Handlinger, Handlingsplan, Handlingspunkter, Aktioner, Aktionspunkter, Tiltag, "
        "Forebyggende tiltag, Forebyggende foranstaltninger, Korrigerende handlinger, "
        "Korrigerende foranstaltninger, Foranstaltninger, Opfølgning, Opfølgningspunkter, "
        "Opfølgende handlinger, Næste skridt, Næste trin, Opgaver, Det videre arbejde, Forbedringer, "
        "Forbedringstiltag, Forbedringsforslag, Anbefalinger, "
        "Planlagte tiltag, Planlagte handlinger, Kommende handlinger, Opfølgningsopgaver, "
        "Opgaveliste, Handlingsliste, At gøre, Vejen frem, Hvad gør vi nu, Hvad skal vi gøre"
    ),
    "detection": "Opdagelse, Detektering, Hvordan blev det opdaget, Hvordan opdagede vi det",
    "trigger": "Udløsende hændelse, Udløsende årsag, Udløsende faktor, Udløser",
    "background": "Baggrund, Kontekst, Forhistorie",
    "what-went-well": ("Hvad gik godt, Det der gik godt, Hvad virkede, Hvad fungerede, Hvad fungerede godt"),
    "what-went-wrong": (
        "Hvad gik galt, Hvad gik skidt, Hvad gik dårligt, Hvad gik ikke godt, Hvad gik mindre godt, "
        "Det der gik galt, Hvad virkede ikke, Hvad kan forbedres, Hvad kunne være gået bedre"
    ),
    "where-we-got-lucky": "Hvor var vi heldige, Hvor vi var heldige, Held",
    "five-whys": "Fem hvorfor, 5 hvorfor, Fem gange hvorfor",
    "participants": "Deltagere, Involverede, Involverede personer",
    "references": "Referencer, Henvisninger, Relaterede hændelser, Kilder, Se også",
}
