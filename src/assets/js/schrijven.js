// Saves a draft while somebody types.
//
// Without this the form works the same with its button. What is saved goes to the address of the form, with
// the version that the form began with: when somebody else was first, nothing is overwritten and the writer
// is told.

const WACHTEN_MS = 4000;

for (const formulier of document.querySelectorAll('form[data-schrijven]')) bewaarVanzelf(formulier);

/** Saves this form a while after the last key. */
function bewaarVanzelf(formulier) {
  const stand = formulier.querySelector('[data-stand]');
  const versie = formulier.elements.namedItem('versie');
  const punten = document.querySelector('[data-meter]');
  const meter = document.querySelector('.dv-meter meter');
  let klok;
  let bezig = false;
  let nogmaals = false;
  let gestopt = false;

  function straks() {
    if (gestopt) return;
    clearTimeout(klok);
    klok = setTimeout(bewaar, WACHTEN_MS);
  }

  async function bewaar() {
    if (bezig) {
      nogmaals = true;
      return;
    }
    bezig = true;
    try {
      const antwoord = await fetch(formulier.action, {
        method: 'POST',
        headers: {accept: 'application/json'},
        body: new URLSearchParams(new FormData(formulier)),
      });
      if (antwoord.ok) {
        bewaard(await antwoord.json());
      } else if (antwoord.status === 409) {
        gestopt = true;
        stand.textContent =
          'Iemand anders bewaarde intussen een nieuwere versie. Klik op Bewaren: dan ziet u beide.';
      } else {
        const probleem = await antwoord.json().catch(() => ({}));
        const fout = probleem.fouten?.[0]?.melding;
        stand.textContent = fout ? `Nog niet bewaard. ${fout}` : 'Nog niet bewaard. Klik op Bewaren.';
      }
    } catch {
      stand.textContent = 'Geen verbinding: nog niet bewaard. Wij proberen het opnieuw als u verder typt.';
    } finally {
      bezig = false;
      if (nogmaals) {
        nogmaals = false;
        straks();
      }
    }
  }

  function bewaard(uitkomst) {
    versie.value = uitkomst.versie;
    // A draft that gets another title gets another address.
    formulier.action = `${uitkomst.pad}/schrijven`;
    if (punten) punten.textContent = uitkomst.punten;
    if (meter) meter.value = uitkomst.punten;
    const tijd = new Date().toLocaleTimeString('nl-NL', {hour: '2-digit', minute: '2-digit'});
    stand.textContent = `Bewaard om ${tijd}.`;
  }

  formulier.addEventListener('input', straks);
  formulier.addEventListener('submit', () => {
    gestopt = true;
    clearTimeout(klok);
  });
}
