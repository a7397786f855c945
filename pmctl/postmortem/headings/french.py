"""Headings in French."""

from __future__ import annotations

from typing import Final

HEADINGS: Final = {
    "summary": (
        "Résumé, Résumé de l'incident, Résumé exécutif, Synthèse, Vue d'ensemble, Aperçu, Descriptif, "
        "Description de l'incident, Description du problème, Sommaire, Sommaire exécutif, "
        "Que s'est-il passé, Ce qui s'est passé, En bref, Rappel des faits, Les faits, Exposé des faits"
    ),
    "impact": (
        "Impact client, Impact clients, Impact sur les clients, Impact utilisateur, Impact utilisateurs, "
        "Impact sur les utilisateurs, Impact métier, Conséquences, Répercussions, Effets, Périmètre, "
        "Périmètre impacté, Portée, Étendue, Ampleur, Services impactés, Services affectés, "
        "Services touchés, Clients impactés, Utilisateurs impactés, Systèmes impactés, Dégâts"
    ),
    "timeline": (
        "Chronologie, Chronologie des événements, Chronologie de l'incident, Chronologie des faits, "
        "Déroulement, Déroulé, Déroulé de l'incident, Déroulement de l'incident, Déroulement des faits, "
        "Déroulement des événements, Frise chronologique, Ligne de temps, Ligne du temps, "
        "Fil des événements, Historique, Historique des événements, Événements, Séquence des événements"
    ),
    "root-causes": (
        "Cause racine, Causes racines, Cause profonde, Causes profondes, Cause première, "
        "Causes premières, Cause principale, Causes principales, Cause fondamentale, "
        "Causes fondamentales, Analyse des causes, Analyse de la cause racine, "
        "Analyse des causes racines, Analyse des causes profondes, Origine, Origine du problème, "
        "Origine de l'incident, Cause de l'incident, Causes de l'incident, Facteurs contributifs, "
        "Facteurs contributeurs, Facteurs ayant contribué, Raison, Raisons, Pourquoi est-ce arrivé, "
        "Pourquoi c'est arrivé, Pourquoi cela s'est-il produit"
    ),
    "resolution": (
        "Résolution, Résolution de l'incident, Résolution et rétablissement, Rétablissement, "
        "Rétablissement du service, Reprise, Reprise du service, Remédiation, Correction, Correctif, "
        "Correctifs, Solution apportée, Atténuation, Réparation, Restauration, Retour à la normale, "
        "Contournement, Actions menées, Actions réalisées, Mesures prises, Mesures immédiates, "
        "Actions immédiates, Comment l'incident a été résolu, Comment le problème a été résolu"
    ),
    "lessons-learned": (
        "Leçons apprises, Leçons tirées, Leçons, Leçons retenues, Enseignements, Enseignements tirés, "
        "Les enseignements, Apprentissages, Ce que nous avons appris, Qu'avons-nous appris, "
        "Ce qu'on a appris, Retour d'expérience, Retours d'expérience, REX, RETEX, Points à retenir, "
        "À retenir, Rétrospective"
    ),
    "action-items": (
        "Plan d'action, Plan d'actions, Actions à mener, Actions correctives, Actions correctrices, "
        "Actions préventives, Actions correctives et préventives, Actions de suivi, "
        "Actions d'amélioration, Actions futures, Actions à venir, Éléments d'action, Points d'action, "
        "Suivi, Suites, Suites à donner, Prochaines étapes, Prochaines actions, Étapes suivantes, "
        "Mesures correctives, Mesures préventives, Mesures correctives et préventives, Mesures à prendre, "
        "Tâches, À faire, Améliorations, Axes d'amélioration, Plan d'amélioration, Recommandations, "
        "Préconisations, Prévention, "
        "Actions à réaliser, Actions à entreprendre, Actions à prévoir, Liste des actions, "
        "Liste d'actions, Plan de remédiation, Plan d'actions correctives, "
        "Mesures à mettre en place, Tâches à faire, Tâches à réaliser, Reste à faire, "
        "Ce que nous allons faire, Ce que nous allons changer"
    ),
    "detection": "Détection, Détection de l'incident, Découverte, Comment l'incident a été détecté",
    "trigger": (
        "Déclencheur, Déclencheurs, Élément déclencheur, Événement déclencheur, Fait déclencheur, "
        "Facteur déclencheur, Facteurs déclencheurs"
    ),
    "background": "Contexte, Arrière-plan, Mise en contexte, Rappel du contexte",
    "what-went-well": (
        "Ce qui a bien fonctionné, Ce qui s'est bien passé, Ce qui a bien marché, Ce qui a marché, "
        "Qu'est-ce qui a bien fonctionné, Points positifs, Points forts"
    ),
    "what-went-wrong": (
        "Ce qui n'a pas fonctionné, Ce qui n'a pas bien fonctionné, Ce qui a mal fonctionné, "
        "Ce qui s'est mal passé, Ce qui n'a pas marché, Ce qui a moins bien fonctionné, "
        "Ce qui peut être amélioré, Points négatifs, Points faibles, Points à améliorer"
    ),
    "where-we-got-lucky": (
        "Où nous avons eu de la chance, Là où nous avons eu de la chance, Coup de chance, Coups de chance"
    ),
    "five-whys": (
        "Cinq pourquoi, 5 pourquoi, Les cinq pourquoi, Les 5 pourquoi, Méthode des cinq pourquoi, "
        "Méthode des 5 pourquoi"
    ),
    "participants": ("Personnes impliquées, Intervenants, Acteurs, Équipe, Équipes impliquées, Parties prenantes"),
    "references": ("Références, Liens, Liens utiles, Documents associés, Ressources, Voir aussi, Incidents liés"),
}
