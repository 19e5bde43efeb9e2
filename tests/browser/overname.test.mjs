// A gemeente takes over a praktijk that the redactie told from a bron, without JavaScript: asked, refused once for what
// is missing, decided at the desk, and theirs.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { BREED, SMAL, checkPage, schermen, usePlatform, visit } from './support.mjs';

const PAD = '/praktijken/een-plan-een-regisseur';

describe('een overname', () => {
  const platform = usePlatform();
  const wie = {};

  before(async () => {
    mkdirSync(schermen, { recursive: true });
    for (const naam of ['lid', 'lid2', 'lid3', 'redactie', 'redactie2']) {
      wie[naam] = await (await platform.context()).newPage();
      await wie[naam].goto('/inloggen');
      await wie[naam].getByLabel('E-mailadres').fill(`${naam}@demo.example`);
      await wie[naam].getByLabel('Wachtwoord', { exact: true }).fill(platform.wachtwoord);
      await wie[naam].getByRole('button', { name: 'Inloggen', exact: true }).click();
    }
  });

  test('vragen: wat ontbreekt staat bovenaan', async () => {
    const { lid, lid3 } = wie;
    await visit(lid, PAD);
    assert.match(await lid.locator('main').innerText(), /Niet door de gemeente aangeleverd/);
    await keur(lid, 'overname-praktijk');
    await lid.getByRole('link', { name: 'Deze praktijk is van ons' }).click();
    await keur(lid, 'overname-vragen');
    await lid.getByRole('button', { name: 'Vraag aan de redactie' }).click();
    assert.match(await lid.title(), /^Fout: /);
    assert.equal(await lid.getByRole('alert').getByRole('link').count(), 3, 'all that is missing at once');
    await keur(lid, 'overname-vragen-fout');
    await vraag(lid, 'De aanpak klopt. Wij doen dit nu in alle wijken.');
    assert.match(await lid.locator('main').innerText(), /Uw vraag ligt bij de redactie/);
    await keur(lid, 'overname-gevraagd');
    await visit(lid, PAD);
    await keur(lid, 'overname-loopt');
    // Another gemeente, of which the page says nothing, explains why.
    await visit(lid3, `${PAD}/overnemen`);
    await vraag(lid3, 'Klopt.', 'Wij begonnen er samen mee.');
  });

  test('de redactie beslist, en de ander hoort waarom niet', async () => {
    const { lid, lid3, redactie, redactie2 } = wie;
    await redactie.goto('/redactie/praktijken');
    await keur(redactie, 'overname-bureau');
    const regels = redactie.locator('section', { has: redactie.getByRole('heading', { name: 'Gevraagd door een organisatie' }) });
    assert.equal(await regels.getByRole('listitem').count(), 3, 'with the one of the demo');
    await regels.getByRole('listitem').filter({ hasText: 'Voorbeeldstad' }).getByRole('link').click();
    await keur(redactie, 'overname-beslissen');
    await redactie.getByRole('button', { name: 'Afwijzen' }).click();
    assert.match(await redactie.title(), /^Fout: /);
    await keur(redactie, 'overname-beslissen-fout');
    await visit(redactie2, new URL(redactie.url()).pathname);
    await redactie2.getByLabel('Toelichting').fill('De kosten kloppen niet.\nWilt u die aanvullen?');
    await redactie.getByRole('button', { name: 'Toekennen' }).click();
    assert.match(await redactie.locator('main').innerText(), /Het besluit is genomen/);
    // Who decides after that reads what was decided, and gets their words back.
    await redactie2.getByRole('button', { name: 'Afwijzen' }).click();
    assert.match(await redactie2.locator('main').innerText(), /Hierover is al beslist[\s\S]*De kosten kloppen niet/);
    await keur(redactie2, 'overname-te-laat');
    await visit(lid, PAD);
    const tekst = await lid.locator('main').innerText();
    assert.doesNotMatch(tekst, /Niet door de gemeente aangeleverd/);
    assert.match(tekst, /Voorbeeldstad[\s\S]*beleidsmedewerker zorg/);
    await keur(lid, 'overname-overgenomen');
    await visit(lid, '/account/praktijken');
    await keur(lid, 'overname-mijn');
    await lid.locator('#overnames').locator('..').getByRole('link').first().click();
    await lid.getByRole('link', { name: /schrijf verder/ }).click();
    assert.equal(new URL(lid.url()).pathname, `${PAD}/schrijven`);
    await visit(lid3, '/account/praktijken');
    await lid3.locator('#overnames').locator('..').getByRole('link').first().click();
    assert.match(await lid3.locator('main').innerText(), /De praktijk is overgenomen door Voorbeeldstad/);
    await keur(lid3, 'overname-afgewezen');
  });

  test('intrekken kan zolang er niet is beslist', async () => {
    const { lid2 } = wie;
    await visit(lid2, '/account/praktijken');
    await lid2.locator('#overnames').locator('..').getByRole('link').first().click();
    await lid2.getByRole('button', { name: 'Vraag intrekken' }).click();
    assert.match(await lid2.locator('main').innerText(), /ingetrokken/i);
    for (const page of Object.values(wie)) assert.deepEqual(page.context().complaints, []);
  });

  async function vraag(page, toelichting, reden = '') {
    await page.getByLabel('Welke functie').fill('beleidsmedewerker zorg');
    await page.getByLabel('Wat klopt er').fill(toelichting);
    if (reden) await page.getByLabel('Waarom is de praktijk').fill(reden);
    await page.getByLabel('Ik vraag dit namens').check();
    await page.getByRole('button', { name: 'Vraag aan de redactie' }).click();
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
