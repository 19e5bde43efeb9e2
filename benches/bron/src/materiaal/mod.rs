//! The words that texts, titles and questions are made of. Written for this generator.

mod onderwerpen;

pub use onderwerpen::{ONDERWERPEN, Onderwerp};

/// Small words, most frequent first.
pub const KLEIN: &str = "de het een van in en is dat op te voor met die zijn niet aan ook er om als \
    maar bij worden door uit over naar dan kan hebben wordt heeft nog of deze meer tot onder wel \
    moet zo dit ze wat hun we al kunnen geen daar veel waar zonder tussen na per zelf omdat toch \
    hoe wie eigen andere elkaar alleen samen binnen vaak eerst dus steeds tijdens volgens ieder \
    iemand niemand soms altijd hier opnieuw daarna daarom zodat wanneer terwijl mits tenzij";

/// Things of the sociaal domein, with the letters they are joined by after a slash.
pub const DINGEN: &str = "hulp zorg jeugd schuld/en wijk gemeente gezin/s ouder kind/er school werk \
    inkomen/s wonen woning huis buurt dorp/s stad/s regio raad/s college wet beleid/s plan project \
    team gesprek/s keukentafel loket balie telefoon brief aanvraag/ formulier besluit termijn bezwaar \
    toets advies onderzoek/s rapport cijfer monitor doel resultaat proef pilot aanpak werkwijze \
    methode stap begeleiding/s opvang bescherming/s behandeling/s verwijzing/s indicatie voorziening/s \
    vervoer/s taxi fiets bus reis route afstand/s rolstoel hulpmiddel/en aanpassing/s traplift \
    mantelzorg vrijwilliger/s buur cliënt/en inwoner/s burger bewoner/s huurder/s eigenaar professional \
    consulent/en regisseur coach bewindvoerder/s huisarts/en wijkverpleegkundige leraar/s intern \
    begeleider/s bestuurder/s wethouder/s raadslid/ ambtenaar/s griffier/s aanbieder/s zorgverzekeraar/s \
    woningcorporatie politie veiligheid/s melding/s signaal risico crisis nazorg detentie re-integratie \
    uitkering/s bijstand/s toeslag/en minima armoede budget beheer bewind sanering/s krediet bank fonds \
    rekening/s incasso deurwaarder/s schuldeiser/s betaling/s achterstand/s huur energie water premie \
    arbeid/s markt baan bedrijf/s werkgever/s werknemer/s loon kosten subsidie contract inkoop tarief \
    aanbesteding/s perceel levering/s kwaliteit/s toezicht/s klacht/en incident norm richtlijn/en \
    protocol privacy gegeven/s dossier systeem koppeling/s bestand register sleutel toegang/s recht/s \
    plicht zelfstandigheid/s eenzaamheid/s gezondheid/s beweging/s sport voeding/s slaap verslaving/s \
    psychiatrie verwardheid/s dementie ouderdom/s beperking/s autisme trauma scheiding/s opvoeding/s \
    onderwijs leerling/en klas taal rekenen laaggeletterdheid/s inburgering/s statushouder/s opleiding/s \
    diploma stage leerplicht verzuim/ uitval/ passendheid/s samenwerking/s overleg/ tafel netwerk keten \
    partner/s afspraak/ convenant regie mandaat verordening/s regeling/s uitzondering/s maatwerk ruimte \
    casus gemeenschap/s ontmoeting/s activiteit/en dagbesteding/s respijt/ nacht weekend vakantie zomer \
    preventie vroegsignalering/s voorlichting/s campagne inloop spreekuur bezoek/ huisbezoek/ evaluatie \
    vragenlijst groep kring cursus training/s leerpunt les ervaring/s deskundigheid/s kennis vraag \
    antwoord bundel voorstel agenda jaar/ maand week dag uur/ begroting/s tekort/ reserve winst effect \
    opbrengst bewijs uitkomst knelpunt belemmering/s verschil gelijkheid/s vertrouwen/s";

/// What things are like.
pub const AARD: &str = "goed nieuw groot klein kort lang vroeg laat vast vrij sociaal lokaal regionaal \
    landelijk gezamenlijk tijdelijk blijvend snel langzaam duidelijk moeilijk eenvoudig begrijpelijk \
    kwetsbaar zelfstandig betrokken ervaren jong oud ernstig licht zwaar hoog laag breed smal open \
    besloten vertrouwelijk openbaar wettelijk verplicht vrijwillig gratis duur goedkoop zorgvuldig \
    onafhankelijk deskundig passend geschikt nodig bereikbaar beschikbaar dichtbij digitaal mondeling \
    schriftelijk jaarlijks wekelijks dagelijks gemiddeld extra apart gewoon bijzonder vreemd bekend \
    onbekend tevreden boos bang rustig druk actief gezond ziek arm rijk meervoudig integraal structureel";

