// Texts that would run something, in a browser that runs scripts: no dialog, no request, no complaint.
import { strict as assert } from 'node:assert';
import { after, before, describe, test } from 'node:test';
import { usePlatform } from './support.mjs';

const LADINGEN = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '" autofocus onfocus=alert(1) x="',
  '</title></textarea></script><script>alert(1)</script>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '<base href="https://elders.example/"><link rel=stylesheet href="https://elders.example/x.css">',
  '<meta http-equiv=refresh content="0;url=https://elders.example/">',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<a href="javascript:alert(1)" id=klik>klik</a>[klik](javascript:alert(1))',
];

describe('ingespoten tekst', () => {
  const platform = usePlatform();
  let context;
  let page;
  const vensters = [];

  before(async () => {
    context = await platform.context({ javaScriptEnabled: true });
    page = await context.newPage();
    page.on('dialog', async (dialog) => {
      vensters.push(`${page.url()}: ${dialog.message()}`);
      await dialog.dismiss();
    });
    context.on('page', (ander) => vensters.push(`a window opened: ${ander.url()}`));
  });

  after(async () => {
    await context.close();
  });

  /** Nothing ran, nothing was asked elsewhere, and we are still where we were. */
  async function isTekst(pad) {
    await page.waitForLoadState('networkidle');
    assert.deepEqual(vensters, [], pad);
    assert.deepEqual(context.complaints, [], pad);
    assert.ok(page.url().startsWith(`${platform.url}/`), `${pad} led to ${page.url()}`);
    assert.equal(await page.locator('main#inhoud').count(), 1, pad);
    const vreemd = await page.locator('[onerror], [onload], [onfocus], [onclick], a[href^="javascript:" i]').count();
    assert.equal(vreemd, 0, pad);
  }

  for (const lading of LADINGEN) {
    test(lading, async () => {
      const tekst = encodeURIComponent(lading);
      for (const pad of [
        `/zoeken?q=${tekst}`,
        `/zoeken?q=schulden&thema=${tekst}&gemeente=${tekst}&uitleg=true`,
        `/inloggen?naar=${tekst}`,
        `/praktijken/${tekst}`,
        `/bestaat-niet/${tekst}?${tekst}`,
      ]) {
        await page.goto(pad);
        await isTekst(pad);
      }
      // Typed, so that the one script completes it.
      await page.goto('/');
      await page.locator('main input[type="search"]').pressSequentially(lading.slice(0, 40));
      await isTekst('suggesties');
      await page.goto('/inloggen');
      const formulier = page.locator('main form', { has: page.locator('input[name=wachtwoord]') });
      await formulier.evaluate((f) => (f.noValidate = true));
      const mail = formulier.locator('input[name=mail]');
      await mail.evaluate((veld) => (veld.type = 'text'));
      await mail.fill(lading);
      await formulier.getByRole('button').first().click();
      assert.match(await page.title(), /^Fout: /);
      assert.equal(await page.locator('main input[name=mail]').inputValue(), lading);
      await isTekst('the form to log in');
    });
  }
});
