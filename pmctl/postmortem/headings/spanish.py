"""Headings in Spanish."""

from __future__ import annotations

from typing import Final

HEADINGS: Final = {
    "summary": (
        "Resumen, Resumen ejecutivo, Resumen del incidente, Descripción, Descripción del incidente, "
        "Descripción del problema, Descripción general, Visión general, Vista general, Panorama general, "
        "Síntesis, Sinopsis, Sumario, En resumen, Qué pasó, Qué ocurrió, Qué sucedió, Qué ha pasado"
    ),
    "impact": (
        "Impacto, Impactos, Impacto en los clientes, Impacto en clientes, Impacto al cliente, "
        "Impacto en los usuarios, Impacto en usuarios, Impacto en el negocio, Impacto al negocio, "
        "Afectación, Afectaciones, Alcance, Consecuencias, Efectos, Repercusiones, Daños, "
        "Servicios afectados, Usuarios afectados, Clientes afectados, Sistemas afectados"
    ),
    "timeline": (
        "Cronología, Cronología de eventos, Cronología de los eventos, Cronología de los hechos, "
        "Cronología del incidente, Cronograma, Línea de tiempo, Línea del tiempo, Línea temporal, "
        "Secuencia de eventos, Secuencia de los hechos, Secuencia de hechos, Sucesión de eventos, "
        "Desarrollo de los hechos, Eventos"
    ),
    "root-causes": (
        "Causa, Causas, Causa raíz, Causas raíz, Causas raíces, Análisis de causa raíz, "
        "Análisis de la causa raíz, Análisis causa raíz, Análisis de causas, Análisis de las causas, "
        "Causa principal, Causas principales, Causa fundamental, Causa subyacente, Causas subyacentes, "
        "Causa del incidente, Causas del incidente, Causa origen, Origen, Origen del problema, "
        "Origen del incidente, Factores contribuyentes, Factores que contribuyeron, Factores causantes, "
        "Motivo, Motivos, Por qué ocurrió, Por qué sucedió, Por qué pasó"
    ),
    "resolution": (
        "Resolución, Resolución del incidente, Resolución y recuperación, Recuperación, Solución, "
        "Solución aplicada, Mitigación, Mitigación y resolución, Remediación, Corrección, Reparación, "
        "Restauración, Restablecimiento, Restablecimiento del servicio, Subsanación, Contención, "
        "Medidas adoptadas, Medidas tomadas, Acciones tomadas, Acciones realizadas, Acciones inmediatas, "
        "Cómo se resolvió, Cómo se solucionó"
    ),
    "lessons-learned": (
        "Lecciones aprendidas, Lección aprendida, Lecciones, Aprendizajes, Aprendizaje, Enseñanzas, "
        "Qué aprendimos, Qué hemos aprendido, Lo aprendido, Lo que aprendimos, Retrospectiva"
    ),
    "action-items": (
        "Acciones, Plan de acción, Planes de acción, Acciones a tomar, Acciones a realizar, "
        "Acciones correctivas, Acciones correctoras, Acciones preventivas, "
        "Acciones correctivas y preventivas, Acciones de seguimiento, Acciones de mejora, "
        "Acciones pendientes, Elementos de acción, Ítems de acción, Puntos de acción, Seguimiento, "
        "Próximos pasos, Siguientes pasos, Próximas acciones, Medidas, Medidas correctivas, "
        "Medidas correctoras, Medidas preventivas, Medidas correctivas y preventivas, Tareas, "
        "Tareas pendientes, Tareas de seguimiento, Pendientes, Mejoras, Plan de mejora, Recomendaciones, "
        "Prevención, Por hacer, "
        "Acciones a emprender, Acciones por realizar, Lista de acciones, Lista de tareas, "
        "Medidas a tomar, Medidas a adoptar, Plan de acciones, Qué vamos a hacer, Qué haremos, "
        "Cosas por hacer"
    ),
    "detection": "Detección, Detección del incidente, Descubrimiento, Cómo se detectó, Cómo se descubrió",
    "trigger": ("Desencadenante, Desencadenantes, Detonante, Disparador, Evento desencadenante, Factor desencadenante"),
    "background": "Antecedentes, Contexto, Trasfondo, Contexto previo",
    "what-went-well": (
        "Qué salió bien, Lo que salió bien, Qué funcionó bien, Qué funcionó, Lo que funcionó, "
        "Qué fue bien, Aspectos positivos, Puntos positivos, Lo bueno"
    ),
    "what-went-wrong": (
        "Qué salió mal, Lo que salió mal, Qué no funcionó, Lo que no funcionó, Qué fue mal, "
        "Qué se puede mejorar, Qué podría mejorar, Aspectos negativos, Aspectos a mejorar, "
        "Puntos a mejorar, Oportunidades de mejora, Lo malo"
    ),
    "where-we-got-lucky": "Dónde tuvimos suerte, En qué tuvimos suerte, Suerte",
    "five-whys": (
        "Cinco porqués, 5 porqués, Los cinco porqués, Los 5 porqués, Cinco por qué, 5 por qué, "
        "Los cinco por qué, Los 5 por qué"
    ),
    "participants": (
        "Participantes, Asistentes, Personas involucradas, Personas implicadas, Involucrados, Equipo, "
        "Equipo de respuesta, Equipos involucrados"
    ),
    "references": (
        "Referencias, Enlaces, Enlaces relacionados, Enlaces de interés, Recursos, "
        "Incidentes relacionados, Documentos relacionados, Ver también, Fuentes"
    ),
}
