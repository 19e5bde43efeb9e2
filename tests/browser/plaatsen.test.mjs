// From the map to a praktijk, and from a number to an article, without JavaScript.
import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { checkPage, usePlatform, visit } from './support.mjs';

describe('plaatsen', () => {
  const platform = usePlatform();
  let context;
  let page;

  beforeEach(async () => {
    context = await platform.context();
    page = await context.newPage();
  });
  afterEach(async () => {
    assert.deepEqual(context.complaints, []);
    await context.close();
  });

  test('van de kaart naar een provincie, een gemeente en een praktijk', async () => {
    await visit(page, '/organisaties');
    await page.getByRole('link', { name: 'Bekijk de kaart' }).click();
    await checkPage(page);

    const vak = page.getByRole('group', { name: /twaalf vakken/ }).getByRole('link', { name: /^Overijssel: \d+ van 25 gemeenten$/ });
    await vak.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/provincies/overijssel');
    await checkPage(page);

    await page.locator('#gemeenten ~ .dv-namen').getByRole('link', { name: 'Ommen', exact: true }).click();
    await checkPage(page);
    assert.equal(await page.locator('h1').innerText(), 'Ommen');

    const praktijk = page.getByRole('main').locator('a[href^="/praktijken/"]').first();
    const titel = await praktijk.innerText();
    await praktijk.click();
    await checkPage(page);
    assert.equal(await page.locator('h1').innerText(), titel);
    await page.getByRole('link', { name: 'Ommen', exact: true }).first().click();
    assert.equal(new URL(page.url()).pathname, '/organisaties/ommen');
  });

  test('een gemeente zonder praktijk wijst de weg', async () => {
    await visit(page, '/organisaties/aa-en-hunze');
    await page.locator('.dv-leeg').getByRole('link', { name: /praktijken? van gemeenten in Drenthe/ }).click();
    await checkPage(page);
    assert.ok((await page.locator('main article').count()) > 0, 'the link leads to something');
  });

  test('een artikel in het zoekvak komt uit op zijn plaats', async () => {
    await visit(page, '/');
    await page.locator('main input[name="q"]').fill('art. 2.3.5 Wmo');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/regelingen/wmo-2015#artikel-2.3.5');
    await checkPage(page);
    assert.ok(await page.locator('[id="artikel-2.3.5"]').isVisible());
  });
});
