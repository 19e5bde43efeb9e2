// One signal from the form to "opgelost" and back to "heropend", without JavaScript: sent by a member of a gemeente,
// laid at a knelpunt and treated by the duo, and opened again because it still plays.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { BREED, SMAL, checkPage, logIn, logStrongIn, schermen, usePlatform, visit } from './support.mjs';

const TITEL = 'Een postbus telt niet als adres bij een betalingsregeling';
const KNELPUNT = 'Zonder vast adres komt een betalingsregeling niet op gang';
const PAD = '/knelpunten/zonder-vast-adres-komt-een-betalingsregeling-niet-op-gang';
const REDENEN = {
  koppelen: 'Dit gaat over een ander probleem dan er al staat.',
  oppakken: 'Drie gemeenten zien dit. Wij zoeken uit wat er nu al mag.',
  oplossen: 'Schuldeisers nemen een briefadres voortaan aan. De afspraak staat bij de praktijk.',
  nee: 'Een bank weigerde vorige week nog een briefadres.',
  heropenen: 'Wij spreken ook met de banken.',
};

describe('van signaal tot heropend', () => {
  const platform = usePlatform();
  const wie = {};
  let signaal;

  before(async () => {
    mkdirSync(schermen, { recursive: true });
    for (const naam of ['lid', 'lid2', 'duo-rijk']) {
      const context = await platform.context();
      wie[naam] = await context.newPage();
      await logIn(wie[naam], platform, naam);
    }
  });

  test('een signaal in vijf minuten', async () => {
    const { lid } = wie;
    await visit(lid, '/');
    await lid.getByRole('banner').getByRole('link', { name: 'Signaal melden' }).first().click();
    assert.match(await lid.locator('main').innerText(), /Dit is geen aanvraag, klacht of bezwaar over één inwoner/);
    await keur(lid, 'signaleren');
    await lid.getByLabel('Voor wie?').fill('Mensen zonder vaste woning.');
    await lid.getByRole('button', { name: 'Signaal versturen' }).click();
    assert.match(await lid.title(), /^Fout: /);
    assert.ok((await lid.getByRole('alert').getByRole('link').count()) >= 3, 'everything that is missing at once');
    assert.equal(await lid.getByLabel('Voor wie?').inputValue(), 'Mensen zonder vaste woning.');
    await keur(lid, 'signaleren-fout');
    await lid.getByLabel('Het probleem in één zin').fill(TITEL);
    await lid.getByRole('textbox', { name: 'Wat gebeurt er?' }).fill('Wie geen huis heeft, krijgt een betalingsregeling niet rond. Bel 06-12345678.');
    await lid.getByLabel('Wat is al geprobeerd?').fill('Wij gaven een brief mee van de gemeente.');
    await lid.getByLabel('Bij welk thema hoort dit?').selectOption('schulden');
    await lid.getByRole('radio').first().check();
    await lid.getByRole('button', { name: 'Signaal versturen' }).click();
    assert.match(await lid.title(), /^Fout: /, 'a phone number is asked about');
    await keur(lid, 'signaleren-persoonsgegevens');
    await lid.getByRole('textbox', { name: 'Wat gebeurt er?' }).fill('Wie geen huis heeft, krijgt een betalingsregeling niet rond.');
    await lid.getByRole('button', { name: 'Signaal versturen' }).click();
    if ((await lid.locator('h1').innerText()) === 'Lijkt dit op wat u ziet?') {
      await keur(lid, 'signaleren-lijkt');
      await lid.getByRole('button', { name: 'Nee, dit is iets anders: verstuur' }).click();
    }
    assert.equal(await lid.locator('h1').innerText(), 'Mijn signalen');
    await keur(lid, 'signalen-mijn');
    await lid.getByRole('link', { name: TITEL }).click();
    assert.equal(await lid.locator('h1').innerText(), TITEL);
    signaal = new URL(lid.url()).pathname;
    assert.match(signaal, /^\/signalen\/sig-\d{4}-\d{4}$/);
    await keur(lid, 'signaal');
    await visit(wie.lid2, signaal, 404);
  });

  test('het duo legt het bij een nieuw knelpunt', async () => {
    const { lid, lid2, 'duo-rijk': duo } = wie;
    await visit(duo, '/signalen');
    await keur(duo, 'signalen-wachten');
    await duo.getByRole('link', { name: TITEL }).click();
    await keur(duo, 'signaal-duo');
    await duo.getByRole('link', { name: 'Koppelen aan een knelpunt' }).click();
    await keur(duo, 'signaal-koppelen');
    await duo.getByText('Een nieuw knelpunt maken van dit signaal').click();
    await duo.getByLabel('Titel').fill(KNELPUNT);
    await duo.getByLabel('Samenvatting').fill('Wie dakloos is, krijgt geen betalingsregeling zonder adres.');
    await duo.getByLabel('Wat er vastloopt').fill('Schuldeisers vragen een woonadres. Een briefadres telt niet.');
    await duo.getByLabel('Waarom is het een nieuw knelpunt?').fill(REDENEN.koppelen);
    await duo.getByRole('button', { name: 'Knelpunt maken en koppelen' }).click();
    await visit(duo, PAD);
    await keur(duo, 'knelpunt-gemeld');
    const bezoeker = await (await platform.context()).newPage();
    await visit(bezoeker, PAD, 404);
    await bezoeker.context().close();
    await visit(lid2, PAD);
    await lid2.getByRole('link', { name: 'Speelt bij ons ook' }).click();
    await keur(lid2, 'knelpunt-ook');
    await lid2.locator('main form button[type=submit]').first().click();
    await visit(lid2, PAD);
    assert.match(await lid2.locator('main').innerText(), /Schijndorp/);
    await visit(lid, '/account/signalen');
    await lid.getByText('Wat ermee gebeurde').first().click();
    assert.match(await lid.locator('main').innerText(), new RegExp(REDENEN.koppelen));
  });

  test('opgepakt, de treden langs, en opgelost', async () => {
    const { lid, 'duo-rijk': duo } = wie;
    await zet(duo, 'Oppakken', REDENEN.oppakken, 'knelpunt-oppakken');
    await keur(duo, 'knelpunt-in-behandeling');
    await visit(duo, `${PAD}/stap/opschalen`);
    assert.match(await duo.locator('main').innerText(), /Dit kan nog niet/);
    await keur(duo, 'knelpunt-opschalen-dicht');
    await visit(duo, `${PAD}/treden`);
    assert.ok(await duo.locator('textarea[disabled]').count(), 'the last step is closed');
    await keur(duo, 'knelpunt-treden');
    const vakken = duo.locator('textarea:not([disabled])');
    for (const [plek, tekst] of ['Een adres dat telt.', 'Een briefadres mag al.', 'De regio sprak dit af.', 'Te klein.'].entries())
      await vakken.nth(plek).fill(tekst);
    await duo.getByRole('checkbox').last().check();
    await duo.getByRole('button', { name: 'Bewaren' }).click();
    await keur(duo, 'knelpunt-ladder');
    await visit(duo, `${PAD}/bewerken`);
    await keur(duo, 'knelpunt-bewerken');
    await visit(duo, `${PAD}/signalen`);
    await keur(duo, 'knelpunt-indelen');
    await visit(duo, `${PAD}/vraagpunten/nieuw`);
    await keur(duo, 'vraagpunt-stellen');
    await zet(duo, 'Oplossen', REDENEN.oplossen, 'knelpunt-oplossen');
    await keur(duo, 'knelpunt-opgelost');
    await visit(lid, '/account/signalen');
    const mijn = lid.getByRole('listitem').filter({ hasText: TITEL }).first();
    assert.match(await mijn.innerText(), /Opgelost/);
    await mijn.getByText('Wat ermee gebeurde').click();
    assert.match(await mijn.innerText(), new RegExp(REDENEN.oplossen), 'the public reason of each step');
    await keur(lid, 'signalen-mijn-opgelost');
  });

  test('het speelt nog: heropend', async () => {
    const { lid, 'duo-rijk': duo } = wie;
    await visit(lid, PAD);
    await lid.locator(`a[href="${PAD}/heropenen-vragen"]`).first().click();
    await keur(lid, 'knelpunt-heropenen-vragen');
    await lid.getByRole('button', { name: 'Vragen' }).click();
    assert.match(await lid.title(), /^Fout: /);
    await keur(lid, 'knelpunt-heropenen-vragen-fout');
    await lid.getByLabel('Wat speelt er nog?').fill(REDENEN.nee);
    await lid.getByRole('button', { name: 'Vragen' }).click();
    await visit(lid, '/account/navraag');
    await keur(lid, 'navraag-mijn');
    await visit(duo, '/knelpunten/heropenverzoeken');
    await keur(duo, 'heropenverzoeken');
    await duo.locator(`a[href="${PAD}/heropenverzoeken"]`).first().click();
    await keur(duo, 'heropenverzoek');
    await duo.getByRole('checkbox').first().check();
    await duo.getByRole('radio').first().check();
    await duo.getByLabel('Waarom?').fill(REDENEN.heropenen);
    await duo.getByRole('button', { name: 'Antwoorden' }).click();
    await visit(lid, PAD);
    assert.match(await lid.locator('main').innerText(), /Heropend/);
    assert.match(await lid.locator('main').innerText(), new RegExp(REDENEN.heropenen));
    await keur(lid, 'knelpunt-heropend');
    for (const page of Object.values(wie)) assert.deepEqual(page.context().complaints, []);
  });

  test('wat de dwarskijker doet, en wie om een reactie is gevraagd', async () => {
    const context = await platform.context();
    const page = await context.newPage();
    await logStrongIn(page, platform, 'dwarskijker@demo.example', '/dwarskijker/werk');
    await keur(page, 'dwarskijker-werk');
    for (const [pad, naam] of [
      ['/dwarskijker/dossiers/schulden', 'dwarskijker-dossier'],
      ['/bevindingen/nieuw', 'bevinding-nieuw'],
    ]) {
      await visit(page, pad);
      await keur(page, naam);
    }
    await visit(page, '/dwarskijker/werk');
    const namen = await page.locator('main a[href^="/bevindingen/bev-"]').evaluateAll((links) =>
      [...new Set(links.map((link) => link.getAttribute('href').split('/')[2]))],
    );
    assert.ok(namen.length >= 2, `a concept and one that is out for a reply: ${namen}`);
    for (const [nummer, naam] of namen.entries()) {
      for (const deel of ['', '/schrijven', '/versies', '/voorleggen', '/terugnemen', '/vaststellen']) {
        const antwoord = await page.goto(`/bevindingen/${naam}${deel}`);
        assert.ok(antwoord.status() < 500, `${naam}${deel}: ${antwoord.status()}`);
        await keur(page, `bevinding-${nummer}${deel.replace('/', '-')}`);
      }
    }
    let gewisseld = false;
    for (const naam of namen) {
      await visit(page, `/bevindingen/${naam}`);
      const wissel = page.locator('main a[href*="/contacten?vraag="]').first();
      if ((await wissel.count()) === 0) continue;
      await wissel.click();
      await keur(page, 'bevinding-contacten');
      await page.getByRole('button', { name: 'Contactpersonen wijzigen' }).click();
      assert.match(await page.locator('main').innerText(), /Kies wie geen contactpersoon meer is/);
      await keur(page, 'bevinding-contacten-fout');
      gewisseld = true;
    }
    assert.ok(gewisseld, 'one of them is out for a reply, and who replies can be changed');
    await visit(wie.lid, '/wederhoor');
    await keur(wie.lid, 'wederhoor');
    await wie.lid.locator('main a[href^="/wederhoor/"]').first().click();
    await keur(wie.lid, 'wederhoor-reageren');
    for (const naam of namen) await visit(wie.lid2, `/bevindingen/${naam}`, 404);
    await context.close();
  });

  /** Takes a step with a knelpunt, by its page. */
  async function zet(page, knop, reden, naam) {
    await visit(page, PAD);
    await page.getByRole('link', { name: knop, exact: true }).click();
    await page.locator('main form button[type=submit]').first().click();
    assert.match(await page.title(), /^Fout: /, 'a step needs a reason');
    await page.getByLabel('Leg uit waarom').fill(reden);
    await keur(page, naam);
    await page.locator('main form button[type=submit]').first().click();
    assert.equal(new URL(page.url()).pathname, PAD);
    assert.match(await page.locator('main').innerText(), new RegExp(reden));
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
