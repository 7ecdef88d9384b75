"""Off-topic reference questions, in both languages, which calibrate cosine scores.

Their cosines are the baseline of a model that nobody has measured: a score is read as standard
deviations above them.
"""

from __future__ import annotations

from domain.types import Language

QUESTIONS: dict[Language, tuple[str, ...]] = {
    Language.EN: (
        "How do I bake a chocolate cake without eggs?",
        "What is the best way to unclog a kitchen sink?",
        "Who won the tennis final last night?",
        "Will it rain on Saturday afternoon?",
        "How often should I water tomato plants?",
        "Which film should we watch tonight?",
        "My cat keeps scratching the sofa, what can I do?",
        "How do I change a flat bicycle tyre?",
        "What does a sore throat with fever mean?",
        "How many calories are in an avocado?",
        "Can you recommend a novel for a long train ride?",
        "How do I reset my phone to factory settings?",
        "What time does the supermarket close?",
        "How do I tie a bow tie?",
        "What are the rules of poker?",
        "Which guitar strings are good for beginners?",
        "How long should I boil pasta?",
        "Why does my car make a noise when it starts?",
        "What is the square root of 1764?",
        "How do I remove a wine stain from a carpet?",
        "Who sang this song from the eighties?",
        "How can I sleep better at night?",
        "What colour should I paint the bedroom?",
        "How do penguins keep warm?",
    ),
    Language.FR: (
        "Comment faire un gâteau au chocolat sans œufs ?",
        "Comment déboucher l'évier de la cuisine ?",
        "Qui a gagné la finale de tennis hier soir ?",
        "Va-t-il pleuvoir samedi après-midi ?",
        "Combien de fois faut-il arroser les tomates ?",
        "Quel film regarder ce soir ?",
        "Mon chat griffe le canapé, que faire ?",
        "Comment réparer un pneu de vélo crevé ?",
        "Que faire contre un mal de gorge avec de la fièvre ?",
        "Combien de calories dans un avocat ?",
        "Quel roman lire pendant un long trajet en train ?",
        "Comment réinitialiser mon téléphone ?",
        "À quelle heure ferme le supermarché ?",
        "Comment nouer un nœud papillon ?",
        "Quelles sont les règles du poker ?",
        "Quelles cordes de guitare choisir pour débuter ?",
        "Combien de temps faut-il cuire les pâtes ?",
        "Pourquoi ma voiture fait-elle du bruit au démarrage ?",
        "Quelle est la racine carrée de 1764 ?",
        "Comment enlever une tache de vin sur un tapis ?",
        "Qui chantait cette chanson des années quatre-vingt ?",
        "Comment mieux dormir la nuit ?",
        "De quelle couleur peindre la chambre ?",
        "Comment les manchots se protègent-ils du froid ?",
    ),
}
