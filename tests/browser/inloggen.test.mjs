// Logging in without JavaScript: in, the own account, another place out, another password, and out again.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { BREED, SMAL, checkPage, schermen, usePlatform, visit } from './support.mjs';

const MAIL = 'redactie@demo.example';
const NAAM = 'Voorbeeld Redactie';

describe('inloggen', () => {
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

  test('een fout staat bij het veld en bovenaan', async () => {
    await visit(page, '/inloggen');
    await vulIn(page, 'redactie', '');
    await checkPage(page);
    assert.match(await page.title(), /^Fout: /);
    const fouten = page.getByRole('alert').getByRole('link');
    assert.equal(await fouten.count(), 2);
    await fouten.first().click();
    assert.equal(new URL(page.url()).hash, '#mail');
    assert.equal(await page.getByLabel('E-mailadres').inputValue(), 'redactie', 'what was typed stays');
    await keur('inloggen-fout', async (keurpagina) => {
      await keurpagina.goto('/inloggen');
      await vulIn(keurpagina, 'redactie', '');
    });

    await vulIn(page, MAIL, 'iets heel anders');
    assert.match(await page.getByRole('alert').innerText(), /mailadres of het wachtwoord klopt niet/);
  });

  test('wie inlogt, komt waar hij wilde zijn, en kan weer weg', async () => {
    await page.goto('/account');
    assert.equal(new URL(page.url()).pathname, '/inloggen');
    await vulIn(page, MAIL, platform.wachtwoord);
    await checkPage(page);
    assert.equal(new URL(page.url()).pathname, '/account');
    assert.match(await page.locator('header').innerText(), new RegExp(NAAM));
    await keur('account', async (keurpagina) => {
      await keurpagina.goto('/inloggen?naar=%2Faccount');
      await vulIn(keurpagina, MAIL, platform.wachtwoord);
    });

    await keur('account-logboek', async (keurpagina) => {
      await keurpagina.goto('/inloggen?naar=%2Faccount%2Flogboek');
      await vulIn(keurpagina, MAIL, platform.wachtwoord);
    });

    // The browsers that looked at the pages above are other places.
    await page.goto('/account');
    const elders = page.getByRole('button', { name: /^Log uit op alle andere plekken$/ });
    await elders.click();
    assert.match(await page.locator('main').innerText(), /U bent daar uitgelogd/);
    assert.equal(await elders.count(), 0);

    await page.getByRole('button', { name: 'Uitloggen' }).click();
    assert.equal(new URL(page.url()).pathname, '/');
    const account = await context.request.get('/account', { maxRedirects: 0 });
    assert.equal(account.status(), 303);
    assert.deepEqual(context.complaints, []);
  });

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

async function vulIn(page, mail, wachtwoord) {
  await page.getByLabel('E-mailadres').fill(mail);
  await page.getByLabel('Wachtwoord', { exact: true }).fill(wachtwoord);
  await page.getByRole('button', { name: 'Inloggen', exact: true }).click();
}
