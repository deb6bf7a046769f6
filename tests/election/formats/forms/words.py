"""What forms write over their columns and into their cells, in five languages.

Knows labels of ranks, questions, and the headings of columns that are no votes. A label is used
over a column of names ("1st choice") or in a cell under a name; both come from the same lists.
"""

from __future__ import annotations

from typing import NamedTuple

MOST = 12

KINDS = (
    *("time", "email", "code", "number", "precinct", "address", "seconds", "comment"),
    *("flag", "voter", "wards", "age", "days", "language"),
)


class Language(NamedTuple):
    """The words of a language.

    Attributes:
        code: two letters.
        labels: lists of labels of the ranks 1 to 12.
        questions: what a form asks; none has a bracket, some have a number.
        headings: by kind of column (`KINDS`), over columns that are no votes.
        limesurvey: headings that LimeSurvey puts before the votes: id, date, page, language, seed.
        remarks: what voters write into a comment.
        answers: yes and no.
    """

    code: str
    labels: tuple[tuple[str, ...], ...]
    questions: tuple[str, ...]
    headings: dict[str, tuple[str, ...]]
    limesurvey: tuple[str, ...]
    remarks: tuple[str, ...]
    answers: tuple[str, str]


def _each(form: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(form.format(word) for word in words)


DIGITS = tuple(str(rank) for rank in range(1, MOST + 1))

_ENGLISH = (
    *("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth"),
    *("Tenth", "Eleventh", "Twelfth"),
)
_ST = ("1st", "2nd", "3rd", *_each("{}th", DIGITS[3:]))

ENGLISH = Language(
    code="en",
    labels=(
        *(DIGITS, _ENGLISH, _ST, _each("{} choice", _ENGLISH), _each("{} Preference", _ENGLISH)),
        *(_each("{} choice", _ST), _each("{} preference", _ST), _each("{} CHOICE", _ST)),
        *(_each("Choice {}", DIGITS), _each("Rank {}", DIGITS), _each("Preference {}", DIGITS)),
        *(_each("#{}", DIGITS), _each("No. {}", DIGITS), ("1 (best)", *DIGITS[1:])),
        _each("rank{}", DIGITS),
    ),
    questions=(
        *("Rank the candidates for Chair", "Your vote", "Please rank your top 3", "Committee 2027"),
        *("Who should be captain?", "Put these in order of preference, please", "Q4"),
        'Election of the "Friends" board',
    ),
    headings={
        "time": (
            *("Timestamp", "Start time", "Completion time", "Date submitted", "StartDate"),
            *("Submitted at", "Received"),
        ),
        "email": ("Email Address", "Email", "E-mail", "Username"),
        "code": ("Response ID", "ResponseId", "Voter ID", "Ballot ID", "Respondent ID", "VoterID"),
        "number": ("ID", "No.", "Ballot", "Row", "Ballot number", "Serial number"),
        "precinct": ("Precinct", "Ward", "Polling place", "Branch"),
        "address": ("IP Address", "IPAddress"),
        "seconds": ("Duration (in seconds)", "Time taken (seconds)"),
        "comment": ("Comments", "Any other comments?", "Anything else?", "Feedback"),
        "flag": ("Finished", "Are you a member?", "Agreed to the rules"),
        "voter": ("What is your name?", "Your name", "Voter's name", "First name"),
        "wards": ("Home ward", "Ward of work"),
        "age": ("Age", "Year of birth"),
        "days": ("Which days can you help?", "Days you are free"),
        "language": ("User language", "Start language"),
    },
    limesurvey=("Response ID", "Date submitted", "Last page", "Start language", "Seed"),
    remarks=("Good luck to all.", "none", "See you on Monday, 7 pm", "1", "n/a", "I am 1st!"),
    answers=("Yes", "No"),
)

_GERMAN = (
    *("Erste", "Zweite", "Dritte", "Vierte", "Fünfte", "Sechste", "Siebte", "Achte", "Neunte"),
    *("Zehnte", "Elfte", "Zwölfte"),
)

GERMAN = Language(
    code="de",
    labels=(
        *(DIGITS, _each("{} Wahl", _GERMAN), _each("{}. Wahl", DIGITS), _each("Rang {}", DIGITS)),
        *(_each("{} Präferenz", _GERMAN), _each("{}. Präferenz", DIGITS), _each("{}.", DIGITS)),
        *(_each("Platz {}", DIGITS), _each("{}. Platz", DIGITS)),
    ),
    questions=(
        *("Vorstandswahl", "Bitte reihen Sie die Kandidaten", "Ihre drei Favoriten", "Frage 7"),
        "Wer soll Vorsitz führen?",
    ),
    headings={
        "time": ("Zeitstempel", "Startzeit", "Fertigstellungszeit", "Datum"),
        "email": ("E-Mail-Adresse", "E-Mail", "Nutzername"),
        "code": ("Antwort-ID", "Wähler-ID", "Kennung"),
        "number": ("Nr.", "Lfd. Nr.", "Stimmzettel Nr.", "ID"),
        "precinct": ("Wahlbezirk", "Wahllokal", "Ortsverein"),
        "address": ("IP-Adresse",),
        "seconds": ("Dauer (in Sekunden)",),
        "comment": ("Kommentar", "Anmerkungen", "Noch etwas?"),
        "flag": ("Abgeschlossen", "Sind Sie Mitglied?"),
        "voter": ("Ihr Name", "Name", "Vorname"),
        "wards": ("Wohnbezirk", "Arbeitsbezirk"),
        "age": ("Alter", "Geburtsjahr"),
        "days": ("An welchen Tagen können Sie helfen?",),
        "language": ("Sprache", "Startsprache"),
    },
    limesurvey=("Antwort-ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Seed"),
    remarks=("Viel Glück!", "keine", "Bis Montag, 19 Uhr", "2", "Danke; gerne wieder"),
    answers=("Ja", "Nein"),
)

_PREMIER = (
    *("Premier", "Deuxième", "Troisième", "Quatrième", "Cinquième", "Sixième", "Septième"),
    *("Huitième", "Neuvième", "Dixième", "Onzième", "Douzième"),
)

FRENCH = Language(
    code="fr",
    labels=(
        *(DIGITS, _each("{} choix", _PREMIER), ("1er choix", *_each("{}e choix", DIGITS[1:]))),
        _each("{} préférence", ("Première", *_PREMIER[1:])),
        ("1re préférence", *_each("{}e préférence", DIGITS[1:])),
        *(("1er", *_each("{}e", DIGITS[1:])), _each("Choix {}", DIGITS), _each("Rang {}", DIGITS)),
    ),
    questions=(
        *("Classez les candidats", "Votre vote", "Élection du bureau", "Vos 3 préférés"),
        "Qui doit présider ?",
    ),
    headings={
        "time": ("Horodateur", "Heure de début", "Heure de fin", "Date de soumission"),
        "email": ("Adresse e-mail", "Courriel", "Nom d'utilisateur"),
        "code": ("ID de la réponse", "Identifiant"),
        "number": ("N°", "Numéro", "Bulletin n°"),
        "precinct": ("Bureau de vote", "Circonscription"),
        "address": ("Adresse IP",),
        "seconds": ("Durée (en secondes)",),
        "comment": ("Commentaires", "Autre chose ?", "Remarques"),
        "flag": ("Terminé", "Êtes-vous membre ?"),
        "voter": ("Votre nom", "Nom", "Prénom"),
        "wards": ("Quartier de résidence", "Quartier de travail"),
        "age": ("Âge", "Année de naissance"),
        "days": ("Quels jours pouvez-vous aider ?",),
        "language": ("Langue", "Langue de départ"),
    },
    limesurvey=(
        *("ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ"),
        "Tête de série",
    ),
    remarks=("Bravo à tous", "aucune", "À lundi, 19 h", "3", "Merci ; bonne chance"),
    answers=("Oui", "Non"),
)

_PRIMERA = (
    *("Primera", "Segunda", "Tercera", "Cuarta", "Quinta", "Sexta", "Séptima", "Octava"),
    *("Novena", "Décima", "Undécima", "Duodécima"),
)

SPANISH = Language(
    code="es",
    labels=(
        *(DIGITS, _each("{} opción", _PRIMERA), _each("{}.ª opción", DIGITS)),
        *(_each("{}ª opción", DIGITS), _each("{} preferencia", _PRIMERA), _each("{}º", DIGITS)),
        *(_each("Preferencia {}", DIGITS), _each("{}.º lugar", DIGITS)),
    ),
    questions=(
        *("Ordene las candidaturas", "Su voto", "Elección de la junta", "Sus 3 favoritos"),
        "¿Quién debe presidir?",
    ),
    headings={
        "time": ("Marca temporal", "Hora de inicio", "Hora de finalización", "Fecha de envío"),
        "email": ("Dirección de correo electrónico", "Correo electrónico"),
        "code": ("ID de respuesta", "Identificador"),
        "number": ("N.º", "Número", "Papeleta n.º"),
        "precinct": ("Distrito", "Mesa electoral"),
        "address": ("Dirección IP",),
        "seconds": ("Duración (en segundos)",),
        "comment": ("Comentarios", "¿Algo más?", "Observaciones"),
        "flag": ("Finalizado", "¿Es usted socio?"),
        "voter": ("Su nombre", "Nombre"),
        "wards": ("Barrio de residencia", "Barrio de trabajo"),
        "age": ("Edad", "Año de nacimiento"),
        "days": ("¿Qué días puede ayudar?",),
        "language": ("Idioma", "Lenguaje inicial"),
    },
    limesurvey=(
        *("ID de respuesta", "Fecha de envío", "Última página", "Lenguaje inicial", "Semilla"),
    ),
    remarks=("¡Suerte!", "ninguno", "Hasta el lunes, a las 7", "1", "Gracias; adiós"),
    answers=("Sí", "No"),
)

_CYNTAF = (
    *("Dewis cyntaf", "Ail ddewis", "Trydydd dewis", "Pedwerydd dewis", "Pumed dewis"),
    *("Chweched dewis", "Seithfed dewis", "Wythfed dewis", "Nawfed dewis", "Degfed dewis"),
    *("Unfed dewis ar ddeg", "Deuddegfed dewis"),
)
_AF = (
    *("1af", "2il", "3ydd", "4ydd", "5ed", "6ed", "7fed", "8fed", "9fed", "10fed", "11eg"),
    "12fed",
)

WELSH = Language(
    code="cy",
    labels=(
        *(DIGITS, _CYNTAF, _AF, _each("Dewis {}", DIGITS)),
        ("Dewis 1af", "2il ddewis", *_each("{} dewis", _AF[2:])),
    ),
    questions=(
        *("Rhowch yr ymgeiswyr mewn trefn", "Eich pleidlais", "Etholiad y Cadeirydd"),
        *("Eich 3 ffefryn", "Pwy ddylai gadeirio?"),
    ),
    headings={
        "time": ("Stamp amser", "Amser cychwyn", "Amser gorffen", "Dyddiad"),
        "email": ("Cyfeiriad e-bost", "E-bost"),
        "code": ("ID ymateb", "ID pleidleisiwr"),
        "number": ("Rhif", "Rhif y papur"),
        "precinct": ("Ward", "Gorsaf bleidleisio", "Cangen"),
        "address": ("Cyfeiriad IP",),
        "seconds": ("Hyd (mewn eiliadau)",),
        "comment": ("Sylwadau", "Unrhyw beth arall?"),
        "flag": ("Wedi gorffen", "Ydych chi'n aelod?"),
        "voter": ("Eich enw", "Enw"),
        "wards": ("Ward gartref", "Ward gwaith"),
        "age": ("Oedran", "Blwyddyn geni"),
        "days": ("Pa ddyddiau gallwch chi helpu?",),
        "language": ("Iaith", "Iaith gychwynnol"),
    },
    limesurvey=("ID ymateb", "Dyddiad cyflwyno", "Tudalen olaf", "Iaith gychwynnol", "Hedyn"),
    remarks=("Pob lwc!", "dim", "Tan ddydd Llun, 7yh", "2", "Diolch; hwyl"),
    answers=("Ie", "Na"),
)

LANGUAGES = (ENGLISH, GERMAN, FRENCH, SPANISH, WELSH)

# No two are the same to somebody who does not look at capitals and signs.
NAMES = (
    *("Al", "Bo", "Cy", "Ed", "Io", "Xi", "May", "June", "April", "Will", "Mark", "Nan", "Bill"),
    *("Amira Haddad", "Tom Baker", "Owen ap Huw", "Lucy van Dyk", "de la Cruz", "Idris Rees"),
    *("Zoë Åkesson", "José Núñez", "Łukasz Żak", "Siân Tŷ Mawr", "Đặng Minh", "Ørjan Bø"),
    *("Ισμήνη Δούκα", "Иван Петров", "李伟", "Émile Zöllner"),
    *("Duson, Jill C.", "O'Neill, Pat", "Smith, John, Jr.", "DE WITT, KAY", "Null, Ana"),
    *('Jo "Jack" Ox', '"Spike" Mill', "D’Arcy Penn", "N'Golo K.", "Kay Smith-Lund"),
    *("Ada Hill (Ind.)", "Ben Fox (Green)", "RON (Re-open nominations)"),
    *("Area 51", "Unit 2", "7 of 9", "4 Elm Road", "Bid 3", "Team 10", "Plan B", "Apollo 11"),
    *("J. R. R. Hall", "A.J. Byrne", "MACDONALD", "Salt & Pepper", "True Blue", "Café 24/7"),
    *("Tim Ward", "Otto Rank", "Ella Page", "Max Score", "Emil Mayer", "Timea Data"),
)
# Not over a column by themselves: what is in the brackets would be the name.
SQUARE = ("Lee Gray [she/her]", "Pia Moss [RON]")

VOTERS = (
    *("Agnes Gray", "Bruno Hill", "Cora Ash", "Dilys Pugh", "Emre Kaya", "Fritz Lang"),
    *("Gina Poe", "Hamid Ali", "Ilse Bohm", "Jiro Abe", "Karin Mai", "Leo Rossi"),
)
WARDS = ("North", "South", "Castle", "Riverside")
DAYS = ("Monday", "Tuesday", "Thursday", "Friday", "Sunday")

# Seen in files; case and blanks around them are no difference.
UNDERVOTES = (
    *("undervote", "Undervote", "UNDERVOTE", "under", "skipped", "Skipped", "skip", "XXX", "--"),
)
OVERVOTES = ("overvote", "Overvote", "over", "++")
WRITE_INS = ("UWI", "Write-in", "writein")
