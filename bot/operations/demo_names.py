"""Startups and people that nobody has ever met, for the demonstration."""

STARTUPS: tuple[tuple[str, str, str], ...] = (
    ("atlas-des-haies", "Atlas des haies", "Savoir où planter une haie, et qui peut aider à le faire."),
    ("bail-lisible", "Bail lisible", "Comprendre son bail avant de le signer."),
    ("bons-restes", "Bons restes", "Donner ce que la cantine n’a pas servi, le jour même."),
    ("carnet-bleu", "Carnet bleu", "Suivre la qualité de l’eau de sa commune."),
    ("chemin-scolaire", "Chemin scolaire", "Organiser les trajets à pied vers l’école."),
    ("clef-de-garage", "Clef de garage", "Réparer plutôt que remplacer, près de chez soi."),
    ("cousu-main", "Cousu main", "Mettre les ateliers d’insertion en relation avec leurs commanditaires."),
    ("demarche-agri", "Démarche agri", "Une seule demande pour les aides à l’installation agricole."),
    ("ecoute-rurale", "Écoute rurale", "Trouver un soignant qui prend de nouveaux patients."),
    ("fil-d-aide", "Fil d’aide", "Rendre visibles les droits qu’on ne demande pas."),
    ("grand-air", "Grand air", "Réserver un séjour adapté quand on aide un proche."),
    ("halte-chantier", "Halte chantier", "Prévenir les accidents sur les petits chantiers."),
    ("jardin-commun", "Jardin commun", "Partager les terrains que les communes n’utilisent pas."),
    ("lire-ensemble", "Lire ensemble", "Repérer tôt les difficultés de lecture."),
    ("maree-basse", "Marée basse", "Déclarer sa pêche à pied sans papier."),
    ("mon-premier-toit", "Mon premier toit", "Trouver un garant quand on a moins de 25 ans."),
    ("nuit-calme", "Nuit calme", "Mesurer et signaler le bruit la nuit."),
    ("ouvre-stage", "Ouvre-stage", "Des stages de troisième pour celles et ceux qui n’ont pas de réseau."),
    ("petit-bac", "Petit bac", "Trier ses déchets de chantier en petite quantité."),
    ("quai-ouvert", "Quai ouvert", "Préparer un trajet en train en fauteuil roulant."),
    ("relais-papiers", "Relais papiers", "Retrouver ses papiers quand on n’a plus d’adresse."),
    ("signe-facile", "Signe facile", "Un interprète en langue des signes au guichet, en visio."),
    ("toits-frais", "Toits frais", "Choisir les bâtiments publics à protéger de la chaleur."),
)
"""Identifier, name, pitch."""

FIRST_NAMES = (
    *("Adèle", "Bastien", "Chloé", "Driss", "Éloïse", "Farid", "Gabrielle", "Hugo", "Iris", "Jules"),
    *("Kenza", "Léo", "Maïa", "Nathan", "Olivia", "Paul", "Quitterie", "Rayan", "Salomé", "Tom"),
)
LAST_NAMES = (
    *("Armand", "Bertin", "Chauvet", "Delmas", "Esnault", "Fabre", "Garnier", "Hamon", "Imbert", "Jolly"),
    *("Keller", "Lambert", "Mercier", "Noblet", "Ollivier", "Perrin", "Quentin", "Rivière", "Sauvage"),
)

METRICS = (
    *("Demandes abouties par mois", "Familles accompagnées", "Communes actives", "Dossiers sans relance"),
    *("Trajets remplacés par semaine", "Personnes orientées vers un droit"),
)
PROMISES = (
    ("funding", "prolonger le financement jusqu’à la fin de l’année"),
    ("communication", "parler du service dans la lettre aux directions"),
    ("relays", "présenter l’équipe à trois préfectures"),
    ("other", "ouvrir l’accès au fichier des communes"),
)
QUESTIONS = (
    ("growth", "Quels canaux essayer pour faire venir les petites communes ?"),
    ("product", "Comment choisir ce que nous arrêtons de développer ?"),
    ("design", "Qui peut relire notre formulaire avec des personnes âgées ?"),
    ("impact", "Comment mesurer ce qui se serait passé sans nous ?"),
    ("legal", "Sur quelle base légale croiser ces deux fichiers ?"),
    ("deployment", "Comment déployer dans dix départements avec une seule personne ?"),
    ("roles", "Comment répartir le support quand l’équipe grandit ?"),
)
