// A proefproject from the first word to the praktijk it leads to, without JavaScript: written, published by another,
// started, and decided on by both sides of the duo.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { BREED, SMAL, checkPage, schermen, usePlatform, visit } from './support.mjs';

const TITEL = 'Geldcheck in de kantine';
const PAD = '/proefprojecten/geldcheck-in-de-kantine';
const SECTIES = {
  'Doel (nodig om aan te bieden)': 'Jongeren houden hun geld op orde.',
  'Vraag (nodig om aan te bieden)': 'Helpt een gesprek van een uur?',
  'Aanpak (nodig om aan te bieden)': 'Een geldcoach komt langs op het werk.',
  'Hoe gemeten (nodig om aan te bieden)': 'Wij tellen de achterstanden na een half jaar.',
};

describe('een proefproject', () => {
  const platform = usePlatform();
  const wie = {};

  before(async () => {
    mkdirSync(schermen, { recursive: true });
    for (const naam of ['lid', 'redactie', 'duo-rijk', 'duo-gemeente']) {
      const context = await platform.context();
      wie[naam] = await context.newPage();
      await logIn(wie[naam], naam);
    }
  });

  test('geschreven, aangeboden en door een ander gepubliceerd', async () => {
    const { lid, redactie } = wie;
    await visit(lid, '/proefprojecten');
    await lid.getByRole('link', { name: 'Een proefproject beschrijven' }).click();
    await keur(lid, 'proefproject-nieuw');
    await lid.getByLabel('Titel').fill(TITEL);
    await lid.getByLabel('Van welke organisatie').selectOption({ index: 0 });
    await lid.getByLabel('Welke functie').fill('projectleider geldzorgen');
    await lid.getByRole('button', { name: 'Beginnen' }).click();
    assert.equal(new URL(lid.url()).pathname, `${PAD}/schrijven`);
    await lid.getByLabel('Partners').fill('Het Verzonnen College.');
    await lid.getByRole('button', { name: 'Aanbieden aan de redactie' }).click();
    assert.match(await lid.title(), /^Fout: /);
    assert.ok((await lid.getByRole('alert').getByRole('link').count()) >= 5, 'every mandatory section at once');
    assert.equal(await lid.getByLabel('Partners').inputValue(), 'Het Verzonnen College.');
    await keur(lid, 'proefproject-schrijven-fout');
    for (const [label, tekst] of Object.entries(SECTIES)) await lid.getByLabel(label).fill(tekst);
    await lid.getByLabel('Samenvatting').fill('Een gesprek over geld in de week van het eerste loon.');
    await lid.locator('#themas').getByRole('checkbox', { name: 'Schulden' }).first().check();
    await lid.getByRole('button', { name: 'Aanbieden aan de redactie' }).click();
    await keur(lid, 'proefproject-aangeboden');
    await visit(lid, '/account/praktijken');
    await keur(lid, 'werk-mijn');
    await visit(redactie, '/redactie/praktijken');
    await keur(redactie, 'werk-beoordelen');
    await redactie.getByRole('link', { name: TITEL }).click();
    await redactie.getByRole('link', { name: 'Publiceren', exact: true }).click();
    await redactie.getByRole('button', { name: 'Publiceren' }).click();
    await keur(redactie, 'proefproject-gepubliceerd');
  });

  test('gestart', async () => {
    const { lid } = wie;
    await visit(lid, PAD);
    await lid.getByRole('link', { name: 'Proef starten' }).click();
    await keur(lid, 'proefproject-starten');
    await lid.getByRole('button', { name: 'Proef starten' }).click();
    assert.match(await lid.locator('main').innerText(), /De proef is gestart/);
    await keur(lid, 'proefproject-gestart');
  });

  test('een besluit geldt als beide kanten van het duo instemmen', async () => {
    const { lid, redactie, 'duo-rijk': rijk, 'duo-gemeente': gemeente } = wie;
    await visit(lid, PAD);
    await lid.getByRole('link', { name: 'Besluit voorstellen' }).click();
    await keur(lid, 'besluit-nieuw');
    await lid.getByLabel('De les').fill('Begin bij de werkgever.');
    await lid.getByRole('button', { name: 'Voorstellen' }).click();
    assert.match(await lid.title(), /^Fout: /);
    assert.equal(await lid.getByLabel('De les').inputValue(), 'Begin bij de werkgever.');
    await keur(lid, 'besluit-nieuw-fout');
    await lid.getByLabel(/^Opschalen/).check();
    await lid.getByLabel('De praktijk moet nog geschreven worden').check();
    await lid.getByRole('button', { name: 'Voorstellen' }).click();
    await keur(lid, 'besluit-voorgesteld');
    const besluit = new URL(lid.url()).pathname;
    await visit(redactie, besluit);
    assert.equal(await redactie.getByRole('button', { name: 'Instemmen' }).count(), 0, 'the redactie is no side');

    await visit(rijk, PAD);
    await rijk.getByRole('link', { name: 'Bekijk het besluit' }).click();
    await keur(rijk, 'besluit-instemmen');
    await rijk.getByRole('button', { name: 'Instemmen' }).click();
    assert.match(await rijk.locator('main').innerText(), /wacht op duo-partner/i);
    await keur(rijk, 'besluit-wacht');
    await visit(gemeente, '/account');
    await gemeente.getByRole('link', { name: 'Mijn werk' }).click();
    await keur(gemeente, 'werk-besluiten');
    await visit(gemeente, PAD);
    assert.match(await gemeente.locator('main').innerText(), /Wacht op duo-partner: de gemeenten/);
    await keur(gemeente, 'proefproject-besluit-wacht');
    await gemeente.getByRole('link', { name: 'Bekijk het besluit' }).click();
    await gemeente.getByRole('button', { name: 'Instemmen' }).click();
    assert.match(await gemeente.locator('main').innerText(), /Opgeschaald op .*Begin bij de werkgever/s);
    await keur(gemeente, 'proefproject-besloten');
  });

  test('een besluit schrijft niet over een nieuwere les heen', async () => {
    const { lid, redactie, 'duo-gemeente': gemeente } = wie;
    // The demo has a decision that waits for the gemeente.
    const pad = '/proefprojecten/geldcoach-in-de-kantine-verzonnen';
    await visit(lid, `${pad}/schrijven`);
    await lid.locator('#sectie-les').fill('Begin bij de jongere zelf (verzonnen).\n\nReken op een half jaar.');
    await lid.getByRole('button', { name: 'Voorstel bewaren' }).click();
    await lid.getByRole('button', { name: 'Aanbieden' }).click();
    await visit(redactie, new URL(lid.url()).pathname);
    await redactie.getByRole('button', { name: 'Overnemen', exact: true }).click();
    await visit(gemeente, pad);
    await gemeente.getByRole('link', { name: 'Bekijk het besluit' }).click();
    assert.match(await gemeente.locator('main').innerText(), /De les op de pagina is intussen veranderd/);
    assert.equal(await gemeente.getByRole('button', { name: 'Instemmen' }).count(), 0, 'nobody can agree');
    await keur(gemeente, 'besluit-les-ingehaald');
    await gemeente.locator('summary', { hasText: 'Afwijzen' }).click();
    await gemeente.getByLabel('Waarom niet?').fill('Bel 06-12345678.');
    await gemeente.locator('form button[type=submit]', { hasText: 'Afwijzen' }).click();
    assert.match(await gemeente.title(), /^Fout: /);
    assert.equal(await gemeente.getByLabel('Waarom niet?').inputValue(), 'Bel 06-12345678.');
    await keur(gemeente, 'besluit-afwijzen-fout');
  });

  test('de praktijk begint met wat de proef zegt', async () => {
    const { lid } = wie;
    await visit(lid, PAD);
    await lid.getByRole('button', { name: 'Schrijf de praktijk' }).click();
    assert.equal(new URL(lid.url()).pathname, '/praktijken/geldcheck-in-de-kantine/schrijven');
    assert.equal(await lid.getByLabel('Aanpak').inputValue(), 'Een geldcoach komt langs op het werk.');
    await keur(lid, 'proefproject-praktijk');
    for (const page of Object.values(wie)) assert.deepEqual(page.context().complaints, []);
  });

  async function logIn(page, naam) {
    await page.goto('/inloggen');
    await page.getByLabel('E-mailadres').fill(`${naam}@demo.example`);
    await page.getByLabel('Wachtwoord', { exact: true }).fill(platform.wachtwoord);
    await page.getByRole('button', { name: 'Inloggen', exact: true }).click();
  }

  /** Looks at this page as it stands with axe, wide and narrow, and takes its picture. */
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
