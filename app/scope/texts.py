"""String catalogue of the scope, in French and in English; part of app/interface.py's table."""

from __future__ import annotations

SCOPE: dict[str, tuple[str, str]] = {
    "scope_all": ("Toutes les sources", "All sources"),
    "scope_title": ("Limiter les questions", "Limit the questions"),
    "scope_sources": ("À ces sources", "To these sources"),
    "scope_choose": ("Toutes ; tapez un titre", "All; type a title to choose"),
    "scope_language": ("Aux sources de cette langue", "To sources in this language"),
    "scope_any": ("Les deux", "Both"),
    "scope_from": ("Datées de", "Dated from"),
    "scope_to": ("à", "to"),
    "scope_date": ("2024 ou 2024-05-31", "2024 or 2024-05-31"),
    "scope_undated": (
        "Une source sans date n'entre dans aucune période.",
        "A limit on dates leaves out sources without a date.",
    ),
    "scope_apply": ("Limiter", "Limit"),
    "scope_none": ("Enlever les limites", "Remove the limits"),
    "scope_widen": ("Chercher dans toutes les sources", "Search all sources"),
    "scope_lost": (
        "L'adresse de cette page limite les questions à des sources qui ne sont pas dans la "
        "bibliothèque ({n}) : il n'en est pas tenu compte.",
        "The address of this page limits questions to sources that are not in the library ({n}): "
        "they are ignored.",
    ),
    "scope_wrong": (
        "Les limites données par l'adresse de cette page sont illisibles ({why}) : les questions "
        "ne sont pas limitées.",
        "The limits in the address of this page cannot be read ({why}): questions are not limited.",
    ),
    # Beginning
    "welcome_has": (
        "Cette bibliothèque contient {n} sources : {languages}{dates}.",
        "This library has {n} sources: {languages}{dates}.",
    ),
    "welcome_has_one": (
        "Cette bibliothèque contient une source : {languages}{dates}.",
        "This library has one source: {languages}{dates}.",
    ),
    "welcome_fr": ("{n} en français", "{n} in French"),
    "welcome_en": ("{n} en anglais", "{n} in English"),
    "welcome_dated": (", datées de {first} à {last}", ", dated {first} to {last}"),
    "welcome_dated_once": (", date : {first}", ", dated {first}"),
    "welcome_not": (
        "Ce que les sources ne disent pas n'est pas deviné : Passerelle vous le signale. Elle ne "
        "cherche rien sur le web et ne donne pas d'avis.",
        "When the sources do not answer, Passerelle says so and does not guess. It looks nothing "
        "up on the web and gives no opinions.",
    ),
    "each_by_itself": (
        "Afficher les actions des réponses précédentes",
        "Show the actions for earlier answers",
    ),
    "follow_up": ("Pour continuer", "To continue"),
}
