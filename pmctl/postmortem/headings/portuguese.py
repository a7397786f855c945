"""Headings in Portuguese."""

from __future__ import annotations

from typing import Final

HEADINGS: Final = {
    "summary": (
        "Resumo, Resumo executivo, Resumo do incidente, Sumário executivo, Descrição, "
        "Descrição do incidente, Descrição do problema, Descrição geral, Visão geral, Síntese, Sinopse, "
        "O que aconteceu, O que ocorreu"
    ),
    "impact": (
        "Impacto no cliente, Impacto nos clientes, Impacto nos usuários, Impacto nos utilizadores, "
        "Impacto no negócio, Abrangência, Consequências, Efeitos, Danos, Âmbito, Serviços afetados, "
        "Usuários afetados, Utilizadores afetados, Clientes afetados, Sistemas afetados, "
        "Serviços impactados, Clientes impactados, Usuários impactados"
    ),
    "timeline": (
        "Linha do tempo, Linha do tempo do incidente, Linha temporal, Cronologia, Cronologia dos eventos, "
        "Cronologia de eventos, Cronologia do incidente, Sequência de eventos, Sequência dos eventos, "
        "Histórico, Histórico de eventos"
    ),
    "root-causes": (
        "Causa raiz, Causas raiz, Causas raízes, Análise de causa raiz, Análise da causa raiz, "
        "Análise de causas, Análise das causas, Causa primária, Causa do incidente, Causas do incidente, "
        "Fatores contribuintes, Fatores que contribuíram, Fatores contributivos, Origem, "
        "Origem do problema, Por que aconteceu, Por que isso aconteceu, Porque aconteceu, "
        "Porque é que aconteceu"
    ),
    "resolution": (
        "Resolução, Resolução e recuperação, Resolução do incidente, Recuperação, Solução, "
        "Solução aplicada, Mitigação, Mitigação e resolução, Correção, Remediação, Restauração, "
        "Restabelecimento, Normalização, Reparo, Reparação, Contenção, Ações tomadas, Ações realizadas, "
        "Ações imediatas, Como foi resolvido"
    ),
    "lessons-learned": (
        "Lições aprendidas, Lições, Aprendizados, Aprendizado, Aprendizagens, Ensinamentos, "
        "O que aprendemos, Retrospetiva"
    ),
    "action-items": (
        "Ações, Plano de ação, Planos de ação, Itens de ação, Pontos de ação, Ações corretivas, "
        "Ações preventivas, Ações corretivas e preventivas, Ações de acompanhamento, Ações de follow-up, "
        "Ações de melhoria, Ações futuras, Acompanhamento, Seguimento, Próximos passos, Próximas ações, "
        "Passos seguintes, Medidas corretivas, Medidas preventivas, Tarefas, Pendências, Melhorias, "
        "Plano de melhoria, Recomendações, Prevenção, A fazer, "
        "Ações a tomar, Ações a realizar, Ações pendentes, Lista de ações, Lista de tarefas, "
        "Plano de ações, Medidas a tomar, Medidas, O que vamos fazer, O que faremos, "
        "Melhorias futuras"
    ),
    "detection": "Detecção, Deteção, Descoberta, Como foi detectado, Como foi detetado",
    "trigger": "Gatilho, Gatilhos, Desencadeador, Evento desencadeador, Fator desencadeante",
    "background": "Contextualização",
    "what-went-well": (
        "O que deu certo, O que correu bem, O que funcionou, O que funcionou bem, O que foi bem, Pontos positivos"
    ),
    "what-went-wrong": (
        "O que deu errado, O que correu mal, O que não funcionou, O que pode melhorar, "
        "O que pode ser melhorado, O que poderia ter sido melhor, Pontos negativos, Pontos a melhorar, "
        "Pontos de melhoria, Oportunidades de melhoria"
    ),
    "where-we-got-lucky": "Onde tivemos sorte, Em que tivemos sorte, Sorte",
    "five-whys": "Cinco porquês, 5 porquês, Os cinco porquês, Os 5 porquês",
    "participants": ("Pessoas envolvidas, Envolvidos, Equipe, Equipa, Equipes envolvidas, Times envolvidos"),
    "references": "Referências, Ligações, Links relacionados, Links úteis, Veja também, Fontes",
}
