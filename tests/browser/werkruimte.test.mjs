// A thema and its werkruimte as its people use them, without JavaScript: a notitie that only some read, a besluit that
// needs both sides, a question to the regietafel that comes back as a besluit, and a kennisvraag with who waits for it.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { BREED, SMAL, checkPage, logIn, schermen, usePlatform, visit } from './support.mjs';

const RUIMTE = '/themas/schulden/werkruimte';
const NOTITIE = 'Wie betaalt de tolk bij een gesprek over schulden';
const VRAAG = 'Twee ministeries verwijzen naar elkaar. Wilt u kiezen wie de tolk betaalt?';
const BESLUIT = 'Het ministerie betaalt de tolk';
const SAMEN = 'Elke gemeente krijgt dezelfde brief';
const KENNISVRAAG = 'Helpt een tolk aan tafel om schulden eerder te melden?';
const ANTWOORD = 'Ja. Gesprekken met een tolk leiden vaker tot een regeling.';
const EIGEN = ['duo-rijk', 'duo-gemeente', 'netwerklid', 'lid', 'regietafellid', 'secretaris'];

describe('een thema en zijn werkruimte', () => {
  const platform = usePlatform();
  const wie = {};
  let bezoeker;

  before(async () => {
    mkdirSync(schermen, { recursive: true });
    bezoeker = await (await platform.context()).newPage();
    for (const naam of EIGEN) {
      wie[naam] = await (await platform.context()).newPage();
      await logIn(wie[naam], platform, naam);
    }
  });

  test('het overzicht en wat erin staat', async () => {
    const { 'duo-rijk': duo, lid } = wie;
    await visit(duo, '/themas/schulden');
    await duo.getByRole('link', { name: 'Naar de werkruimte' }).click();
    assert.equal(new URL(duo.url()).pathname, RUIMTE);
    assert.match(await duo.locator('main').innerText(), /Cliëntperspectief ontbreekt/);
    await keur(duo, 'werkruimte');
    for (const deel of ['acties', 'besluiten', 'bijeenkomsten', 'bestanden', 'tijdlijn', 'zoeken?q=brief', 'mensen', 'verbonden', 'stand']) {
      await visit(duo, `${RUIMTE}/${deel}`);
      await keur(duo, `werkruimte-${deel.split('?')[0]}`);
    }
    await visit(lid, RUIMTE, 403);
    await visit(bezoeker, '/themas/schulden/duo');
    await keur(bezoeker, 'duo');
    await visit(duo, '/themas/schulden/duo/overdragen');
    await keur(duo, 'duo-overdragen');
  });

  test('een notitie voor wie meedoet', async () => {
    const { 'duo-rijk': duo, netwerklid, lid } = wie;
    await visit(duo, `${RUIMTE}/notities/nieuw`);
    await duo.getByRole('button', { name: 'Bewaren' }).click();
    assert.match(await duo.title(), /^Fout: /);
    await keur(duo, 'notitie-fout');
    await duo.getByLabel('Titel').fill(NOTITIE);
    await duo.getByLabel('Tekst').fill('Gemeenten betalen nu zelf, **als zij het doen**.');
    await duo.getByRole('button', { name: 'Bewaren' }).click();
    assert.equal(await duo.locator('h1').innerText(), NOTITIE);
    await keur(duo, 'notitie');
    const pad = new URL(duo.url()).pathname;
    await visit(netwerklid, pad);
    await visit(lid, pad, 404);
    await visit(duo, `${pad}/wijzigen`);
    await keur(duo, 'notitie-wijzigen');
    await duo.getByLabel('Tekst').fill('Gemeenten betalen nu zelf, **als zij het al doen**.');
    await duo.getByRole('button', { name: 'Bewaren' }).click();
    await visit(duo, `${pad}/versies`);
    await keur(duo, 'notitie-versies');
  });

  test('een vraag aan de regietafel komt terug als besluit', async () => {
    const { 'duo-rijk': duo, netwerklid, regietafellid, secretaris, lid } = wie;
    await visit(secretaris, '/regietafel');
    await secretaris.getByRole('link', { name: 'Vergadering plannen' }).click();
    await keur(secretaris, 'vergadering-plannen');
    const dag = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    await secretaris.getByLabel('Op welke dag?').fill(dag);
    await secretaris.getByRole('button', { name: 'Plannen' }).click();
    await keur(secretaris, 'regietafel-secretaris');
    await visit(duo, RUIMTE);
    await duo.getByRole('link', { name: NOTITIE }).first().click();
    const pad = new URL(duo.url()).pathname;
    await visit(regietafellid, pad, 404);
    await duo.getByRole('link', { name: 'Voorleggen aan de regietafel' }).click();
    await keur(duo, 'voorleggen');
    await duo.getByLabel('Uw vraag aan de regietafel').fill(VRAAG);
    await duo.getByRole('button', { name: 'Voorleggen' }).click();
    assert.match(await duo.locator('main').innerText(), new RegExp(VRAAG.slice(0, 40)));
    await keur(duo, 'notitie-voorgelegd');
    await visit(regietafellid, '/regietafel');
    await keur(regietafellid, 'regietafel');
    const rij = regietafellid.getByRole('row').filter({ hasText: VRAAG });
    await rij.getByRole('link', { name: NOTITIE }).first().click();
    assert.match(await regietafellid.locator('main').innerText(), /U leest dit mee/);
    await visit(regietafellid, '/regietafel');
    await rij.getByRole('link', { name: /^Besluiten/ }).click();
    await keur(regietafellid, 'regietafel-besluit');
    await regietafellid.getByRole('button', { name: 'Besluit vastleggen' }).click();
    assert.match(await regietafellid.title(), /^Fout: /);
    await keur(regietafellid, 'regietafel-besluit-fout');
    await regietafellid.getByLabel('Systeemaanpassing').check();
    await regietafellid.getByLabel('Het besluit in één zin').fill(BESLUIT);
    await regietafellid.getByLabel('Wat er gaat gebeuren').fill('Het ministerie vergoedt de tolk vanaf januari.');
    await regietafellid.getByLabel('Waarom', { exact: true }).fill('Het gesprek voorkomt dure schulden.');
    await regietafellid.getByRole('button', { name: 'Besluit vastleggen' }).click();
    assert.equal(await regietafellid.locator('h1').innerText(), BESLUIT);
    await keur(regietafellid, 'besluit-regietafel');
    // Where it was asked it is told, to who reads the notitie.
    for (const lezer of [duo, netwerklid]) {
      await visit(lezer, pad);
      await lezer.getByRole('link', { name: BESLUIT }).first().click();
      assert.equal(await lezer.locator('h1').innerText(), BESLUIT);
      assert.match(await lezer.locator('main').innerText(), /Systeemaanpassing/);
    }
    await visit(lid, new URL(duo.url()).pathname, 404);
    await visit(regietafellid, '/regietafel');
    assert.equal(await rij.getByRole('link', { name: /^Besluiten/ }).count(), 0);
    assert.ok((await regietafellid.getByRole('link', { name: BESLUIT }).count()) > 0);
  });

  test('een besluit heeft beide kanten nodig', async () => {
    const { 'duo-rijk': rijk, 'duo-gemeente': gemeente } = wie;
    await visit(rijk, `${RUIMTE}/besluiten/nieuw`);
    await keur(rijk, 'besluit-nieuw');
    await rijk.getByLabel('Het besluit in één zin').fill(SAMEN);
    await rijk.getByLabel('Wat wij besluiten').fill('Wij sturen één brief.');
    await rijk.getByLabel('Waarom', { exact: true }).fill('Drie brieven leest niemand.');
    await rijk.getByRole('button', { name: 'Voorstellen' }).click();
    assert.match(await rijk.locator('main').innerText(), /Wacht op duo-partner/i);
    await keur(rijk, 'besluit-wacht');
    await visit(gemeente, '/vandaag');
    await keur(gemeente, 'vandaag');
    await gemeente.getByRole('link', { name: SAMEN }).first().click();
    await gemeente.getByRole('link', { name: /[Ii]nstemmen/ }).first().click();
    await keur(gemeente, 'besluit-instemmen');
    await gemeente.getByRole('button', { name: 'Ja, ik stem in' }).click();
    assert.match(await gemeente.locator('main').innerText(), /Genomen/);
    await keur(gemeente, 'besluit-genomen');
  });

  test('wie wacht op een antwoord, hoort het', async () => {
    const { 'duo-rijk': duo, lid } = wie;
    await visit(duo, `${RUIMTE}/kennisvragen/nieuw`);
    await keur(duo, 'kennisvraag-nieuw');
    await duo.getByLabel('De vraag').fill(KENNISVRAAG);
    await duo.getByLabel('Schulden').check();
    await duo.locator('#niveau-openbaar').check();
    await duo.getByRole('button', { name: 'Bewaren' }).click();
    const pad = new URL(duo.url()).pathname;
    await visit(bezoeker, '/kennisagenda');
    await keur(bezoeker, 'kennisagenda');
    await bezoeker.getByRole('link', { name: KENNISVRAAG }).click();
    await keur(bezoeker, 'kennisvraag');
    await visit(lid, pad);
    await lid.getByRole('button', { name: /[Vv]olg/ }).click();
    await keur(lid, 'kennisvraag-gevolgd');
    for (const stap of ['onderzoeken', 'beantwoorden']) {
      await visit(duo, `${pad}/stap/${stap}`);
      await keur(duo, `kennisvraag-${stap}`);
      if (stap === 'beantwoorden') await duo.getByLabel('Het antwoord').fill(ANTWOORD);
      else await duo.locator('textarea').fill('Wij vragen het drie gemeenten.');
      await duo.locator('main form button[type=submit]').first().click();
    }
    await visit(lid, '/kennisagenda/gevolgd');
    await keur(lid, 'kennisagenda-gevolgd');
    await lid.getByRole('link', { name: KENNISVRAAG }).first().click();
    assert.match(await lid.locator('main').innerText(), new RegExp(ANTWOORD.slice(0, 30)));
  });

  test('acties en bijeenkomsten', async () => {
    const { 'duo-rijk': rijk, 'duo-gemeente': gemeente } = wie;
    await visit(rijk, `${RUIMTE}/acties/nieuw`);
    await keur(rijk, 'actie-nieuw');
    await rijk.getByLabel('Wat moet er gebeuren?').fill('De tolken bellen');
    await rijk.getByLabel('Wie doet het?').selectOption({ label: 'Voorbeeld Duo, van een gemeente (duo, gemeente)' }).catch(async () => {
      await rijk.getByLabel('Wie doet het?').selectOption({ index: 1 });
    });
    await rijk.getByLabel('Uiterlijk op').fill('2099-12-31');
    await rijk.getByRole('button', { name: 'Bewaren' }).click();
    await keur(rijk, 'actie');
    await visit(rijk, `${RUIMTE}/bijeenkomsten/nieuw`);
    await keur(rijk, 'bijeenkomst-nieuw');
    await rijk.getByLabel('Titel').fill('Gesprek met de tolken');
    await rijk.getByLabel('Dag').fill('2099-11-30');
    await rijk.getByLabel('Begin').fill('10:00');
    await rijk.getByLabel('Einde').fill('11:30');
    await rijk.getByLabel('Waar?').fill('Stadhuis');
    await rijk.getByRole('button', { name: 'Bewaren' }).click();
    await keur(rijk, 'bijeenkomst');
    const pad = new URL(rijk.url()).pathname;
    await visit(gemeente, pad);
    await gemeente.getByLabel('Ja, ik kom').check();
    await gemeente.getByRole('button', { name: 'Antwoorden' }).click();
    assert.match(await gemeente.locator('main').innerText(), /Uw antwoord is bewaard/);
    const agenda = await gemeente.request.get(`${pad}/agenda.ics`);
    assert.match(await agenda.text(), /^BEGIN:VCALENDAR\r\n/);
    assert.equal((await bezoeker.request.get(`${pad}/agenda.ics`)).status(), 404);
  });

  test('het programma in cijfers', async () => {
    await visit(bezoeker, '/programma');
    await keur(bezoeker, 'programma');
    await bezoeker.getByRole('main').getByRole('link', { name: /knelpunten/ }).first().click();
    await keur(bezoeker, 'programma-lijst');
    for (const deel of ['acties', 'gemeenten', 'termijnen', 'vragen']) {
      await visit(bezoeker, `/programma/${deel}`);
      await keur(bezoeker, `programma-${deel}`);
    }
    for (const page of [bezoeker, ...Object.values(wie)]) assert.deepEqual(page.context().complaints, []);
  });

  async function keur(page, naam) {
    await checkPage(page);
    const html = await page.content();
    const onderzoek = await platform.context({ javaScriptEnabled: true, bypassCSP: true });
    const keuring = await onderzoek.newPage();
    // The page as it is here, at its own address: what was typed and what went wrong is part of it.
    await keuring.route(page.url().split('#')[0], (route) =>
      route.request().isNavigationRequest() ? route.fulfill({ contentType: 'text/html', body: html }) : route.continue(),
    );
    await keuring.goto(page.url());
    for (const [breedte, scherm] of [[BREED, '1280'], [SMAL, '320']]) {
      await keuring.setViewportSize(breedte);
      const { violations } = await new AxeBuilder({ page: keuring }).analyze();
      assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html}`), [], `${naam} ${scherm}`);
      const past = await keuring.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
      assert.ok(past, `${naam} fits in ${scherm}`);
      await keuring.screenshot({ path: `${schermen}/${naam}-${scherm}.png`, fullPage: true });
    }
    await onderzoek.close();
  }
});
