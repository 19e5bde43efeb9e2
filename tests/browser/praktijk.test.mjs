// A praktijk from the first word to its end, without JavaScript: written, sent back, published by another, found,
// adopted by two gemeenten, changed and withdrawn.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { BREED, SMAL, checkPage, logIn, schermen, usePlatform, visit } from './support.mjs';

const TITEL = 'Bellen na de eerste rode brief';
const PAD = '/praktijken/bellen-na-de-eerste-rode-brief';
const SECTIES = {
  'Aanleiding (nodig om aan te bieden)': 'Mensen kwamen pas bij ons als het te laat was.',
  'Doelgroep (nodig om aan te bieden)': 'Mensen met beginnende schulden.',
  'Aanpak (nodig om aan te bieden)': 'Wij bellen binnen een week na de eerste rode brief.',
};

describe('een praktijk', () => {
  const platform = usePlatform();
  const wie = {};

  before(async () => {
    mkdirSync(schermen, { recursive: true });
    for (const naam of ['lid', 'lid2', 'lid3', 'redactie', 'redactie2']) {
      const context = await platform.context();
      wie[naam] = await context.newPage();
      await logIn(wie[naam], platform, naam);
    }
  });

  test('wat ontbreekt staat bovenaan, en elk woord blijft staan', async () => {
    const { lid } = wie;
    await visit(lid, '/praktijken');
    await lid.getByRole('link', { name: 'Een praktijk beschrijven' }).click();
    await keur(lid, 'praktijk-nieuw');
    await lid.getByRole('button', { name: 'Beginnen' }).click();
    assert.match(await lid.title(), /^Fout: /);
    await keur(lid, 'praktijk-nieuw-fout');
    await lid.getByLabel('Titel').fill(TITEL);
    await lid.getByLabel('Samenvatting (mag later)').fill('Wij bellen mensen eerder op.');
    await lid.getByLabel('Van welke organisatie').selectOption({ index: 0 });
    await lid.getByLabel('Welke functie').fill('beleidsmedewerker schulden');
    await lid.getByRole('button', { name: 'Beginnen' }).click();
    assert.equal(new URL(lid.url()).pathname, `${PAD}/schrijven`);
    await keur(lid, 'praktijk-schrijven-leeg');
    await lid.getByLabel('Contact').fill('De balie van het stadhuis.');
    await lid.getByRole('button', { name: 'Aanbieden aan de redactie' }).click();
    assert.match(await lid.title(), /^Fout: /);
    const fouten = lid.getByRole('alert').getByRole('link');
    assert.ok((await fouten.count()) >= 5, 'every mandatory section at once');
    assert.equal(await lid.getByLabel('Contact').inputValue(), 'De balie van het stadhuis.');
    await keur(lid, 'praktijk-schrijven-fout');
  });

  test('twee tabbladen verliezen niets', async () => {
    const { lid } = wie;
    await visit(lid, `${PAD}/schrijven`);
    const ander = await lid.context().newPage();
    await visit(ander, `${PAD}/schrijven`);
    await lid.getByLabel('Overdraagbaarheid').fill('Elke gemeente kan dit.');
    await lid.getByRole('button', { name: 'Bewaren', exact: true }).click();
    await ander.getByLabel('Overdraagbaarheid').fill('Vooral kleine gemeenten kunnen dit.');
    await ander.getByRole('button', { name: 'Bewaren', exact: true }).click();
    assert.match(await ander.locator('main').innerText(), /Er is intussen iets anders bewaard/);
    assert.match(await ander.locator('#botsing ~ div').first().innerText(), /Overdraagbaarheid/);
    assert.equal(await ander.getByLabel('Overdraagbaarheid').inputValue(), 'Vooral kleine gemeenten kunnen dit.');
    await keur(ander, 'praktijk-botsing');
    await ander.getByRole('button', { name: 'Bewaren', exact: true }).click();
    await visit(lid, `${PAD}/schrijven`);
    assert.equal(await lid.getByLabel('Overdraagbaarheid').inputValue(), 'Vooral kleine gemeenten kunnen dit.');
    await ander.close();
  });

  test('aanbieden, terugsturen, weer aanbieden', async () => {
    const { lid, redactie } = wie;
    await visit(lid, `${PAD}/schrijven`);
    for (const [label, tekst] of Object.entries(SECTIES)) await lid.getByLabel(label).fill(tekst);
    await lid.getByLabel('Laat ik leeg: Onbekend.').check();
    await lid.getByLabel('Laat ik leeg: Nog niets.').check();
    await lid.getByLabel('Samenvatting').fill('Wij bellen mensen eerder op, zodat schulden klein blijven.');
    await lid.getByRole('checkbox', { name: 'Schulden', exact: true }).first().check();
    await lid.getByRole('button', { name: 'Bewaren en bekijken' }).click();
    assert.equal(new URL(lid.url()).pathname, PAD);
    await keur(lid, 'praktijk-concept');
    await lid.getByRole('link', { name: 'Verder schrijven' }).click();
    await keur(lid, 'praktijk-schrijven');
    await lid.getByRole('button', { name: 'Aanbieden aan de redactie' }).click();
    assert.match(await lid.locator('main').innerText(), /ligt bij de redactie/);
    await keur(lid, 'praktijk-aangeboden');

    await redactie.goto('/redactie');
    await redactie.getByRole('link', { name: 'Te beoordelen' }).click();
    await keur(redactie, 'redactie-beoordelen');
    await redactie.getByRole('link', { name: TITEL }).click();
    await redactie.getByRole('link', { name: 'Terugsturen' }).click();
    await redactie.getByRole('button', { name: 'Terugsturen' }).click();
    assert.match(await redactie.title(), /^Fout: /);
    await keur(redactie, 'praktijk-terugsturen-fout');
    await redactie.getByLabel('Leg uit waarom').fill('Schrijf erbij wie belt.');
    await redactie.getByRole('button', { name: 'Terugsturen' }).click();
    await visit(lid, '/account/praktijken');
    await keur(lid, 'praktijken-mijn');
    await lid.getByRole('link', { name: TITEL }).click();
    assert.match(await lid.locator('main').innerText(), /Schrijf erbij wie belt/);
    await lid.getByLabel('Aanpak').fill('De schuldhulpverlener belt binnen een week na de eerste rode brief.');
    await lid.getByRole('button', { name: 'Aanbieden aan de redactie' }).click();
  });

  test('een ander publiceert, en iedereen vindt het', async () => {
    const { redactie, lid2 } = wie;
    await visit(redactie, PAD);
    await redactie.getByRole('link', { name: 'Publiceren', exact: true }).click();
    await keur(redactie, 'praktijk-publiceren');
    await redactie.getByRole('button', { name: 'Publiceren' }).click();
    await keur(redactie, 'praktijk-gepubliceerd');
    await wacht(async () => {
      await lid2.goto('/zoeken?q=bellen+rode+brief');
      return (await lid2.locator('main').innerText()).includes(TITEL);
    });
  });

  test('twee gemeenten doen het ook', async () => {
    for (const naam of ['lid2', 'lid3']) {
      const page = wie[naam];
      await visit(page, PAD);
      await page.getByRole('link', { name: /Wij doen dit ook/ }).click();
      if (naam === 'lid2') await keur(page, 'praktijk-toepassing');
      await page.getByLabel(/^Wij doen dit ook/).check();
      await page.getByRole('button', { name: 'Bewaren' }).click();
    }
    await visit(wie.lid, PAD);
    assert.match(await wie.lid.locator('main').innerText(), /2 (gemeenten|organisaties)/);
    await keur(wie.lid, 'praktijk-toegepast');
  });

  test('een wijziging wacht tot een ander haar overneemt', async () => {
    const { lid, redactie2, lid2 } = wie;
    await visit(lid, PAD);
    await lid.getByRole('link', { name: 'Wijziging voorstellen' }).click();
    await keur(lid, 'praktijk-voorstel-nieuw');
    await lid.getByLabel('Aanpak').fill('De schuldhulpverlener belt binnen drie dagen na de eerste rode brief.');
    await lid.getByLabel('Toelichting voor de redactie').fill('Het gaat sneller dan wij dachten.');
    await lid.getByRole('button', { name: 'Voorstel bewaren' }).click();
    await lid.getByRole('button', { name: 'Aanbieden' }).click();
    await keur(lid, 'praktijk-voorstel');
    await visit(lid2, PAD);
    assert.doesNotMatch(await lid2.locator('main').innerText(), /drie dagen/, 'the page is as it was');
    await redactie2.goto('/redactie/praktijken');
    await redactie2.getByRole('link', { name: TITEL }).click();
    await keur(redactie2, 'praktijk-voorstel-beoordelen');
    await redactie2.getByRole('button', { name: 'Overnemen', exact: true }).click();
    await visit(lid2, PAD);
    assert.match(await lid2.locator('main').innerText(), /drie dagen/);
  });

  test('ingetrokken blijft leesbaar', async () => {
    const { lid, lid2 } = wie;
    await visit(lid, PAD);
    await lid.getByRole('link', { name: 'Intrekken' }).click();
    await keur(lid, 'praktijk-intrekken');
    await lid.getByLabel('Waarom wordt de praktijk ingetrokken?').selectOption('niet-meer-actueel');
    await lid.getByLabel('Leg uit waarom').fill('Wij bellen nu al voor de eerste brief.');
    await lid.getByRole('button', { name: 'Intrekken' }).click();
    await visit(lid2, PAD);
    assert.match(await lid2.locator('main').innerText(), /Ingetrokken op .*Wij bellen nu al voor de eerste brief/s);
    await keur(lid2, 'praktijk-ingetrokken');
    for (const page of Object.values(wie)) assert.deepEqual(page.context().complaints, []);
  });

  /** Tries until it is so; the index follows within half a second. */
  async function wacht(klaar) {
    for (let keer = 0; keer < 20; keer += 1) if (await klaar()) return;
    assert.fail('it did not become so');
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
