// Names to choose from while somebody names gemeenten, laws or other stukken, one on a line.
//
// Without this one types the whole name, and is told when nobody is called that. What is offered comes
// from the same search as everything else: only what the writer may read.

const ADRES = '/api/v1/zoeken/suggesties';
const WACHTEN_MS = 200;
const MINSTENS = 2;

/** What each field asks for, and what it takes of the answer. */
const VELDEN = {
  gemeenten: {soort: 'organisatie', neem: ({tekst}) => tekst},
  organisaties: {soort: 'organisatie', neem: ({tekst}) => tekst},
  // Behind a comma stands the article.
  regelingen: {soort: 'regeling', neem: ({tekst}) => tekst, tot: ','},
  stukken: {neem: ({url}) => new URL(url, location.href).pathname},
};

for (const formulier of document.querySelectorAll('.dv-schrijfformulier')) {
  for (const [naam, wat] of Object.entries(VELDEN)) {
    const veld = formulier.elements.namedItem(naam);
    if (veld) vulAan(veld, wat);
  }
}

/** Gives a field the names that fit the line one types in. */
function vulAan(veld, {soort, neem, tot}) {
  const lijst = document.createElement('ul');
  lijst.className = 'dv-aanvullingen';
  lijst.hidden = true;
  const hoeveel = document.createElement('p');
  hoeveel.className = 'dv-sr';
  hoeveel.setAttribute('role', 'status');
  veld.after(lijst, hoeveel);
  let klok;
  let vraag;
  /** The line that the names are for. */
  let voor = null;

  function sluit() {
    voor = null;
    clearTimeout(klok);
    vraag?.abort();
    lijst.hidden = true;
    lijst.replaceChildren();
    hoeveel.textContent = '';
  }

  function kies(tekst) {
    const {begin, einde} = voor;
    const rest = veld.value.slice(einde);
    veld.setRangeText(rest.startsWith('\n') ? tekst : `${tekst}\n`, begin, einde, 'end');
    sluit();
    veld.focus();
    // The form saves itself when somebody types.
    veld.dispatchEvent(new Event('input', {bubbles: true}));
  }

  function toon(suggesties) {
    const er = veld.value.split('\n').map((naam) => naam.trim());
    const nieuw = suggesties.filter((suggestie) => !er.includes(neem(suggestie)));
    lijst.replaceChildren(
      ...nieuw.map((suggestie) => {
        const knop = document.createElement('button');
        knop.type = 'button';
        knop.textContent = suggestie.tekst;
        knop.addEventListener('click', () => kies(neem(suggestie)));
        const punt = document.createElement('li');
        punt.append(knop);
        return punt;
      }),
    );
    lijst.hidden = nieuw.length === 0;
    hoeveel.textContent = aantal(nieuw.length);
  }

  async function haal(getypt, plek) {
    vraag?.abort();
    vraag = new AbortController();
    try {
      const paren = new URLSearchParams(soort ? {q: getypt, soort} : {q: getypt});
      const antwoord = await fetch(`${ADRES}?${paren}`, {signal: vraag.signal});
      if (!antwoord.ok) return sluit();
      const {suggesties} = await antwoord.json();
      voor = plek;
      toon(suggesties.filter((suggestie) => suggestie.soort === 'stuk'));
    } catch {
      // Typed on, or no connection: the field itself still works.
    }
  }

  veld.addEventListener('input', () => {
    clearTimeout(klok);
    const plek = regel(veld);
    const getypt = plek.tekst.trim();
    if (getypt.length < MINSTENS || (tot && getypt.includes(tot))) sluit();
    else klok = setTimeout(() => haal(getypt, plek), WACHTEN_MS);
  });
  // Another line, or another field: these names are not for that.
  document.addEventListener('selectionchange', () => {
    if (voor && document.activeElement === veld && regel(veld).begin !== voor.begin) sluit();
  });
  // The field keeps the focus when a name is clicked.
  lijst.addEventListener('mousedown', (muis) => muis.preventDefault());
  for (const deel of [veld, lijst]) {
    deel.addEventListener('focusout', ({relatedTarget}) => {
      if (relatedTarget !== veld && !lijst.contains(relatedTarget)) sluit();
    });
  }
  for (const deel of [veld, lijst]) {
    deel.addEventListener('keydown', (toets) => {
      if (toets.key !== 'Escape' || lijst.hidden) return;
      toets.preventDefault();
      sluit();
      veld.focus();
    });
  }
}

/** The line that the cursor is in. */
function regel({value, selectionStart}) {
  const begin = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const volgende = value.indexOf('\n', selectionStart);
  const einde = volgende < 0 ? value.length : volgende;
  return {begin, einde, tekst: value.slice(begin, einde)};
}

/** How many names there are to choose from, for who does not see them. */
function aantal(hoeveel) {
  if (hoeveel === 0) return '';
  return hoeveel === 1 ? '1 naam om te kiezen.' : `${hoeveel} namen om te kiezen.`;
}
