"""What the briefing says, said again in other words, in both languages: what a good model writes.

A row: a stretch of the passage in English and in French by which it is found, then claims that the
passage bears out. Written by hand; nothing is fitted to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.types import Language


@dataclass(frozen=True, slots=True)
class Fact:
    """``passage``: words of the passage in each language; ``claims``: what may be said of it."""

    passage: dict[Language, str]
    claims: dict[Language, tuple[str, ...]]


def facts() -> Iterator[Fact]:
    """The rows of the table."""
    for block in _TABLE.strip().split("\n\n"):
        english, french, *claims = block.strip().split("\n")
        said: dict[Language, list[str]] = {Language.EN: [], Language.FR: []}
        for claim in claims:
            language, _, text = claim.partition(": ")
            said[Language(language)].append(text)
        yield Fact(
            {Language.EN: english, Language.FR: french}, {k: tuple(v) for k, v in said.items()}
        )


_TABLE = """
entered into force in March 2020
remonte à mars 2020
en: The EPCA has been in force since March 2020.
en: It was in March 2020 that the EPCA between the EU and Kazakhstan came into force.
en: The EPCA took effect in 03/2020.
fr: L'EPCA est en vigueur depuis mars 2020.
fr: L'accord entre l'UE et le Kazakhstan, l'EPCA, est entré en vigueur en mars 2020.
fr: L'EPCA est entré en vigueur en 03/2020.

About 40% of Kazakhstan's foreign trade
environ 40 % de son commerce extérieur
en: The EU accounts for about 40 per cent of Kazakhstan's foreign trade.
en: Roughly 40% of Kazakhstan's external trade is done with the European Union.
en: With about two fifths of its foreign trade, the EU is Kazakhstan's main trading partner.
fr: L'UE représente environ quarante pour cent du commerce extérieur du Kazakhstan.
fr: Environ 40 % des échanges extérieurs du Kazakhstan se font avec l'Union européenne.
fr: Le premier partenaire commercial du Kazakhstan est l'UE : elle compte pour environ 40 % de son commerce extérieur.

traded about €24 billion worth of goods
environ 24 milliards d'euros de biens en 2021
en: In 2021, trade in goods between the EU and Kazakhstan was worth about €24 billion.
en: Goods worth around 24,000 million euros were traded between the EU and Kazakhstan in 2021.
en: EU–Kazakhstan trade in goods came to about EUR 24bn in 2021.
fr: En 2021, les échanges de biens entre l'UE et le Kazakhstan ont atteint environ 24 milliards d'euros.
fr: L'UE et le Kazakhstan ont échangé quelque 24 000 millions d'euros de biens en 2021.
fr: Le commerce de biens entre l'UE et le Kazakhstan valait environ 24 Md€ en 2021.

came to more than €160 billion between 2005 and 2020
ont dépassé 160 milliards d'euros
en: Between 2005 and 2020, the EU invested more than €160 billion in Kazakhstan.
en: European investment in Kazakhstan exceeded 160 billion euros from 2005 to 2020.
en: From 2005 to 2020, EU investments in Kazakhstan totalled over EUR 160bn.
fr: L'UE a placé au Kazakhstan plus de 160 milliards d'euros de 2005 à 2020.
fr: Les investissements européens au Kazakhstan ont dépassé 160 milliards d'euros de 2005 à 2020.
fr: L'UE a investi au-delà de 160 000 millions d'euros au Kazakhstan entre 2005 et 2020.

has gone into a range of sectors
sont allés à plusieurs secteurs
en: The EU has invested in oil and gas, mining and financial services in Kazakhstan, among other sectors.
en: Sectors in Kazakhstan that received EU money include mining, financial services, oil and gas.
fr: Le pétrole, le gaz, l'industrie minière et la finance sont des secteurs où l'UE a investi au Kazakhstan.
fr: Parmi les secteurs du Kazakhstan où l'UE a investi figurent l'industrie minière et les services financiers.

ranks among the biggest investors
parmi les premiers investisseurs
en: The EU is one of the largest investors in Kazakhstan.
en: A significant share of foreign direct investment in Kazakhstan comes from European companies.
fr: L'UE est l'un des plus gros investisseurs au Kazakhstan.
fr: Les entreprises européennes sont à l'origine d'une part importante des investissements directs étrangers au Kazakhstan.

