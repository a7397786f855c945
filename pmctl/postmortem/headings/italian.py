"""Headings in Italian."""

from __future__ import annotations

from typing import Final

HEADINGS: Final = {
    "summary": (
        "Riepilogo, Riassunto, Sommario, Sommario esecutivo, Sintesi, Sintesi dell'incidente, Panoramica, "
        "Descrizione, Descrizione dell'incidente, Descrizione del problema, Quadro generale, In breve, "
        "Cosa è successo, Che cosa è successo, Cos'è successo"
    ),
    "impact": (
        "Impatto, Impatti, Impatto sui clienti, Impatto sugli utenti, Impatto sul business, Conseguenze, "
        "Effetti, Portata, Danni, Servizi interessati, Servizi impattati, Servizi coinvolti, "
        "Utenti impattati, Utenti interessati, Clienti impattati, Sistemi coinvolti"
    ),
    "timeline": (
        "Cronologia, Cronologia degli eventi, Cronologia dell'incidente, Linea temporale, "
        "Linea del tempo, Sequenza degli eventi, Sequenza temporale, Successione degli eventi, "
        "Svolgimento, Svolgimento dei fatti, Eventi"
    ),
    "root-causes": (
        "Causa radice, Cause radice, Causa principale, Cause principali, Causa profonda, Cause profonde, "
        "Causa originaria, Causa dell'incidente, Cause dell'incidente, Analisi delle cause, "
        "Analisi della causa radice, Analisi delle cause radice, Analisi delle cause profonde, "
        "Fattori contribuenti, Fattori concorrenti, Fattori che hanno contribuito, Concause, Motivo, "
        "Origine del problema, Perché è successo"
    ),
    "resolution": (
        "Risoluzione, Risoluzione e ripristino, Risoluzione dell'incidente, Soluzione, Ripristino, "
        "Ripristino del servizio, Recupero, Mitigazione, Correzione, Riparazione, Rimedio, Contenimento, "
        "Intervento, Interventi, Azioni intraprese, Azioni immediate, Misure adottate, "
        "Come è stato risolto"
    ),
    "lessons-learned": (
        "Lezioni apprese, Lezioni imparate, Lezioni, Insegnamenti, Apprendimenti, Cosa abbiamo imparato, "
        "Che cosa abbiamo imparato, Quello che abbiamo imparato, Retrospettiva"
    ),
    "action-items": (
        "Azioni, Piano d'azione, Piano di azione, Punti d'azione, Azioni correttive, Azioni preventive, "
        "Azioni correttive e preventive, Azioni di follow-up, Azioni da intraprendere, "
        "Azioni da svolgere, Azioni di miglioramento, Azioni future, Prossimi passi, Passi successivi, "
        "Prossime azioni, Misure correttive, Misure preventive, Attività, Attività da svolgere, "
        "Attività di follow-up, Da fare, Cose da fare, Compiti, Miglioramenti, Piano di miglioramento, "
        "Raccomandazioni, Prevenzione, "
        "Azioni da fare, Azioni da compiere, Elenco delle azioni, Lista delle azioni, "
        "Piano delle azioni, Misure da adottare, Misure, Cosa faremo, Cosa cambieremo, "
        "Miglioramenti futuri"
    ),
    "detection": "Rilevamento, Rilevazione, Individuazione, Scoperta, Come è stato rilevato",
    "trigger": "Causa scatenante, Evento scatenante, Fattore scatenante, Innesco",
    "background": "Contesto, Antefatto, Premessa, Retroscena",
    "what-went-well": (
        "Cosa è andato bene, Che cosa è andato bene, Cosa ha funzionato, Cosa ha funzionato bene, "
        "Aspetti positivi, Punti positivi"
    ),
    "what-went-wrong": (
        "Cosa è andato male, Che cosa è andato male, Cosa è andato storto, Che cosa è andato storto, "
        "Cosa non ha funzionato, Cosa non è andato bene, Cosa si può migliorare, Aspetti negativi, "
        "Aree di miglioramento, Punti da migliorare"
    ),
    "where-we-got-lucky": ("Dove siamo stati fortunati, Dove abbiamo avuto fortuna, Colpi di fortuna, Fortuna"),
    "five-whys": "Cinque perché, 5 perché, I cinque perché, I 5 perché",
    "participants": "Partecipanti, Persone coinvolte, Team coinvolti, Soggetti coinvolti, Coinvolti",
    "references": (
        "Riferimenti, Collegamenti, Link, Link utili, Risorse, Incidenti correlati, Documenti correlati, "
        "Vedi anche, Fonti"
    ),
}
