"""Organisations and concepts whose abbreviations differ by language, with their full names."""

from __future__ import annotations

_ROWS = """
EU, European Union | UE, Union européenne
UN, United Nations | ONU, Nations unies
NATO, North Atlantic Treaty Organization | OTAN
WTO, World Trade Organization, World Trade Organisation | OMC, Organisation mondiale du commerce
IMF, International Monetary Fund | FMI, Fonds monétaire international
WHO, World Health Organization, World Health Organisation | OMS, Organisation mondiale de la santé
ILO, International Labour Organization | OIT, Organisation internationale du travail
IAEA, International Atomic Energy Agency | AIEA, Agence internationale de l'énergie atomique
IEA, International Energy Agency | AIE, Agence internationale de l'énergie
OECD | OCDE, Organisation de coopération et de développement économiques
OSCE, Organization for Security and Co-operation in Europe | Organisation pour la sécurité et la coopération en Europe
OPEC | OPEP
World Bank | Banque mondiale
EBRD, European Bank for Reconstruction and Development | BERD, Banque européenne pour la reconstruction et le développement
EIB, European Investment Bank | BEI, Banque européenne d'investissement
ECB, European Central Bank | BCE, Banque centrale européenne
ADB, Asian Development Bank | BAD, Banque asiatique de développement
European Commission | Commission européenne
Council of the European Union, Council of the EU | Conseil de l'Union européenne, Conseil de l'UE
EEAS, European External Action Service | SEAE, Service européen pour l'action extérieure
European Green Deal, Green Deal | Pacte vert pour l'Europe, Pacte vert européen, Pacte vert
Eastern Partnership | Partenariat oriental
Schengen area | espace Schengen
eurozone, euro area | zone euro
Paris Agreement | Accord de Paris
European Parliament | Parlement européen
European Council | Conseil européen
Council of Europe | Conseil de l'Europe
CIS, Commonwealth of Independent States | CEI, Communauté des États indépendants
SCO, Shanghai Cooperation Organisation | OCS, Organisation de coopération de Shanghai
EAEU, Eurasian Economic Union | UEEA, Union économique eurasiatique
CSTO | OTSC
AU, African Union | UA, Union africaine
ICC, International Criminal Court | CPI, Cour pénale internationale
ECHR, European Court of Human Rights | CEDH, Cour européenne des droits de l'homme
GDP, gross domestic product | PIB, produit intérieur brut
GNP, gross national product | PNB, produit national brut
FDI, foreign direct investment | IDE, investissement direct étranger, investissements directs étrangers
NGO, non-governmental organisation | ONG, organisation non gouvernementale
SME, small and medium-sized enterprises | PME, petites et moyennes entreprises
VAT, value added tax | TVA, taxe sur la valeur ajoutée
R&D, research and development | R-D, recherche et développement
AI, artificial intelligence | IA, intelligence artificielle
LNG, liquefied natural gas | GNL, gaz naturel liquéfié
GHG, greenhouse gas, greenhouse gases | GES, gaz à effet de serre
SDG, Sustainable Development Goals | ODD, objectifs de développement durable
CAP, common agricultural policy | PAC, politique agricole commune
CFSP, common foreign and security policy | PESC, politique étrangère et de sécurité commune
MFN, most-favoured nation | NPF, nation la plus favorisée
USA, US, United States, United States of America | É.-U., États-Unis, États-Unis d'Amérique
UK, United Kingdom, Great Britain, Britain | R.-U., Royaume-Uni, Grande-Bretagne
UAE, United Arab Emirates | EAU, Émirats arabes unis
USSR, Soviet Union | URSS, Union soviétique
Beijing | Pékin
Geneva | Genève
The Hague, Hague | La Haye
Frankfurt | Francfort
Antwerp | Anvers
Barcelona | Barcelone
Venice | Venise
Black Sea | mer Noire
Red Sea | mer Rouge
Baltic Sea, Baltic | mer Baltique, Baltique
Caspian Sea, Caspian | mer Caspienne, Caspienne
North Sea | mer du Nord
Mediterranean Sea, Mediterranean | mer Méditerranée, Méditerranée
Middle East | Moyen-Orient
Far East | Extrême-Orient
Silk Road, Silk Roads | route de la soie, routes de la soie
Arctic | Arctique
"""  # noqa: E501


def organisations() -> tuple[tuple[str, ...], ...]:
    """Each thing as all its names."""
    rows = (line.replace("|", ",") for line in _ROWS.strip().splitlines())
    return tuple(tuple(name.strip() for name in row.split(",")) for row in rows)
