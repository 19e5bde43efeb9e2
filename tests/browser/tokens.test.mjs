// API tokens without JavaScript: make one, read with it, and revoke it.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { BREED, SMAL, checkPage, schermen, usePlatform, visit } from './support.mjs';

const MAIL = 'redactie@demo.example';

describe('tokens', () => {
  const platform = usePlatform();
  let context;
  let page;

  before(async () => {
    mkdirSync(schermen, { recursive: true });
    context = await platform.context();
    page = await context.newPage();
  });

  after(async () => {
    await context.close();
  });

  test('een token maken, gebruiken en intrekken', async () => {
    await logIn(page);
    await page.getByRole('link', { name: 'API-tokens voor uw programma’s' }).click();
    assert.match(await page.locator('main').innerText(), /U hebt nog geen tokens/);
    await page.getByRole('button', { name: 'Token maken' }).click();
    assert.match(await page.title(), /^Fout: /);
    const fout = page.getByRole('alert').getByRole('link');
    assert.equal(await fout.count(), 1);
    await fout.click();
    assert.equal(new URL(page.url()).hash, '#naam');

    await maak(page, 'dashboard', 'Lezen wat u zelf mag lezen');
    await checkPage(page);
    const token = (await page.getByRole('region', { name: 'Het token', exact: true }).innerText()).trim();
    assert.match(token, /^dwv_[\w-]{43}[0-9a-f]{8}$/);
    assert.equal(await vraag(token), 200);
    assert.equal(await vraag(`${token.slice(0, -1)}x`), 401);
    const pagina = await fetch(`${platform.url}/account`, { headers: drager(token), redirect: 'manual' });
    assert.equal(pagina.status, 403);

    await page.getByRole('link', { name: 'Ik heb het bewaard' }).click();
    const inhoud = await page.locator('main').innerText();
    assert.match(inhoud, /dashboard/);
    assert.match(inhoud, /Laatst gebruikt op|Nog niet gebruikt/);
    assert.ok(!(await page.content()).includes(token), 'it is shown once');
    await page.getByRole('button', { name: /^Intrekken\s*: dashboard$/ }).click();
    assert.match(await page.locator('main').innerText(), /Het token werkt niet meer/);
    assert.equal(await vraag(token), 401);
    assert.deepEqual(context.complaints, []);
  });

  test('elke stand van de pagina is voor iedereen te lezen', async () => {
    await keur('tokens-leeg', (keurpagina) => visit(keurpagina, '/account/tokens'));
    await keur('tokens-fout', async (keurpagina) => {
      await visit(keurpagina, '/account/tokens');
      await keurpagina.getByRole('button', { name: 'Token maken' }).click();
    });
    await keur('token-gemaakt', async (keurpagina) => {
      await visit(keurpagina, '/account/tokens');
      await maak(keurpagina, 'Een lange naam, zodat te zien is hoe die over de regels loopt', 'Alleen lezen wat openbaar is');
    });
    await keur('tokens', (keurpagina) => visit(keurpagina, '/account/tokens'));
  });

  const drager = (token) => ({ authorization: `Bearer ${token}` });

  /** The status of the API for who asks with this token. */
  async function vraag(token) {
    const antwoord = await fetch(`${platform.url}/api/v1/praktijken`, { headers: drager(token) });
    await antwoord.arrayBuffer();
    return antwoord.status;
  }

  async function logIn(pagina) {
    await pagina.goto('/inloggen?naar=%2Faccount');
    await pagina.getByLabel('E-mailadres').fill(MAIL);
    await pagina.getByLabel('Wachtwoord', { exact: true }).fill(platform.wachtwoord);
    await pagina.getByRole('button', { name: 'Inloggen', exact: true }).click();
  }

  async function maak(pagina, naam, mag) {
    await pagina.getByLabel('Waarvoor is het token?').fill(naam);
    await pagina.getByLabel('Wat mag het?').selectOption({ label: mag });
    await pagina.getByLabel('Hoe lang werkt het?').selectOption({ label: '30 dagen' });
    await pagina.getByRole('button', { name: 'Token maken' }).click();
  }

  /** Looks at a page with axe, wide and narrow, and takes its picture. */
  async function keur(naam, ga) {
    const keuring = await platform.context({ javaScriptEnabled: true, bypassCSP: true });
    const keurpagina = await keuring.newPage();
    await logIn(keurpagina);
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
