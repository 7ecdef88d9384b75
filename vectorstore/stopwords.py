"""Stop words of both languages, with the letters that elision leaves."""

from __future__ import annotations

from domain.types import Language

STOP_WORDS: dict[Language, frozenset[str]] = {
    Language.FR: frozenset(
        """
        a à afin ai aie ainsi alors après as assez au aucun aucune aujourd aura aurait auront aussi
        autour autre autres aux avaient avait avant avec avez avoir avons ayant beaucoup bien c ça
        car ce ceci cela celle celles celui cent ces cet cette ceux chaque chez ci combien comme
        comment concernant concrètement contre d dans de déjà depuis des dès désormais deux devant
        doit doivent donc dont du durant elle elles en encore enfin entre es est et étaient était
        étant été êtes être eu eux existe existent faire fait faites fais faut fois font furent fut
        grâce hors hui ici il ils j je jusqu jusque l la laquelle le lequel les lesquelles lesquels
        leur leurs lors lorsque lui là m ma mais malgré me même mêmes mes mien moi moins mon n ne
        ni non nos notre nous on ont or où ou oui par parce parmi pas pendant peu peut peuvent peux
        plus plusieurs plutôt pour pourquoi pourrait près puis puisque qu quand que quel quelle
        quelles quels qui quoi s sa sans se sera seront ses seulement si sien soit sommes son sont
        sous souvent suis sur t ta tandis te tel telle telles tels tes toi ton toujours tous tout
        toute toutes très trop tu un une va vers veut veux voici voilà vos votre vous vraiment vs y
        dit dites parle parlez parler stp svp merci donne donnez quelque quelques exactement
        """.split()
    ),
    Language.EN: frozenset(
        """
        a about above after again against all almost also although am among an and any are aren as
        at be because been before being below between both but by can cannot could couldn did didn
        do does doesn doing don done down during each either else ever every few for from further
        get gets give given gives got had has hasn have having he her here hers him his how however
        i if in into is isn it its itself just ll let like ll made make many may me might more most
        much must my no nor not now of off on once one only or other our ours out over own per
        please re really s same shall she should since so some still such t tell than that the
        their theirs them then there these they this those through to too under until up upon us
        ve very via was wasn we were weren what when where whether which while who whom whose why
        will with within without won would you your yours whats hows exactly does
        """.split()
    ),
}
