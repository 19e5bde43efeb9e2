// Paper: a stuk taken to the raad. Two sheets of A4 at most, with all words and without controls, and
// with what one needs to refer to it.
import { strict as assert } from 'node:assert';
import { mkdirSync, writeFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { padVan, schermen, usePlatform } from './support.mjs';

const BLADEN = 2;

describe('op papier', () => {
  const platform = usePlatform();
  let page;

  before(async () => {
    mkdirSync(schermen, { recursive: true });
    page = await (await platform.context()).newPage();
  });

  test('elke praktijk past op twee bladen', async () => {
    const lijst = await (await fetch(`${platform.url}/praktijken`)).text();
    const paden = [...new Set([...lijst.matchAll(/href="(\/praktijken\/(?!nieuw")[^"?#]+)"/g)].map(([, pad]) => pad))];
    assert.ok(paden.length >= 10, `${paden.length} praktijken`);
    const teLang = [];
    for (const pad of paden) {
      await page.goto(pad);
      const aantal = bladen(await page.pdf({ preferCSSPageSize: true }));
      if (aantal > BLADEN) teLang.push(`${pad}: ${aantal}`);
    }
    assert.deepEqual(teLang, []);
  });

  for (const soort of ['praktijken', 'proefprojecten', 'publicaties', 'regelingen', 'organisaties', 'themas']) {
    test(`${soort}: alle woorden, geen knoppen, en een verwijzing`, async () => {
      const pad = await padVan(platform.url, { van: `/${soort}` });
      await page.goto(pad);
      writeFileSync(`${schermen}/print-${soort}.pdf`, await page.pdf({ preferCSSPageSize: true }));
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 680, height: 980 });
      await page.screenshot({ path: `${schermen}/print-${soort}.png`, fullPage: true });
      for (const weg of ['.dv-zoek', '.dv-balk ul', '.utrecht-page-footer', '.utrecht-breadcrumb-nav']) {
        assert.equal(await page.locator(`${weg}:visible`).count(), 0, `${weg} on paper`);
      }
      const verwijzing = await page.locator('.dv-verwijzing').innerText();
      assert.ok(verwijzing.includes(await page.locator('h1').innerText()), verwijzing);
      assert.match(verwijzing, /versie \d+.*peildatum \d+ \w+ \d{4}.*http\S+\/\S+/s);
      await page.emulateMedia({ media: 'screen' });
    });
  }
});

/** How many pages a PDF has: the objects of type Page, and not the list of them. */
function bladen(pdf) {
  return pdf.toString('latin1').match(/\/Type\s*\/Page(?![a-z])/gi).length;
}
