// Logging in at one's organisation without JavaScript, with a real provider: in, more certain, out, and what goes wrong.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { LABEL, NAAM, startAanbieder } from './aanbieder.mjs';
import { BREED, SMAL, checkPage, schermen, usePlatform, visit } from './support.mjs';

const TERUG = `/inloggen/terug/${NAAM}`;

describe('inloggen bij een organisatie', () => {
  let aanbieder;
  const platform = usePlatform(async () => {
    aanbieder = await startAanbieder();
    return aanbieder.omgeving;
  });

  before(async () => {
    mkdirSync(schermen, { recursive: true });
    await aanbieder.ken(platform.url);
  });

  after(() => aanbieder?.stop());

  test('wie daar inlogt, is hier binnen, en kan weer weg', async () => {
    const { context, page } = await nieuw();
    await page.goto('/account');
    await vertrek(page);
    assert.equal(new URL(page.url()).origin, aanbieder.issuer, 'the button leads to the organisation');
    await kies(page, 'redactie met wachtwoord');
    await checkPage(page);
    assert.equal(new URL(page.url()).pathname, '/account');
    assert.match(await page.locator('header').innerText(), /Voorbeeld Redactie/);
    assert.match(await page.locator('main').innerText(), new RegExp(`${LABEL}, sinds `));
    const koekjes = await context.cookies(platform.url);
    assert.deepEqual(koekjes.map(({ name }) => name), ['dwarsverband'], 'that of the way there is gone');
    await keur('account-organisatie', async (keurpagina) => {
      await keurpagina.goto('/inloggen?naar=%2Faccount');
      await vertrek(keurpagina);
      await kies(keurpagina, 'redactie met wachtwoord');
    });

    await page.getByRole('button', { name: 'Uitloggen', exact: true }).click();
    await page.getByRole('button', { name: 'Ja, uitloggen' }).click();
    await page.waitForURL(`${platform.url}/`);
    await page.goto('/account');
    assert.equal(new URL(page.url()).pathname, '/inloggen');
    await vertrek(page);
    assert.equal(await page.getByRole('heading', { name: 'Voorbeeldstad' }).count(), 1, 'logged out there as well');
    assert.deepEqual(klachten(context), []);
    await context.close();
  });

  test('de pagina’s onderweg zijn voor iedereen te gebruiken', async () => {
    await keur('inloggen-organisatie', (keurpagina) => visit(keurpagina, '/inloggen'));
    await keur('inloggen-verder', async (keurpagina) => {
      // An answer without content leaves the visitor where they are.
      await keurpagina.route(`${aanbieder.issuer}/**`, (route) => route.fulfill({ status: 204 }));
      await keurpagina.goto('/inloggen');
      await keurpagina.getByRole('button', { name: `Inloggen met ${LABEL}` }).click();
      await keurpagina.getByRole('heading', { name: 'U gaat naar uw organisatie' }).waitFor();
    });
  });

  test('te weinig zekerheid wordt gezegd, en daarna lukt het met meer', async () => {
    const { context, page } = await nieuw();
    await page.goto('/inloggen');
    await vertrek(page);
    await kies(page, 'redactie met wachtwoord');
    const eerst = await sessie(context);

    await bevestig(context, page);
    await kies(page, 'redactie met wachtwoord');
    await checkPage(page);
    assert.match(await page.locator('h1').innerText(), /moet zekerder weten wie u bent/);
    assert.equal(await page.getByRole('link', { name: 'Probeer het opnieuw' }).getAttribute('href'), '/account/bevestigen');
    assert.equal(await sessie(context), eerst);

    await vergeet(context);
    await bevestig(context, page);
    await kies(page, 'beheerder met app');
    assert.match(await page.locator('h1').innerText(), /ander account/);
    assert.equal(await sessie(context), eerst);

    await vergeet(context);
    await bevestig(context, page);
    await kies(page, 'redactie met app');
    assert.equal(new URL(page.url()).pathname, '/themas');
    assert.notEqual(await sessie(context), eerst, 'a login of its own');
    assert.match(await page.locator('header').innerText(), /Voorbeeld Redactie/);
    await context.close();
  });

  test('een code en een poging werken één keer', async () => {
    const { context, page } = await nieuw();
    const terug = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === TERUG) terug.push(request.url());
    });
    await page.goto('/inloggen');
    await vertrek(page);
    await kies(page, 'redactie met wachtwoord');
    assert.equal(terug.length, 1);
    const opnieuw = await page.goto(terug[0]);
    assert.equal(opnieuw.status(), 400);
    assert.match(await page.locator('h1').innerText(), /verlopen/);

    const dief = await nieuw();
    await dief.page.goto('/inloggen');
    await vertrek(dief.page);
    const eigen = await stilTerug(dief, 'onbekende met wachtwoord');
    eigen.searchParams.set('code', new URL(terug[0]).searchParams.get('code'));
    const gestolen = await dief.page.goto(eigen.href);
    assert.equal(gestolen.status(), 400);
    assert.match(await dief.page.locator('h1').innerText(), /klopt niet/);
    assert.equal(await sessie(dief.context), undefined);
    await dief.context.close();
    await context.close();
  });

  test('wie hier geen account heeft of daar stopt, leest wat hij kan doen', async () => {
    for (const [wie, titel] of [
      ['onbekende met app', /U hebt nog geen account/],
      ['buitenstaander met app', /U hebt nog geen account/],
      ['Stoppen', /U bent niet ingelogd/],
    ]) {
      const { context, page } = await nieuw();
      await page.goto('/inloggen');
      await vertrek(page);
      await kies(page, wie);
      await checkPage(page);
      assert.match(await page.locator('h1').innerText(), titel, wie);
      assert.equal(await sessie(context), undefined, wie);
      await context.close();
    }
    await keur('inloggen-geen-account', async (keurpagina) => {
      await keurpagina.goto('/inloggen');
      await vertrek(keurpagina);
      await kies(keurpagina, 'onbekende met app');
    });
  });

  async function nieuw() {
    const context = await platform.context();
    return { context, page: await context.newPage() };
  }

  /** What no page may cause; that the way leads to the organisation is the point here. */
  function klachten(context) {
    return context.complaints.filter((klacht) => !klacht.includes(aanbieder.issuer));
  }

  /** From our page to the organisation. */
  async function vertrek(page) {
    await page.getByRole('button', { name: `Inloggen met ${LABEL}` }).click();
    await page.waitForURL(`${aanbieder.issuer}/**`);
  }

  /** To the organisation, to confirm who one is: what the button of a page does that asks for it. */
  async function bevestig(context, page) {
    const form = { doel: 'bevestigen', naar: '/themas' };
    const antwoord = await context.request.post(`/inloggen/${NAAM}`, { form });
    assert.equal(antwoord.status(), 200);
    const [, adres] = (await antwoord.text()).match(/content="0; url=([^"]+)"/);
    await page.goto(adres.replaceAll(/&#38;|&amp;/g, '&'));
  }

  /** Somebody logs in there. */
  async function kies(page, wie) {
    await page.getByRole('link', { name: wie, exact: true }).click();
    await page.waitForURL(`${platform.url}/**`);
  }

  /** Somebody logs in there, and holds back what they come back with. */
  async function stilTerug({ context, page }, wie) {
    const href = await page.getByRole('link', { name: wie, exact: true }).getAttribute('href');
    let adres = new URL(href, page.url());
    while (adres.origin !== platform.url) {
      const antwoord = await context.request.get(adres.href, { maxRedirects: 0 });
      adres = new URL(antwoord.headers().location, adres);
    }
    return adres;
  }

  /** The organisation knows the browser no longer. */
  function vergeet(context) {
    return context.clearCookies({ domain: 'localhost' });
  }

  async function sessie(context) {
    const koekjes = await context.cookies(platform.url);
    return koekjes.find(({ name }) => name === 'dwarsverband')?.value;
  }

  /** Looks at a page with axe, wide and narrow, and takes its picture. */
  async function keur(naam, ga) {
    const keuring = await platform.context({ javaScriptEnabled: true, bypassCSP: true });
    const keurpagina = await keuring.newPage();
    await ga(keurpagina);
    const gebreken = [];
    for (const venster of [BREED, SMAL]) {
      await keurpagina.setViewportSize(venster);
      await keurpagina.screenshot({ path: `${schermen}/${naam}-${venster.width}.png`, fullPage: true });
      const { violations } = await new AxeBuilder({ page: keurpagina }).setLegacyMode().analyze();
      const breed = await keurpagina.evaluate(() => document.documentElement.scrollWidth);
      if (breed > venster.width) gebreken.push(`${breed} px wide at ${venster.width}`);
      gebreken.push(...violations.map((v) => `${v.id} at ${venster.width}: ${v.nodes[0].html.slice(0, 200)}`));
    }
    await keuring.close();
    assert.deepEqual(gebreken, [], naam);
  }
});