supplies the EU with three energy resources
livre à l'UE trois ressources énergétiques
en: Kazakhstan supplies the EU with oil, gas and uranium.
en: Three energy resources reach the EU from Kazakhstan: oil, gas and uranium.
en: For the EU, Kazakhstan is a major supplier of energy.
fr: Le gaz, le pétrole et l'uranium sont les ressources énergétiques que le Kazakhstan livre à l'UE.
fr: Le Kazakhstan livre trois ressources énergétiques à l'UE, dont l'uranium.
fr: Le Kazakhstan est une source importante d'énergie pour l'UE.

two joint commitments on energy
deux engagements communs en matière d'énergie
en: The EU and Kazakhstan have jointly committed to making energy more secure and its sources more varied.
en: On energy, the EU and Kazakhstan share two commitments: security and diversification of sources.
fr: L'UE et le Kazakhstan se sont engagés ensemble à rendre l'énergie plus sûre et à diversifier ses sources.
fr: En matière d'énergie, l'UE et le Kazakhstan ont deux engagements communs.

ample potential for renewable energy
un vaste potentiel en énergies renouvelables
en: Kazakhstan has great potential for renewable energy, which attracts European interest.
en: Europeans are interested in developing green energy projects in Kazakhstan.
fr: Le potentiel du Kazakhstan en énergies renouvelables est vaste et attire les Européens.
fr: Les Européens souhaitent développer des projets d'énergie verte au Kazakhstan.

committed itself to a smaller carbon footprint
s'est engagé à diminuer son empreinte carbone
en: Kazakhstan has pledged to reduce its carbon footprint, in line with the EU's Green Deal.
en: Kazakhstan's commitment to a smaller carbon footprint fits the Green Deal of the EU.
fr: Le Kazakhstan s'est engagé à réduire son empreinte carbone, conformément au Pacte vert de l'UE.
fr: La réduction de l'empreinte carbone promise par le Kazakhstan rejoint le Pacte vert de l'UE.

Four common interests hold
Quatre intérêts communs rapprochent
en: The EU and Kazakhstan share four interests: economic development, energy security, regional stability and cultural exchange.
en: Economic development, secure energy, regional stability and cultural exchange are the four interests common to the EU and Kazakhstan.
fr: L'UE et le Kazakhstan partagent quatre intérêts : le développement économique, la sécurité énergétique, la stabilité régionale et les échanges culturels.
fr: Quatre intérêts communs lient l'UE et le Kazakhstan, dont la stabilité de la région.

fight terrorism and violent extremism in two ways
combattent le terrorisme et l'extrémisme violent
en: Joint initiatives and information sharing are the two ways in which the EU and Kazakhstan fight terrorism.
en: The EU and Kazakhstan combat terrorism and violent extremism through joint initiatives and by sharing information.
fr: L'UE et le Kazakhstan combattent ensemble le terrorisme et l'extrémisme violent, et échangent des informations.
fr: Contre le terrorisme, l'UE et le Kazakhstan mènent des initiatives conjointes et échangent des informations.

gave up nuclear weapons of its own free will
a renoncé à l'arme nucléaire
en: Kazakhstan voluntarily gave up its nuclear weapons.
en: Kazakhstan, a leader in nuclear non-proliferation, renounced nuclear weapons of its own free will.
fr: Le Kazakhstan a volontairement renoncé aux armes nucléaires.
fr: Chef de file de la non-prolifération nucléaire, le Kazakhstan a renoncé de lui-même à l'arme nucléaire.

hosts a bank of low enriched uranium
une banque d'uranium faiblement enrichi
en: A bank of low enriched uranium of the IAEA is located in Kazakhstan.
en: Kazakhstan hosts the low enriched uranium bank of the International Atomic Energy Agency.
fr: C'est au Kazakhstan que se trouve la banque d'uranium de l'AIEA.
fr: Le Kazakhstan abrite la réserve d'uranium faiblement enrichi de l'AIEA.

turned political dialogue between
est devenu une institution
en: Under the EPCA, political dialogue covers democratisation, human rights, governance and the rule of law.
en: The EPCA made political dialogue between the EU and Kazakhstan an institution.
fr: Dans le cadre de l'EPCA, le dialogue politique porte sur la démocratisation, les droits de l'homme, la gouvernance et l'État de droit.
fr: Avec l'EPCA, le dialogue politique entre l'UE et le Kazakhstan est devenu une institution.

is carrying out political and economic reforms
poursuit des réformes politiques et économiques
en: With EU support, Kazakhstan is pursuing political and economic reforms.
en: Kazakhstan is seeking more transparency, less corruption and a stronger rule of law.
fr: Avec l'appui de l'UE, le Kazakhstan mène des réformes politiques et économiques.
fr: Le Kazakhstan veut plus de transparence, moins de corruption et un État de droit plus solide.

