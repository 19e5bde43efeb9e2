// Names to choose from while somebody names gemeenten and laws in the form of a praktijk. Without the
// script one types the whole name, as praktijk.test.mjs does.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { BREED, SMAL, checkPage, logIn, schermen, usePlatform, visit } from './support.mjs';

describe('namen aanvullen', () => {
  const platform = usePlatform();
  let context;
  let page;

  before(async () => {
    mkdirSync(schermen, { recursive: true });
    // Styles of the page itself have to pass for axe.
    context = await platform.context({ javaScriptEnabled: true, bypassCSP: true });
    page = await context.newPage();
    await logIn(page, platform, 'lid');
    await visit(page, '/praktijken/nieuw');
    await page.getByLabel('Titel', { exact: true }).fill('Namen kiezen bij het typen');
    await page.getByLabel(/^Samenvatting/).fill('Zo vindt iedereen het terug.');
    await page.getByLabel('Van welke organisatie').selectOption({ index: 0 });
    await page.getByLabel('Welke functie').fill('adviseur');
    await page.getByRole('button', { name: 'Beginnen' }).click();
    await page.waitForURL('**/schrijven');
  });

  after(async () => {
    await context.close();
    assert.deepEqual(context.complaints, []);
  });

  test('een gemeente en een wet, één per regel', async () => {
    const gemeenten = page.getByLabel('Gemeenten waar dit gebeurt');
    await gemeenten.pressSequentially('Borg');
    await page.getByRole('button', { name: 'Borger-Odoorn', exact: true }).click();
    assert.equal(await gemeenten.inputValue(), 'Borger-Odoorn\n');
    await gemeenten.pressSequentially('ass');
    await page.getByRole('button', { name: 'Assen', exact: true }).click();
    assert.equal(await gemeenten.inputValue(), 'Borger-Odoorn\nAssen\n');

    const regelingen = page.getByLabel('Regels die meespelen');
    await regelingen.pressSequentially('Wmo 2015');
    const wet = page.getByRole('button', { name: /maatschappelijke ondersteuning 2015/i }).first();
    await wet.waitFor();
    for (const venster of [BREED, SMAL]) {
      await page.setViewportSize(venster);
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html)}`), []);
      await wet.scrollIntoViewIfNeeded();
      await page.screenshot({ path: `${schermen}/aanvullen-${venster.width}.png` });
    }
    // By keyboard: from the field to the first name, and Escape goes back.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'regelingen');
    await regelingen.press('End');
    await regelingen.pressSequentially(' ');
    await wet.click();
    await page.getByRole('button', { name: 'Bewaren' }).first().click();
    await page.getByText('Wat u schreef is bewaard').waitFor();
    assert.match(await gemeenten.inputValue(), /Borger-Odoorn/);
    assert.match(await regelingen.inputValue(), /ondersteuning 2015/);
    await checkPage(page);
  });
});
