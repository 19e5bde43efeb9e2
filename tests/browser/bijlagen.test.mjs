// Adding a file to a stuk without JavaScript, seeing it there, fetching it, and removing it.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { BREED, SMAL, checkPage, schermen, usePlatform, visit } from './support.mjs';

const PRAKTIJK = '/praktijken/maatwerk-door-invulling-minimabeleid';

describe('bijlagen', () => {
  const platform = usePlatform();
  let context;
  let page;

  before(async () => {
    mkdirSync(schermen, { recursive: true });
    context = await platform.context();
    page = await context.newPage();
    await logIn(page);
  });

  after(async () => {
    await context.close();
  });

  test('wat niet kan staat bij het veld, en wat kan staat er vooraf', async () => {
    await visit(page, PRAKTIJK);
    await page.getByRole('link', { name: 'Bijlage toevoegen' }).click();
    await checkPage(page);
    assert.match(await page.locator('main').innerText(), /Hoogstens 25 MB\. Kan: pdf,/);
    await vulIn(page, '', 'pagina.pdf', '<!doctype html><script>alert(1)</script>');
    await checkPage(page);
    assert.match(await page.title(), /^Fout: /);
    const fouten = page.getByRole('alert').getByRole('link');
    assert.equal(await fouten.count(), 2);
    await fouten.last().click();
    assert.equal(new URL(page.url()).hash, '#bestand');
    await keur('bijlage-nieuw', async (keurpagina) => {
      await keurpagina.goto(PRAKTIJK);
      await keurpagina.getByRole('link', { name: 'Bijlage toevoegen' }).click();
    });
    await keur('bijlage-fout', async (keurpagina) => {
      await keurpagina.goto(PRAKTIJK);
      await keurpagina.getByRole('link', { name: 'Bijlage toevoegen' }).click();
      await vulIn(keurpagina, '', 'pagina.pdf', '<!doctype html>');
    });
  });

  test('een bijlage komt bij het stuk en gaat weer weg', async () => {
    await page.goto(PRAKTIJK);
    await page.getByRole('link', { name: 'Bijlage toevoegen' }).click();
    await vulIn(page, 'Cijfers per wijk', 'cijfers.csv', 'wijk;aantal\nNoord;12\n');
    await checkPage(page);
    assert.equal(new URL(page.url()).pathname, PRAKTIJK);
    const blok = page.getByRole('region', { name: 'Bijlagen' });
    assert.match(await blok.innerText(), /Cijfers per wijk csv-tabel, 21 bytes\s+Niet gescand op virussen/);
    await keur('praktijk-bijlage', (keurpagina) => keurpagina.goto(PRAKTIJK));

    const link = blok.getByRole('link', { name: 'Cijfers per wijk', exact: true });
    const antwoord = await context.request.get(await link.getAttribute('href'));
    assert.equal(await antwoord.text(), 'wijk;aantal\nNoord;12\n');
    assert.match(antwoord.headers()['content-disposition'], /^attachment; filename="cijfers\.csv"/);

    await blok.getByRole('link', { name: /^Verwijderen/ }).click();
    await checkPage(page);
    const weg = page.url();
    await keur('bijlage-verwijderen', (keurpagina) => keurpagina.goto(weg));
    await page.getByRole('button', { name: 'Verwijderen' }).click();
    assert.match(await page.getByRole('region', { name: 'Bijlagen' }).innerText(), /nog geen bestanden/);
    assert.deepEqual(context.complaints, []);
  });

  async function logIn(wie) {
    await wie.goto('/inloggen');
    await wie.getByLabel('E-mailadres').fill('redactie@demo.example');
    await wie.getByLabel('Wachtwoord', { exact: true }).fill(platform.wachtwoord);
    await wie.getByRole('button', { name: 'Inloggen', exact: true }).click();
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

async function vulIn(page, titel, naam, inhoud) {
  await page.getByLabel('Titel').fill(titel);
  const bestand = { name: naam, mimeType: 'application/octet-stream', buffer: Buffer.from(inhoud) };
  await page.getByLabel('Bestand', { exact: true }).setInputFiles(bestand);
  await page.getByRole('button', { name: 'Bijlage toevoegen' }).click();
}
