// The one script: suggestions under the search box. Without it the box is a plain form, as
// reis.test.mjs shows.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { BREED, SMAL, checkPage, schermen, usePlatform, visit } from './support.mjs';

describe('suggesties', () => {
  const platform = usePlatform();
  let context;
  let page;
  let vak;
  let lijst;

  beforeEach(async () => {
    mkdirSync(schermen, { recursive: true });
    context = await platform.context({ javaScriptEnabled: true });
    page = await context.newPage();
    await visit(page, '/');
    vak = page.getByRole('combobox', { name: /zoek in praktijken/i }).first();
    lijst = page.getByRole('listbox', { name: 'Suggesties' });
  });

  afterEach(async () => {
    await context.close();
    assert.deepEqual(context.complaints, []);
  });

  test('met de pijlen naar een stuk', async () => {
    await vak.pressSequentially('rekenmo');
    await lijst.waitFor();
    assert.equal(await vak.getAttribute('aria-expanded'), 'true');
    const teksten = await lijst.getByRole('option').allInnerTexts();
    assert.ok(teksten.includes('rekenmodel'), `the word among ${teksten.join(', ')}`);
    const stuk = teksten.findIndex((tekst) => /^rekenmodel .+/i.test(tekst));
    assert.ok(stuk > 0, `a stuk after the words: ${teksten.join(', ')}`);

    for (let stap = 0; stap <= stuk; stap += 1) await page.keyboard.press('ArrowDown');
    const actief = await vak.getAttribute('aria-activedescendant');
    assert.equal(await page.locator(`#${actief}`).innerText(), teksten[stuk]);
    assert.equal(await page.locator(`#${actief}`).getAttribute('aria-selected'), 'true');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/praktijken/*');
    await checkPage(page);
  });

  test('Enter zonder keuze zoekt wat er staat, en Escape sluit', async () => {
    await vak.pressSequentially('schul');
    await lijst.waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await lijst.waitFor({ state: 'hidden' });
    assert.equal(await vak.getAttribute('aria-expanded'), 'false');
    assert.equal(await vak.getAttribute('aria-activedescendant'), null);
    assert.equal(await vak.inputValue(), 'schul');

    await vak.pressSequentially('den');
    await lijst.waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/zoeken?q=schulden');
  });

  test('met de muis, en toegankelijk als de lijst open is', async () => {
    for (const venster of [BREED, SMAL]) {
      const keuring = await platform.context({ javaScriptEnabled: true, bypassCSP: true, viewport: venster });
      const onderzocht = await keuring.newPage();
      await onderzocht.goto('/');
      await onderzocht.locator('main input[type="search"]').pressSequentially('schul');
      await onderzocht.getByRole('listbox').waitFor();
      const { violations } = await new AxeBuilder({ page: onderzocht }).setLegacyMode().analyze();
      assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html)}`), []);
      await onderzocht.screenshot({ path: `${schermen}/suggesties-${venster.width}.png` });
      await keuring.close();
    }
    await vak.pressSequentially('sociale te');
    // What is offered for the first letters stands there sooner.
    await lijst.getByRole('option', { name: /^sociale te/ }).first().click();
    await page.waitForURL('**/zoeken?q=sociale+te*');
    await checkPage(page);
  });
});
