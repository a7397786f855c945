"""Headings in Norwegian."""

from __future__ import annotations

from typing import Final

HEADINGS: Final = {
    "summary": (
        "Sammendrag, Samandrag, Oppsummering, Oversikt, Beskrivelse, Hendelsesbeskrivelse, "
        "Beskrivelse av hendelsen, Kort oppsummert, Kort fortalt, Kortversjon, Hva skjedde, "
        "Hva har skjedd"
    ),
    "impact": (
        "Konsekvens, Konsekvenser, Påvirkning, Kundepåvirkning, Brukerpåvirkning, Innvirkning, Virkning, "
        "Omfang, Skadeomfang, Følger, Berørte tjenester, Berørte kunder, Berørte brukere, "
        "Berørte systemer, Hvem ble berørt"
    ),
    "timeline": (
        "Tidslinje, Tidslinje for hendelsen, Tidsforløp, Hendelsesforløp, Hendelsesforløpet, Hendelser, "
        "Hendelseslogg, Kronologi, Forløp"
    ),
    "root-causes": (
        "Årsak, Årsaker, Rotårsak, Rotårsaker, Rotårsaksanalyse, Årsaksanalyse, Grunnårsak, Hovedårsak, "
        "Bakenforliggende årsak, Bakenforliggende årsaker, Underliggende årsak, Underliggende årsaker, "
        "Medvirkende årsaker, Medvirkende faktorer, Bidragende faktorer, Årsak til hendelsen, "
        "Hvorfor skjedde det, Hvorfor skjedde dette"
    ),
    "resolution": (
        "Løsning, Løsning og gjenoppretting, Gjenoppretting, Utbedring, Retting, Feilretting, Håndtering, "
        "Avhjelping, Skadebegrensning, Strakstiltak, Umiddelbare tiltak, Iverksatte tiltak, "
        "Hvordan ble det løst, Hvordan ble det rettet"
    ),
    "lessons-learned": (
        "Lærdom, Lærdommer, Læring, Læringspunkter, Lærepunkter, Erfaringer, Hva lærte vi, "
        "Hva har vi lært, Det vi lærte, Retrospektiv"
    ),
    "action-items": (
        "Tiltak, Tiltaksplan, Tiltaksliste, Videre tiltak, Forebyggende tiltak, Korrigerende tiltak, "
        "Oppfølging, Oppfølgingspunkter, Oppfølgingstiltak, Oppfølgingsoppgaver, Aksjoner, "
        "Aksjonspunkter, Handlingsplan, Handlingspunkter, Oppgaver, Neste steg, Neste skritt, "
        "Videre arbeid, Veien videre, Forbedringer, Forbedringstiltak, Forbedringspunkter, Anbefalinger, "
        "Tiltak fremover, Tiltak videre, Videre oppfølging, Planlagte tiltak, Langsiktige tiltak, "
        "Kortsiktige tiltak, Gjøremål, Å gjøre, Oppgaveliste, Huskeliste, Hva gjør vi videre, "
        "Hva gjør vi nå, Hva skal vi gjøre"
    ),
    "detection": "Oppdagelse, Deteksjon, Hvordan ble det oppdaget, Hvordan oppdaget vi det",
    "trigger": "Utløsende årsak, Utløsende hendelse, Utløsende faktor, Utløser",
    "background": "Bakgrunn, Kontekst, Forhistorie",
    "what-went-well": (
        "Hva gikk bra, Det som gikk bra, Hva som gikk bra, Hva gikk godt, Hva fungerte, Hva fungerte bra"
    ),
    "what-went-wrong": (
        "Hva gikk galt, Hva gikk dårlig, Hva gikk ikke bra, Hva gikk mindre bra, Det som gikk dårlig, "
        "Hva som gikk galt, Hva fungerte ikke, Hva kan forbedres, Hva kunne gått bedre"
    ),
    "where-we-got-lucky": "Hvor hadde vi flaks, Hvor vi hadde flaks, Der vi hadde flaks, Flaks",
    "five-whys": "Fem hvorfor, 5 hvorfor, Fem ganger hvorfor, 5 x hvorfor",
    "participants": "Deltakere, Involverte, Involverte personer, Til stede",
    "references": "Referanser, Lenker, Relaterte hendelser, Kilder, Se også",
}
