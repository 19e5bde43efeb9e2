// The redactie at work, without JavaScript: what people don't find becomes a word, is tried, saved and found.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { BREED, SMAL, checkPage, schermen, usePlatform, visit } from './support.mjs';

const MAIL = 'redactie@demo.example';
const VRAAG = 'weggeefwinkel';
const WOORD = 'minimaregelingen';

describe('redactie', () => {
  const platform = usePlatform();
  let context;
  let page;
  let keuring;

  before(async () => {
    mkdirSync(schermen, { recursive: true });
    context = await platform.context();
    page = await context.newPage();
    await logIn(page);
    const onderzoek = await platform.context({ javaScriptEnabled: true, bypassCSP: true });
    keuring = await onderzoek.newPage();
    await logIn(keuring);
  });

  after(async () => {
    await context.close();
  });

  test('een vraag zonder resultaat wordt een woord waarmee men vindt', async () => {
    await page.goto('/account');
    await page.getByRole('link', { name: 'Redactie: zoeken beter maken' }).click();
    await checkPage(page);
    await page.getByRole('link', { name: 'Alle vragen zonder resultaat' }).click();
    await checkPage(page);
    const rij = page.getByRole('row', { name: new RegExp(`^${VRAAG}\\b`) });
    assert.match(await rij.innerText(), /niets/);

    await rij.getByRole('link', { name: 'Zo zoekt het platform nu' }).click();
    await checkPage(page);
    assert.match(await page.locator('main').innerText(), /Wie dit zoekt, vindt niets/);
    await page.goBack();
    await rij.getByRole('link', { name: 'Maak een zoekwoord' }).click();
    await checkPage(page);
    assert.equal(await page.getByLabel('Wat mensen typen').inputValue(), VRAAG);

    await page.getByRole('button', { name: 'Bekijk wat er verandert' }).click();
    assert.match(await page.title(), /^Fout: /, 'a pair needs two words');
    await page.getByLabel('Waar het platform ook op zoekt').fill(WOORD);
    await page.getByLabel('Welke kant op').selectOption('heen');
    await page.getByRole('button', { name: 'Bekijk wat er verandert' }).click();
    await checkPage(page);
    assert.notEqual(await page.locator('main mark').count(), 0, 'what is found from now on');
    await page.getByRole('button', { name: 'Terug naar het formulier' }).click();
    assert.equal(await page.getByLabel('Waar het platform ook op zoekt').inputValue(), WOORD);
    await page.getByRole('button', { name: 'Bekijk wat er verandert' }).click();
    await page.getByRole('button', { name: 'Toevoegen' }).click();
    await checkPage(page);
    assert.match(await page.locator('main').innerText(), /Het woord staat in de lijst/);

    await visit(page, `/zoeken?q=${VRAAG}`);
    assert.match(await page.locator('h1').innerText(), /resultaat/);
    await visit(page, '/redactie/zoekvragen?toon=vergeefs');
    assert.doesNotMatch(await rij.innerText(), /niets/);
    assert.deepEqual(context.complaints, []);
  });

  test('wie te laat is, ziet wat een ander deed', async () => {
    await visit(page, '/redactie/zoekwoorden/woord?van=kledingbank');
    await keuring.goto('/redactie/zoekwoorden/woord?van=fietslessen');
    for (const [wie, naar] of [[page, 'minimabeleid'], [keuring, 'vervoer']]) {
      await wie.getByLabel('Waar het platform ook op zoekt').fill(naar);
      await wie.getByRole('button', { name: 'Bekijk wat er verandert' }).click();
    }
    await page.getByRole('button', { name: 'Toevoegen' }).click();
    await keuring.getByRole('button', { name: 'Toevoegen' }).click();
    assert.match(await keuring.locator('main').innerText(), /Intussen wijzigde iemand anders de lijst/);
    await keur('redactie-te-laat');
    await keuring.getByRole('button', { name: 'Toevoegen' }).click();
    await keuring.goto('/redactie/zoekwoorden/geschiedenis');
    assert.match(await keuring.locator('main').innerText(), /Voorbeeld Redactie: 1 regel erbij/);
  });

  const PAGINAS = [
    ['redactie', '/redactie'],
    ['redactie-woorden', '/redactie/zoekwoorden?gelukt=erbij'],
    ['redactie-woorden-leeg', '/redactie/zoekwoorden?q=qqqqzzzz'],
    ['redactie-woord', '/redactie/zoekwoorden/woord'],
    ['redactie-woord-wijzigen', '/redactie/zoekwoorden/woord?oud-van=pw&oud-naar=participatiewet'],
    ['redactie-geschiedenis', '/redactie/zoekwoorden/geschiedenis'],
    ['redactie-lijst', '/redactie/zoekwoorden/lijst'],
    ['redactie-vragen', '/redactie/zoekvragen'],
    ['redactie-vragen-vergeefs', '/redactie/zoekvragen?toon=vergeefs&dagen=7'],
    ['redactie-uitleg', '/redactie/uitleg'],
    ['redactie-uitleg-vraag', '/redactie/uitleg?q=hulp+bij+schulden&stuk=%2Fthemas%2Fschulden'],
    ['redactie-uitleg-niets', '/redactie/uitleg?q=qqqqzzzz&stuk=%2Fthemas%2Fschulden'],
    ['redactie-uitleg-fout', '/redactie/uitleg?q=wmo&stuk=nergens'],
    ['beheer-toestand', '/beheer/toestand?gelukt=herbouw'],
    ['beheer-herbouw', '/beheer/toestand/herbouw'],
  ];
  for (const [naam, pad] of PAGINAS) {
    test(naam, async () => {
      await page.goto(pad);
      await checkPage(page);
      await keuring.goto(pad);
      await keur(naam);
      assert.deepEqual(context.complaints, []);
    });
  }

  test('de stappen van een woord en een lijst', async () => {
    const bekijk = () => keuring.getByRole('button', { name: 'Bekijk wat er verandert' }).click();
    await keuring.goto('/redactie/zoekwoorden/woord');
    await bekijk();
    await keur('redactie-woord-fout');
    await keuring.getByLabel('Wat mensen typen').fill('babyspullen');
    await keuring.getByLabel('Waar het platform ook op zoekt').fill('jeugd');
    await bekijk();
    await keur('redactie-voorbeeld');

    const { headers, tekst } = await keuring.evaluate(async () => {
      const bestand = await fetch('/redactie/zoekwoorden.csv');
      return { headers: [...bestand.headers], tekst: await bestand.text() };
    });
    assert.match(Object.fromEntries(headers)['content-disposition'], /zoekwoorden-versie-\d+\.csv/);
    await keuring.goto('/redactie/zoekwoorden/lijst');
    await keuring.getByLabel('De hele lijst').fill('soort,van\nnieuw,x');
    await bekijk();
    await keur('redactie-lijst-fout');
    await keuring.getByLabel('De hele lijst').fill(tekst.replace(/^afkorting,pw,.*\n/m, ''));
    await bekijk();
    assert.match(await keuring.locator('main').innerText(), /participatiewet/);
    await keur('redactie-lijst-voorbeeld');
  });

  test('de opdracht om opnieuw te bouwen komt aan', async () => {
    await visit(page, '/beheer/toestand');
    await page.getByRole('link', { name: 'Bouw de zoekindex opnieuw' }).click();
    await page.getByRole('button', { name: 'Bouw de zoekindex opnieuw' }).click();
    await checkPage(page);
    assert.match(await page.locator('main').innerText(), /In opdracht van Voorbeeld Redactie/);
  });

  async function logIn(wie) {
    await wie.goto('/inloggen?naar=%2Fredactie');
    await wie.getByLabel('E-mailadres').fill(MAIL);
    await wie.getByLabel('Wachtwoord', { exact: true }).fill(platform.wachtwoord);
    await wie.getByRole('button', { name: 'Inloggen', exact: true }).click();
    assert.equal(new URL(wie.url()).pathname, '/redactie');
  }

  /** Looks at the page as it stands with axe, wide and narrow, and takes its picture. */
  async function keur(naam) {
    const gebreken = [];
    for (const venster of [BREED, SMAL]) {
      await keuring.setViewportSize(venster);
      await keuring.screenshot({ path: `${schermen}/${naam}-${venster.width}.png`, fullPage: true });
      const { violations } = await new AxeBuilder({ page: keuring }).setLegacyMode().analyze();
      const breed = await keuring.evaluate(() => document.documentElement.scrollWidth);
      if (breed > venster.width) gebreken.push(`${breed} px wide at ${venster.width}`);
      gebreken.push(...violations.map((v) => `${v.id} at ${venster.width}: ${v.nodes[0].html.slice(0, 200)}`));
    }
    await keuring.setViewportSize(BREED);
    assert.deepEqual(gebreken, [], naam);
  }
});
