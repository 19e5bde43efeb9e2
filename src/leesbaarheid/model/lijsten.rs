//! Dutch words by what they do in a sentence, and those that the rules of the voltooid deelwoord
//! can't know.

use std::{collections::HashSet, sync::LazyLock};

/// Words of one kind.
type Lijst = LazyLock<HashSet<&'static str>>;

/// Parts that come before a verb and let go of it.
pub(super) const VOORVOEGSELS: &str = "\
    aan achter achteruit af bekend beschikbaar bij bijeen binnen bloot boven buiten deel dicht \
    door gelijk goed groot hard herin in klaar kwijt los mede mee na neer om onder op open over \
    overeen plaats raad recht rond samen schoon stil stop tegemoet tegen tekort teleur teniet \
    terecht terug tewerk thuis toe uit uiteen vast veilig vol voor vooraf voorop voort vooruit \
    vrij weer weg zeker";

/// Strong verbs, without what may come before them.
pub(super) static STERK: Lijst = LazyLock::new(|| {
    lees(
        "aanbevolen bedrogen begrepen behouden bekeken beschreven besloten besproken betrokken \
         bevolen bevonden bewezen bewogen bezien doorbroken gebakken gebeden geblazen geboden \
         gebonden gebroken gedaan gedragen gedreven gedronken gedwongen gegeten gegeven gegoten \
         gegrepen geheven geholpen gehouden gekozen gekregen geladen gelaten gelezen gemeten genomen \
         genoten geprezen geroepen geschonken geschoven geschreven geslagen gesloten gesneden \
         gescheiden gespannen gesproken gestoken gestolen gestreken gestuurd getroffen getrokken gevangen \
         gevochten gevonden gevouwen gewassen gewezen gewogen gewonnen geworpen geworven gewreven \
         gezien gezonden gezongen hernomen herroepen herschreven herzien inbegrepen misbruikt \
         omschreven onderbroken onderhouden ondernomen onderscheiden ondervonden onderwezen \
         onderworpen ontbonden ontheven onthouden ontnomen ontslagen ontvangen ontworpen ontzien \
         overreden overschreden overwogen verboden verbonden verdreven vergeleken vergeten verholpen \
         verkozen verkregen verlaten verloren vermeden vernomen verschoven vervangen verwezen \
         verworpen verworven verzonden verzonnen volbracht voorgeschreven voorkomen voorzien \
         toegestaan weerhouden",
    )
});

/// Weak verbs behind a part that does not let go, where the rules would find too much.
pub(super) static ZWAK: Lijst = LazyLock::new(|| {
    lees(
        "aanvaard achterhaald bediend begroet begroot benut berekend besmet bezet doordacht \
         doorzocht erkend herkend mishandeld miskend misleid omarmd omgeven omringd \
         onderbouwd onderkend ondermijnd onderschat ondersteund ondertekend ondervraagd \
         onderzocht ontkend ontleend ontmoet overbrugd overhandigd overlegd overschat \
         overspoeld overtuigd overvraagd verdiend vergroot verkend verleend verrekend \
         vertekend verwend verzet voltooid voorspeld weerlegd",
    )
});

/// Words that look like a voltooid deelwoord and are none.
pub(super) static GEEN: Lijst = LazyLock::new(|| {
    lees(
        "bedrijfsbeleid behield behoud bejaard beleid benieuwd benodigd beraad bereid bericht \
         beroemd bestand bestond betreft bevoegd bevond bewijst bewind bewust bezorgd \
         binnengebied buitengebied deelgebied gebed gebeurt gebied gebit gebod gedicht \
         gedraagt geduld geeft geest gehandicapt gehucht geldend geldt gelegenheid gelid \
         gelooft geluid gemoed geniet genot gerecht gerucht gerust geschikt geschut geslacht \
         gespannen gestrest getuigt gevecht gevend geweld gewest gewicht gezicht gezind \
         gezond ingewikkeld nagerecht nageslacht onthield ontstond overgewicht tegenbericht \
         tegengewicht verband verbond verkeerd verliefd vermoeid verraad verstand verstond \
         vertrouwd verward voorbehoud voorgerecht voorgeslacht",
    )
});