runs from China through Kazakhstan to Europe
part de la Chine, traverse le Kazakhstan
en: The Trans-Caspian International Transport Route links China to Europe through Kazakhstan.
en: The EU backs transport corridors such as the Trans-Caspian route, which goes from China through Kazakhstan to Europe.
fr: La route transcaspienne va de la Chine à l'Europe par le Kazakhstan.
fr: L'UE soutient des corridors de transport comme la route transcaspienne.

makes Kazakhstan a bridge between Europe and Asia
un pont entre l'Europe et l'Asie
en: Because of its geography, Kazakhstan is a bridge between Europe and Asia.
en: Its strategic location gives Kazakhstan a crucial role in the connectivity strategy of the EU.
fr: Par sa géographie, le Kazakhstan relie l'Asie à l'Europe comme un pont.
fr: La position du Kazakhstan lui donne un rôle crucial dans la stratégie de connectivité de l'UE.

cut both the time and the cost of transit
raccourcissent les délais de transit
en: Improved rail and road links reduce the time and cost of transit.
en: The economic ties between the EU and Kazakhstan grow stronger when transit is easier.
fr: De meilleures liaisons ferroviaires et routières réduisent les délais et le coût du transit.
fr: Quand le transit s'améliore, l'économie de l'UE et celle du Kazakhstan se rapprochent.

run joint projects against climate change
projets contre le changement climatique
en: Joint climate projects of the EU and Kazakhstan aim to lower greenhouse gas emissions, improve energy efficiency and expand renewable energy.
en: The EU and Kazakhstan have joint projects to combat climate change, with three goals.
fr: L'UE et le Kazakhstan veulent, par leurs projets sur le climat, émettre moins de gaz à effet de serre.
fr: L'UE et le Kazakhstan mènent des projets communs contre le changement climatique, avec trois buts.

has a rich biodiversity and natural habitats
La biodiversité du Kazakhstan est riche
en: The EU supports conservation programmes in Kazakhstan for the sustainable management of natural resources.
en: Dedicated programmes work to protect Kazakhstan's rich biodiversity and natural habitats.
fr: L'UE soutient des programmes qui gèrent de façon durable les ressources naturelles du Kazakhstan.
fr: Des programmes s'emploient à protéger la riche biodiversité du Kazakhstan.

determined to reach the SDGs
atteindre les ODD des Nations unies
en: The EU and Kazakhstan both want to achieve the UN's Sustainable Development Goals.
en: Joint projects for the SDGs give priority to less poverty, better health care and inclusive growth.
fr: Les Objectifs de développement durable de l'ONU sont un but commun de l'UE et du Kazakhstan.
fr: Les projets communs pour les ODD ont trois priorités, dont le recul de la pauvreté.

Erasmus+ is one of the programmes
Erasmus+ est l'un des programmes
en: Programmes such as Erasmus+ have made university exchanges between the EU and Kazakhstan easier.
en: Thanks to programmes like Erasmus+, students from Kazakhstan study at European universities.
fr: Erasmus+ et d'autres programmes rendent plus faciles les échanges entre les universités de l'UE et du Kazakhstan.
fr: Grâce à des programmes comme Erasmus+, des étudiants du Kazakhstan étudient dans des universités européennes.

help Kazakhstan to modernise its higher education
moderniser son enseignement supérieur
en: EU-funded projects help to modernise higher education in Kazakhstan.
en: Projects funded by the EU bring the universities of Kazakhstan closer to European standards.
fr: Des projets financés par l'UE aident à moderniser l'enseignement supérieur du Kazakhstan.
fr: Les projets financés par l'UE rapprochent les universités kazakhes des normes européennes.

Cultural diplomacy has a double aim
La diplomatie culturelle a un double but
en: Cultural diplomacy seeks to make heritage better known and to foster mutual respect.
en: Cultural diplomacy is a key element of relations between the EU and Kazakhstan.
fr: La diplomatie culturelle cherche à faire connaître le patrimoine et à favoriser le respect mutuel.
fr: La diplomatie culturelle occupe une place de choix entre l'UE et le Kazakhstan.

The promotion of tourism between
La promotion du tourisme entre
en: More and more Europeans are discovering Kazakhstan's cultural sites and unique landscapes.
en: Promoting tourism between the EU and Kazakhstan is producing results.
fr: De plus en plus d'Européens découvrent les sites culturels et les paysages uniques du Kazakhstan.
fr: Entre l'UE et le Kazakhstan, promouvoir le tourisme donne des résultats.
"""  # noqa: E501
