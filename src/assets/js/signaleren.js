// Knelpunten that are likely about the same, while somebody types what they want to signal.
//
// Without this the same is a page before the signaal is sent. What is typed goes to our own server in the body of
// a request and never in an address, and it is kept nowhere.

const ADRES = '/signaleren/vergelijkbaar';
const WACHTEN_MS = 800;
const MINSTENS = 12;

for (const formulier of document.querySelectorAll('form[data-signaleren]')) vergelijk(formulier);

/** Shows what resembles what is typed in this form. */
function vergelijk(formulier) {
  const {titel, tekst, namens} = formulier.elements;
  const vak = formulier.querySelector('[data-gelijk]');
  const stand = formulier.querySelector('[data-gelijk-stand]');
  let klok;
  let vraag;
  /** What is shown now. */
  let getoond = [];

  /** Whether it is for the dwarskijker alone: then nobody says in passing that it plays with them. */
  const isVertrouwelijk = () => formulier.elements.namedItem('vertrouwelijk')?.value === 'ja';

  function toon(knelpunten) {
    const zelfde = knelpunten.map(({url}) => url).join() === getoond.map(({url}) => url).join();
    getoond = knelpunten;
    if (zelfde) return;
    teken();
    stand.textContent = aantal(knelpunten.length);
  }

  function teken() {
    vak.hidden = getoond.length === 0;
    if (vak.hidden) return vak.replaceChildren();
    const kop = maak('h3', 'nl-heading nl-heading--level-4', 'Lijkt dit erop?');
    const lijst = maak('ul', 'dv-gelijk__lijst');
    lijst.append(...getoond.map(regel));
    vak.replaceChildren(kop, lijst);
  }

  function regel({titel, samenvatting, wetten, gemeenten, url, ook}) {
    const punt = maak('li');
    // The form stays open in its own tab.
    const link = maak('a', 'nl-link', titel);
    link.href = url;
    link.target = '_blank';
    link.rel = 'noopener';
    link.append(maak('span', 'dv-sr', ' (opent in een nieuw tabblad)'));
    punt.append(link, maak('p', '', samenvatting));
    const feiten = [wetten, gemeenten].filter(Boolean).join(' · ');
    if (feiten) punt.append(maak('p', 'dv-klein dv-zacht', feiten));
    if (!isVertrouwelijk()) punt.append(knop(titel, ook));
    return punt;
  }

  function knop(titel, ook) {
    const knop = maak('button', 'utrecht-button utrecht-button--secondary-action', 'Speelt bij ons ook');
    knop.type = 'button';
    knop.append(maak('span', 'dv-sr', `: ${titel}`));
    knop.addEventListener('click', () => stuur(ook));
    return knop;
  }

  /** Sends no more than for which gemeente: what was typed is for something else. */
  function stuur(ook) {
    const los = maak('form');
    los.method = 'post';
    los.action = ook;
    if (formulier.dataset.signaleren.split(' ').includes(namens.value)) {
      const voor = maak('input');
      voor.type = 'hidden';
      voor.name = 'gemeente';
      voor.value = namens.value;
      los.append(voor);
    }
    document.body.append(los);
    los.submit();
  }

  async function haal() {
    vraag?.abort();
    vraag = new AbortController();
    const getypt = `${titel.value.trim()}\n${tekst.value.trim()}`;
    try {
      const antwoord = await fetch(ADRES, {
        method: 'POST',
        body: new URLSearchParams({tekst: getypt}),
        signal: vraag.signal,
      });
      if (antwoord.ok) toon((await antwoord.json()).knelpunten);
    } catch {
      // Typed on, or no connection: the page before sending still shows it.
    }
  }

  for (const veld of [titel, tekst]) {
    veld.addEventListener('input', () => {
      clearTimeout(klok);
      if (titel.value.trim().length + tekst.value.trim().length < MINSTENS) toon([]);
      else klok = setTimeout(haal, WACHTEN_MS);
    });
  }
  formulier.addEventListener('change', ({target}) => {
    if (target.name === 'vertrouwelijk') teken();
  });
}

function maak(tag, klasse = '', tekst = '') {
  const element = document.createElement(tag);
  if (klasse) element.className = klasse;
  if (tekst) element.textContent = tekst;
  return element;
}

/** How many there are, for who does not see them appear. */
function aantal(hoeveel) {
  if (hoeveel === 0) return '';
  return hoeveel === 1 ? '1 knelpunt lijkt hierop.' : `${hoeveel} knelpunten lijken hierop.`;
}