/// With *zijn* a property and not something that was done.
pub(super) static EIGENSCHAP: Lijst = LazyLock::new(|| {
    lees(
        "aangesloten aangewezen achterhaald afgestemd bedacht bedoeld bedreigd belast benoemd \
         bepaald beperkt beschermd bestemd betrokken bevestigd bewezen bezet doordacht gebaat \
         gebaseerd gebonden gebouwd gebrand gecombineerd gedateerd gedeeld gedetailleerd \
         gediend gedwongen gefundeerd gegarandeerd gegrond gehecht gekant gekwalificeerd \
         gemengd gemoeid gemotiveerd geneigd genoodzaakt geoorloofd georiënteerd gerechtigd \
         gericht gescheiden gesloten gespecialiseerd gespreid getrouwd gevestigd gevoegd gevreesd gewend \
         gewenst gezegend geïntegreerd geïnteresseerd inbegrepen ingebed ingenomen ingesteld \
         omgeven omringd onderbouwd onderhouden opgeleid opgenomen opgewassen overtuigd \
         toegerust toegespitst toegestaan uitgebreid uitgerust uitgesloten verankerd verantwoord \
         verboden verbonden verdacht verdeeld verdiept vereist verhinderd verplicht verrast \
         verslaafd verspreid verzadigd verzekerd voorbereid vrijgesteld",
    )
});

/// What happens of itself: *zijn* with these tells what went on, not what was done.
pub(super) static VANZELF: Lijst = LazyLock::new(|| {
    lees(
        "aangebroken afgenomen begonnen beland bevallen bezweken doorgebroken gebarsten gebeurd \
         gebleken gebleven gedaald gefietst gefuseerd gegaan gegleden geglipt gegroeid gegroet \
         gehaast gekeerd geklommen gekomen gekrompen gekropen geland gelopen gelukt genezen geraakt \
         gereden gereisd gerezen gerijpt geschrokken geslaagd geslonken gesneuveld gesprongen \
         gestagneerd gestapt gestart gestegen gestopt gestort gestorven gestrand getreden gevallen \
         gevaren gevloeid gevlogen gevlucht gevolgd gevorderd gewandeld geweest gewisseld geworden \
         gezakt gezonken geëindigd geëmigreerd geëscaleerd hersteld ingestort mislukt ontploft \
         ontsnapt ontspoord ontstaan ontwaakt opgedroogd opgehouden overleden toegenomen uitgegroeid \
         veranderd verarmd verbeterd verdronken verdubbeld verdwaald verdwenen vereenzaamd vergrijsd \
         verhuisd verjaard verkleind verlopen verminderd verongelukt verouderd verschenen \
         verslechterd verstreken vertrokken vervallen vervuild verzakt voorgekomen",
    )
});

/// Words that begin another clause.
pub(super) static BIJZIN: Lijst = LazyLock::new(|| {
    lees(
        "aangezien als dat die doordat dus hoe hoewel indien maar mits nadat om omdat opdat \
         tenzij terwijl toen totdat voordat waar waaraan waarbij waardoor waarin waarmee \
         waarna waarom waaronder waarop waarover waaruit waarvan waarvoor wanneer want wat \
         welke wie wiens wier zoals zodat zodra zolang",
    )
});

/// Words that can't have a property before them: a deelwoord before one is no adjective.
pub(super) static FUNCTIEWOORD: Lijst = LazyLock::new(|| {
    lees(
        "aan achter bij binnen boven buiten daar dan door er geweest hier in is kan kunnen \
         mag met moest moet moeten mogen na naar naast namens nog omtrent onder ook op over \
         per rond samen sinds te tegen tijdens tot tussen uit van vanaf vanuit via volgens \
         voor vóór wegens zal zonder zou zullen",
    )
});

/// Words of degree: behind one stands a property.
pub(super) static GRAAD: Lijst = LazyLock::new(|| {
    lees("erg even heel helemaal meer minder nauw nogal redelijk sterk te voldoende zeer zo")
});

/// Words before *zijn* that it is a verb with, though they are no plural.
pub(super) static MEERVOUD: Lijst =
    LazyLock::new(|| lees("alle beide dat deze die er jullie nu veel wat we wij ze zij"));

/// Words before a thing.
pub(super) static LIDWOORD: Lijst =
    LazyLock::new(|| lees("de dit een elk enig geen het ieder zo'n"));

fn lees(woorden: &'static str) -> HashSet<&'static str> {
    woorden.split_whitespace().collect()
}
