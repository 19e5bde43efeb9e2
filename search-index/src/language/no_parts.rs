//! Words of which no compound is made, though they fit.

/// Words that stand before or after others (`onder`, `vast`, `lijk`) without being what these are
/// about, and words that fit where nobody meant them (`mini` and `ster` in `minister`). To find a
/// text by them would be to find all texts. Separated by white space.
pub(super) const NO_PARTS: &str = "
    aard aarden aars acht achter achtig alge alom ander andere anders aren arend baar bare beneden
    bereid binnen bleken boven buit buiten burg buurt chappe combi daar dele delen delend deren ders
    dien dies ding door dracht drie eender eens eerst einde elen elkaar elke enaar ende enen ente
    eren erin esse even gaand gaande gang gebracht geen gehouden gekomen geld gelegd gelijk gend
    gende gene genen genomen geren gerichte gering gesteld gezet ging goed haar half halve hand have
    hebben heden heeft heel heen heid hele hier hoog houd houden ieder ieren iets ijken immer ingen
    inne keen kend kenner kent king komen komst koste kundig laag laat lagen lande lander lands lang
    langs lende lens leve lijk lijke lijkheid ling linge loos loosheid loze maal maat maken makend
    mate matig maxi mede meen meer mega mend mende mensen midi mijn minder mini moge naar naast
    nabij name natie neder neer negen nemen niet ning noch nodig nomen noord omheen omtrent onder
    onne onze ooit oost open over overeen overig para plaat prak rede redes reed rein rend rende
    richt rijk ring rond ronde saam samen sans schap schappelijk schapper scheid sinds sint slag
    slui soms ssen staan staand staande steeds stel sten stend ster steriel sterk stip stond stuks
    taan tegemoet tegen tele telijk tend tenis tentie tera tering ters terug teveel tijk ting tingen
    toch toen tore trans trek trent tuig tukken tussen twee uiten uren vaak vanaf vanuit vast veel
    vele verder vere veren verre vers vesting vier vies vijf vlak vond voor voort voren vrij waar
    waard waarde waars ware wars weer wege welk werd werkelijk werp west wier wijde wijl willig zaam
    zake zakelijk zaken zeer zeker zelf zelfs zeven zicht zien ziens zijn zoals zodat zonder zuid
    zulk
";