/// What people do: the root, which takes `-t` and `-en`, and the past participle.
pub const DOEN: &str = "werk/gewerkt help/geholpen vraag/gevraagd zoek/gezocht meld/gemeld bel/gebeld \
    schrijf/geschreven lees/gelezen spreek/gesproken luister/geluisterd bezoek/bezocht betaal/betaald \
    regel/geregeld plan/gepland start/gestart stop/gestopt groei/gegroeid leer/geleerd deel/gedeeld \
    meet/gemeten toets/getoetst kies/gekozen besluit/besloten verdien/verdiend bespaar/bespaard \
    verwijs/verwezen begeleid/begeleid ondersteun/ondersteund bescherm/beschermd behandel/behandeld \
    herstel/hersteld verbeter/verbeterd verander/veranderd ontwikkel/ontwikkeld organiseer/georganiseerd \
    financier/gefinancierd evalueer/geëvalueerd signaleer/gesignaleerd registreer/geregistreerd \
    combineer/gecombineerd informeer/geïnformeerd coördineer/gecoördineerd ontmoet/ontmoet \
    vertrouw/vertrouwd waardeer/gewaardeerd verhuis/verhuisd ontslaan/ontslagen ontvang/ontvangen";

/// Pieces of names, for the long tail of words that stand in few texts.
pub const STUKJES: [&str; 26] = [
    "al", "ber", "cor", "dam", "el", "fri", "gro", "hem", "ing", "jas", "kel", "lo", "mer", "nij",
    "oos", "pol", "que", "rij", "sta", "tor", "uit", "ver", "wes", "xan", "yk", "zand",
];

/// Titles of a praktijk: `{o}` is the subject, `{g}` a gemeente, `{d}` a thing, `{n}` a year.
pub const TITELS_PRAKTIJK: [&str; 14] = [
    "{o} in {g}",
    "{g}: {o}",
    "Zo werkt {o} in {g}",
    "{o}: hoe {g} het aanpakt",
    "Anders kijken naar {o} ({g}, {n})",
    "Van {d} naar {d}: {o} in {g}",
    "Proef met {o}, {g}",
    "{o} door een {d} in {g}",
    "Wat {g} leerde van {o}",
    "{g} en de buurgemeenten over {o}",
    "Samen aan {o}: {d} in {g}",
    "Een vaste {d} voor {o} in {g}",
    "{o} met de {d} van {g}",
    "Eerst de {d}, dan {o} ({g})",
];

/// Titles of a publicatie.
pub const TITELS_PUBLICATIE: [&str; 12] = [
    "Evaluatie van {o}, {g} {n}",
    "Handreiking {o}: de {d}",
    "Kamerbrief over {o} en {d} ({n})",
    "Advies: {o} en de rol van de {d}",
    "Rapport {d} {n}: {o} in {g}",
    "Voortgang {o}, {n}",
    "{o}: cijfers over {d} en {d}",
    "Onderzoek naar {o} in {g}",
    "Verkenning {d} bij {o} ({n})",
    "Antwoord op vragen over {o} in {g}",
    "De {d} als spil van {o}",
    "Monitor {o} {n}, deel {d}",
];

/// For whom.
pub const DOELGROEPEN: [&str; 18] = [
    "gezinnen",
    "jongeren",
    "ouderen",
    "professionals",
    "bestuurders",
    "werkzoekenden",
    "mantelzorgers",
    "vrijwilligers",
    "statushouders",
    "raadsleden",
    "zelfstandigen",
    "alleenstaande-ouders",
    "mensen-met-een-beperking",
    "mensen-met-een-laag-inkomen",
    "mensen-met-schulden",
    "huurders",
    "ex-gedetineerden",
    "leerlingen",
];

/// Who writes publicaties.
pub const AUTEURS: [&str; 8] = [
    "Programma sociaal domein",
    "Rekenkamer",
    "Adviesraad sociaal domein",
    "Ministerie van BZK",
    "Ministerie van VWS",
    "Kennisinstituut",
    "Samenwerkingsverband",
    "Gemeente",
];
