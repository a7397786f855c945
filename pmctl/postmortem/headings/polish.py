"""Headings in Polish."""

from __future__ import annotations

from typing import Final

HEADINGS: Final = {
    "summary": (
        "Podsumowanie, Podsumowanie incydentu, Podsumowanie zdarzenia, Streszczenie, Opis, "
        "Opis incydentu, Opis zdarzenia, Opis problemu, Opis awarii, Przegląd, W skrócie, Skrót, "
        "Co się stało, Co się wydarzyło"
    ),
    "impact": (
        "Wpływ, Wpływ na klientów, Wpływ na użytkowników, Wpływ na biznes, Skutek, Skutki, Skutki awarii, "
        "Konsekwencje, Następstwa, Oddziaływanie, Zasięg, Zakres, Dotknięte systemy, Dotknięte usługi"
    ),
    "timeline": (
        "Oś czasu, Oś czasu zdarzeń, Oś czasu incydentu, Linia czasu, Chronologia, Chronologia zdarzeń, "
        "Chronologia wydarzeń, Przebieg, Przebieg zdarzeń, Przebieg wydarzeń, Przebieg incydentu, "
        "Przebieg awarii, Sekwencja zdarzeń, Kalendarium, Zdarzenia"
    ),
    "root-causes": (
        "Przyczyna, Przyczyny, Przyczyna źródłowa, Przyczyny źródłowe, Przyczyna główna, "
        "Przyczyna pierwotna, Przyczyna podstawowa, Przyczyna bezpośrednia, Bezpośrednia przyczyna, "
        "Główna przyczyna, Główne przyczyny, Przyczyna problemu, Przyczyna incydentu, Przyczyna awarii, "
        "Przyczyny incydentu, Przyczyny awarii, Analiza przyczyn, Analiza przyczyny źródłowej, "
        "Analiza przyczyn źródłowych, Czynniki sprzyjające, Czynniki przyczyniające się, "
        "Czynniki współprzyczyniające się, Powód, Powody, Dlaczego do tego doszło, Dlaczego to się stało"
    ),
    "resolution": (
        "Rozwiązanie, Rozwiązanie problemu, Naprawa, Przywrócenie, Przywrócenie usługi, "
        "Przywrócenie działania, Odtworzenie, Usunięcie awarii, Usunięcie problemu, Mitygacja, "
        "Łagodzenie skutków, Działania doraźne, Podjęte działania, Podjęte kroki, Jak rozwiązano problem"
    ),
    "lessons-learned": (
        "Wnioski, Wyciągnięte wnioski, Wnioski na przyszłość, Lekcje, Lekcja na przyszłość, "
        "Zdobyta wiedza, Zdobyte doświadczenia, Czego się nauczyliśmy, Retrospektywa"
    ),
    "action-items": (
        "Działania, Plan działania, Plan działań, Plan naprawczy, Lista działań, Planowane działania, "
        "Działania naprawcze, Działania zapobiegawcze, Działania korygujące, "
        "Działania korygujące i zapobiegawcze, Działania następcze, Dalsze działania, Dalsze kroki, "
        "Kolejne kroki, Następne kroki, Zadania, Zadania do wykonania, Do zrobienia, Rekomendacje, "
        "Zalecenia, Usprawnienia, Środki zapobiegawcze, Środki zaradcze, Zapobieganie, "
        "Lista zadań, Akcje, Działania do podjęcia, Działania do wykonania, Zaplanowane działania, "
        "Plan poprawy, Co dalej, Co zrobimy"
    ),
    "detection": "Wykrycie, Wykrycie problemu, Wykrywanie, Detekcja, Jak wykryto problem",
    "trigger": "Wyzwalacz, Zdarzenie wyzwalające, Czynnik wyzwalający",
    "background": "Tło, Tło zdarzenia, Tło incydentu, Kontekst",
    "what-went-well": ("Co poszło dobrze, Co się udało, Co zadziałało, Co zadziałało dobrze, Co działało dobrze"),
    "what-went-wrong": (
        "Co poszło źle, Co poszło nie tak, Co się nie udało, Co nie zadziałało, Co można poprawić, Co wymaga poprawy"
    ),
    "where-we-got-lucky": "Gdzie mieliśmy szczęście, W czym mieliśmy szczęście, Szczęście",
    "five-whys": ("Pięć razy dlaczego, 5 razy dlaczego, 5 x dlaczego, 5x dlaczego, Pięć dlaczego, 5 dlaczego"),
    "participants": ("Uczestnicy, Osoby zaangażowane, Zaangażowane osoby, Zaangażowani, Zaangażowane zespoły"),
    "references": ("Odnośniki, Referencje, Linki, Przydatne linki, Źródła, Powiązane incydenty, Materiały, Zobacz też"),
}
