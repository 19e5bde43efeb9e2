// The journey of a visitor without JavaScript: from a question to a praktijk, its law and its thema.
import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { checkPage, unfold, usePlatform, visit } from './support.mjs';

const VRAAG = 'hulp bij schulden';
const SECTIES = [
  /aanleiding/i,
  /doelgroep/i,
  /aanpak/i,
  /kosten/i,
  /opbrengst/i,
  /randvoorwaarden/i,
  /wat ging mis/i,
  /overdraagbaarheid|past dit bij u/i,
  /contact/i,
];

describe('zonder JavaScript', () => {
  const platform = usePlatform();
  let context;
  let page;

  beforeEach(async () => {
    context = await platform.context();
    page = await context.newPage();
  });

  afterEach(async () => {
    await context.close();
    assert.deepEqual(context.complaints, []);
  });

  test('van een vraag naar een praktijk, haar regeling en haar thema', async () => {
    await visit(page, '/');
    await zoek(VRAAG);
    assert.equal(new URL(page.url()).pathname, '/zoeken');
    assert.equal(new URL(page.url()).searchParams.get('q'), VRAAG);
    assert.equal(await zoekvak().inputValue(), VRAAG, 'the question stays in the box');

    await page.locator('main a[href^="/praktijken/"]').first().click();
    await checkPage(page);
    const praktijk = new URL(page.url()).pathname;
    assert.match(praktijk, /^\/praktijken\/[a-z0-9-]+$/);
    const koppen = await page.locator('main').getByRole('heading', { level: 2 }).allInnerTexts();
    for (const sectie of SECTIES) {
      assert.ok(koppen.some((kop) => sectie.test(kop)), `section ${sectie} among ${koppen.join(', ')}`);
    }
    const bron = page.locator('main a[href^="http"], main a[href^="/publicaties/"]');
    assert.match(await page.locator('main').innerText(), /\bbron\b/i);
    assert.ok((await bron.count()) > 0, `a link to the source on ${praktijk}`);

    await page.locator('main a[href^="/regelingen/"]').first().click();
    await checkPage(page);
    assert.match(page.url(), /\/regelingen\//);
    const terug = page.locator(`main a[href="${praktijk}"]`);
    assert.ok((await terug.count()) > 0, `${page.url()} links back to ${praktijk}`);
    await terug.first().click();
    assert.equal(new URL(page.url()).pathname, praktijk);

    await page.locator('main a[href^="/themas/"]').first().click();
    await checkPage(page);
    assert.match(page.url(), /\/themas\//);
    const inThema = page.locator(`main a[href="${praktijk}"]`);
    assert.ok((await inThema.count()) > 0, `${page.url()} lists ${praktijk}`);
  });

  test('een filter kiezen en weer weghalen', async () => {
    await visit(page, `/zoeken?q=${encodeURIComponent(VRAAG)}`);
    const alles = await page.locator('main article').count();
    assert.ok(alles > 0, 'results without filter');

    const vakje = page.locator('input[type="checkbox"][name="soort"][value="praktijk"]');
    await unfold(vakje);
    await vakje.check();
    await page.getByRole('button', { name: 'Filters toepassen' }).click();
    await checkPage(page);
    const gekozen = new URL(page.url()).searchParams;
    assert.deepEqual(gekozen.getAll('soort'), ['praktijk']);
    assert.equal(gekozen.get('q'), VRAAG, 'the question survives the filter');
    assert.ok(await vakje.isChecked(), 'the box stays ticked');
    for (const kaart of await page.locator('main article a[href^="/"]').evaluateAll((links) =>
      links.map((link) => link.getAttribute('href')))) {
      assert.doesNotMatch(kaart, /^\/(publicaties|regelingen|organisaties)\/./, 'only praktijken');
    }

    const chips = page.getByRole('list', { name: 'Gekozen filters' }).locator('a.dv-chip');
    assert.equal(await chips.count(), 1);
    assert.match(await chips.innerText(), /praktijk/i);
    await chips.click();
    assert.deepEqual(new URL(page.url()).searchParams.getAll('soort'), []);
    assert.equal(new URL(page.url()).searchParams.get('q'), VRAAG);
    assert.equal(await page.locator('.dv-chip').count(), 0);
  });

  test('zien waarom een stuk bovenaan staat', async () => {
    await visit(page, `/zoeken?q=${encodeURIComponent(VRAAG)}`);
    await page.getByRole('link', { name: 'Waarom deze volgorde?' }).click();
    await checkPage(page);
    const resultaten = page.locator('main .dv-lijst > li');
    const eerste = resultaten.first();
    assert.match(await eerste.getByRole('table').innerText(), /schuld/i, 'the found words are named');
    assert.match(await eerste.locator('tfoot').innerText(), /Samen\s+\d+,\d/);
    const tweede = resultaten.nth(1);
    assert.equal(await tweede.getByRole('table').isVisible(), false, 'only the first is open');
    await tweede.locator('summary').click();
    assert.ok(await tweede.getByRole('table').isVisible());
    await page.getByRole('link', { name: 'Verberg de uitleg bij de volgorde' }).click();
    assert.equal(await page.getByRole('table').count(), 0);
    assert.equal(new URL(page.url()).searchParams.get('q'), VRAAG);
  });

  test('met alleen het toetsenbord', async () => {
    await visit(page, '/');
    await page.keyboard.press('Tab');
    const springlink = page.locator('a[href="#inhoud"]');
    assert.ok(await heeftFocus(springlink), 'the first Tab reaches the skip link');
    assert.ok(await springlink.isVisible());
    await page.keyboard.press('Enter');
    assert.equal(new URL(page.url()).hash, '#inhoud');
    assert.ok(await heeftFocus(page.locator('main#inhoud')), 'focus is in main');

    for (let tabs = 0; tabs < 40 && !(await heeftFocus(zoekvak())); tabs += 1) {
      await page.keyboard.press('Tab');
    }
    assert.ok(await heeftFocus(zoekvak()), 'Tab reaches the search box');
    await page.keyboard.type(VRAAG);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/zoeken?*');
    await checkPage(page);
    assert.ok((await page.locator('main article').count()) > 0);
  });

  test('elke pagina heeft een eigen titel', async () => {
    const paden = ['/', '/zoeken', '/praktijken', '/proefprojecten', '/publicaties', '/regelingen', '/organisaties', '/themas'];
    const titels = new Map();
    for (const pad of paden) {
      await visit(page, pad);
      const titel = await page.title();
      assert.ok(!titels.has(titel), `${pad} and ${titels.get(titel)} have the same title: ${titel}`);
      titels.set(titel, pad);
    }
  });

  test('een fout is een pagina met uitleg en een uitweg', async () => {
    for (const [pad, status] of [['/bestaat-niet', 404], ['/praktijken/bestaat-niet', 404], ['/zoeken?pagina=-1', 400]]) {
      await visit(page, pad, status);
      assert.ok((await page.locator('main a').count()) > 0, `a way out on ${pad}`);
    }
  });

  /** The search box in `main` when the page has one there, or else the one in the header. */
  function zoekvak() {
    return page.locator('main input[name="q"][type="search"]')
      .or(page.locator('body:not(:has(main input[name="q"][type="search"])) header input[name="q"]'))
      .first();
  }

  async function zoek(vraag) {
    await zoekvak().fill(vraag);
    await zoekvak().locator('xpath=ancestor::form').getByRole('button').click();
    await checkPage(page);
  }
});

function heeftFocus(locator) {
  return locator.evaluate((element) => element === element.ownerDocument.activeElement);
}
