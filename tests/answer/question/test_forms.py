"""The forms of questions: sloppy, polite and tricky ones in both languages, by form."""

import pytest

from answer.question.asked import fold
from answer.question.forms import Form, form_of

QUESTIONS: dict[Form, tuple[str, ...]] = {
    Form.QUANTITY: (
        "How many briefings were held?",
        "Combien de pages fait la synthèse ?",
        "En bref, combien coûte le tunnel ?",
        "cb de bateaux",
        "C'est combien le billet ?",
        "how mutch is the fare",
        "What's the population of Grenvik?",
        "Quel est le montant ?",
        "how far is the port from the town?",
        "À combien s'élève la dette ?",
        "number of sheep in Grenvik?",
        "nombre de moutons ?",
        "Quelle part du lait est bio ?",
        "Quel pourcentage des élèves est boursier ?",
        "How long has the port been open?",
        "le prix du billet ?",
        "How often do trams run?",
        "What is the value of trade?",
        "Could you tell me how many ships there are?",
    ),
    Form.DATE: (
        "When was the briefing published?",
        "Quand le résumé a-t-il été publié ?",
        "When will talks resume?",
        "When did the ferries resume service?",
        "kan est ce que le pont a ouvert",
        "le pont ouvre quand ?",
        "Quelle est la date de signature ?",
        "When?",
        "What date was the accord signed?",
        "À quelle date ?",
        "depuis quand",
        "In what year did it open?",
        "What is the date of the accord?",
        "date de signature de l'accord ?",
        "how long ago did it close?",
        "Until when does the pact run?",
        "Pouvez-vous me dire quand le pont ouvre ?",
    ),
    Form.PERSON: (
        "who wrote the briefing?",
        "Qui a rédigé la synthèse ?",
        "Who gave the overview of the harbour?",
        "Who summarised the findings?",
        "in short, who runs the port?",
        "ki dirige le port",
        "Who's the mayor?",
        "Par qui l'accord a-t-il été signé ?",
        "By whom was it signed?",
        "Le maire, c'est qui ?",
        "Comment s'appelle le directeur ?",
        "Which minister signed?",
        "Quel ministre a signé ?",
        "Name of the director?",
        "Can you tell me who runs the port?",
    ),
    Form.LIST: (
        "What values do the partners share?",
        "Quels sont les pays qui ont signé ?",
        "Quels pays ?",
        "list the members",
        "which countries are members",
        "Cite trois espèces",
        "Quelles sont les villes ?",
        "What are the goals of the accord?",
        "What goods does it ship?",
        "Dans quels domaines ?",
    ),
    Form.REASON: (
        "pk le quota baisse",
        "Pour quelle raison le quota baisse-t-il ?",
        "how come the line closed",
        "À cause de quoi ?",
        "What caused the flood?",
        "What is the reason for the delay?",
        "quelle est la raison du retard ?",
        "Qu'est-ce qui a provoqué la crue ?",
        "Do you know why it closed?",
    ),
    Form.YESNO: (
        "Does the briefing mention wool?",
        "Did the talks resume in 2019?",
        "Is the share of wool above 40%?",
        "Is it worth visiting?",
        "est ce que c'est gratuit",
        "Y a-t-il un musée ?",
        "Is there a museum?",
        "Le port est-il grand ?",
        "are ferries free",
        "Tu sais si le musée est gratuit ?",
        "Do you know whether the museum is free?",
        "L'accord couvre t il les services",
        "Has the port grown?",
    ),
    Form.SUMMARY: (
        "sum up the wool trade",
        "resume le projet stp",
        "brief me on wool",
        "Give me an overview of the port",
        "Donne-moi l'essentiel",
        "pouvez vous me faire une synthese du dossier",
        "recap plz",
        "What are the main points?",
        "Que dit la conclusion ?",
        "fais un petit resumé",
        "a summary of the accord please",
    ),
    Form.DEFINITION: (
        "c koi la WCTA",
        "What is the WCTA?",
        "Que signifie WCTA ?",
        "what does WCTA stand for?",
        "Qu'est-ce que la WCTA ?",
        "C'est quoi, la WCTA ?",
        "Définis la WCTA",
    ),
    Form.FACT: (
        "What does the outline agreement cover?",
        "Où le briefing a-t-il eu lieu ?",
        "How are prices set?",
        "What is the role of the fee commission?",
        "wen did the port open",
        "What happens when the lock closes?",
        "Que se passe-t-il quand l'écluse ferme ?",
        "Which bus goes there?",
        "Which process is used?",
        "Où est le port ?",
        "Where is the port?",
        "wool",
        "How does the lock work?",
        "Comment fonctionne l'écluse ?",
        "Quel fleuve traverse la ville ?",
    ),
}


@pytest.mark.parametrize(
    ("form", "question"), [(form, q) for form, asked in QUESTIONS.items() for q in asked]
)
def test_the_form_of_a_question(form: Form, question: str) -> None:
    assert form_of(fold(question)) is form


@pytest.mark.parametrize(
    "opening",
    [
        "Could you tell me ",
        "Bonjour, pouvez-vous me dire ",
        "I'd like to know ",
        "dis-moi ",
        "Do you know ",
        "tu sais ",
    ],
)
@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("who runs the port?", Form.PERSON),
        ("quand le pont ouvre ?", Form.DATE),
        ("combien de ponts il y a ?", Form.QUANTITY),
        ("why it closed", Form.REASON),
        ("si le musée est gratuit", Form.YESNO),
    ],
)
def test_a_polite_opening_is_no_part_of_the_form(opening: str, question: str, form: Form) -> None:
    assert form_of(fold(opening + question)) is form
