// Suggestions under the search boxes, as a combobox with a list (ARIA Authoring Practices).
//
// Every box works without this: it is a form with a GET. Nothing typed leaves this site, and a
// suggestion is a link that the server made.

const ADRES = '/api/v1/zoeken/suggesties';
const WACHTEN_MS = 120;
const MINSTENS = 2;

for (const veld of document.querySelectorAll('.dv-zoek input[type="search"]')) vulAan(veld);

/** Gives a search box its list. */
function vulAan(veld) {
  const lijst = document.createElement('ul');
  lijst.id = `${veld.id}-suggesties`;
  lijst.className = 'dv-suggesties';
  lijst.setAttribute('role', 'listbox');
  lijst.setAttribute('aria-label', 'Suggesties');
  lijst.hidden = true;
  veld.form.append(lijst);
  for (const [naam, waarde] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': lijst.id,
  })) {
    veld.setAttribute(naam, waarde);
  }

  let gekozen = -1;
  let klok;
  let vraag;

  function sluit() {
    clearTimeout(klok);
    vraag?.abort();
    lijst.hidden = true;
    lijst.replaceChildren();
    kies(-1);
    veld.setAttribute('aria-expanded', 'false');
  }

  function toon(suggesties) {
    lijst.replaceChildren(...suggesties.map((suggestie, nummer) => regel(lijst.id, suggestie, nummer)));
    lijst.hidden = suggesties.length === 0;
    kies(-1);
    veld.setAttribute('aria-expanded', String(!lijst.hidden));
  }

  function kies(nummer) {
    gekozen = nummer;
    for (const [plaats, optie] of [...lijst.children].entries()) {
      optie.setAttribute('aria-selected', String(plaats === nummer));
    }
    const optie = lijst.children[nummer];
    if (optie) {
      veld.setAttribute('aria-activedescendant', optie.id);
      optie.scrollIntoView({block: 'nearest'});
    } else {
      veld.removeAttribute('aria-activedescendant');
    }
  }

  async function haal() {
    vraag?.abort();
    vraag = new AbortController();
    const getypt = veld.value.trim();
    try {
      const antwoord = await fetch(`${ADRES}?${new URLSearchParams({q: getypt})}`, {signal: vraag.signal});
      if (!antwoord.ok) return sluit();
      toon((await antwoord.json()).suggesties);
    } catch {
      // Typed on, or no connection: the box itself still works.
    }
  }

  veld.addEventListener('input', () => {
    clearTimeout(klok);
    if (veld.value.trim().length < MINSTENS) sluit();
    else klok = setTimeout(haal, WACHTEN_MS);
  });

  veld.addEventListener('keydown', (toets) => {
    const aantal = lijst.children.length;
    if (toets.isComposing || aantal === 0) return;
    // One place past the last and before the first is the box itself.
    const plaatsen = aantal + 1;
    switch (toets.key) {
      case 'ArrowDown':
        kies(((gekozen + 2) % plaatsen) - 1);
        break;
      case 'ArrowUp':
        kies(((gekozen + plaatsen) % plaatsen) - 1);
        break;
      case 'Enter':
        if (gekozen < 0) return;
        location.assign(lijst.children[gekozen].dataset.pad);
        break;
      case 'Escape':
        sluit();
        break;
      default:
        return;
    }
    toets.preventDefault();
  });

  lijst.addEventListener('mousedown', (muis) => muis.preventDefault()); // the box keeps the focus
  lijst.addEventListener('click', (muis) => {
    const optie = muis.target.closest('[role="option"]');
    if (optie) location.assign(optie.dataset.pad);
  });
  veld.addEventListener('blur', sluit);
}

/** One suggestion in a list. */
function regel(lijst, {tekst, soort, url}, nummer) {
  const optie = document.createElement('li');
  const {pathname, search} = new URL(url, location.href);
  optie.id = `${lijst}-${nummer}`;
  optie.setAttribute('role', 'option');
  optie.setAttribute('aria-selected', 'false');
  optie.className = `dv-suggesties__${soort}`;
  optie.dataset.pad = pathname + search;
  optie.textContent = tekst;
  return optie;
}
