// Accessibility and layout of every kind of page, wide and narrow.
//
// axe runs as a script of the page, so these contexts have JavaScript on; it is injected past the
// content security policy, so a second context, without that, sees what a visitor's browser
// refuses. The pictures in target/schermen are for people.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { BREED, PAGINAS, SMAL, checkPage, padVan, schermen, usePlatform } from './support.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'EN-301-549'];

describe('toegankelijk en passend', () => {
  const platform = usePlatform();
  let bezoeker;
  let page;
  let onderzocht;

  before(async () => {
    mkdirSync(schermen, { recursive: true });
    bezoeker = await platform.context({ javaScriptEnabled: true });
    page = await bezoeker.newPage();
    const keuring = await platform.context({ javaScriptEnabled: true, bypassCSP: true });
    onderzocht = await keuring.newPage();
  });

  for (const pagina of PAGINAS) {
    test(pagina.naam, async () => {
      const pad = await padVan(platform.url, pagina);
      bezoeker.complaints.length = 0;
      await page.setViewportSize(BREED);
      const antwoord = await page.goto(pad);
      assert.equal(antwoord.status(), pagina.status ?? 200, `status of ${pad}`);
      await checkPage(page);
      await onderzocht.goto(pad);

      const gebreken = [];
      for (const venster of [BREED, SMAL]) {
        await page.setViewportSize(venster);
        await page.screenshot({ path: `${schermen}/${pagina.naam}-${venster.width}.png`, fullPage: true });

        await onderzocht.setViewportSize(venster);
        const { violations } = await new AxeBuilder({ page: onderzocht })
          .withTags(TAGS)
          .setLegacyMode() // no page here has frames: saves a blank page at every run
          .analyze();
        const hier = [...(await teBreed(page)), ...violations.flatMap(beschrijf)];
        gebreken.push(...hier.map((gebrek) => `${pad} at ${venster.width} px: ${gebrek}`));
      }
      assert.deepEqual([...gebreken, ...bezoeker.complaints], []);
    });
  }
});

/** Empty when the page fits; otherwise by how much, and the elements that stick out. */
function teBreed(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
    return [`${scrollWidth - clientWidth} px too wide`, ...wide.slice(0, 10)];
  });
}

function beschrijf(violation) {
  return violation.nodes.map((node) => `${violation.id}: ${violation.help}: ${node.html.slice(0, 200)}`);
}
