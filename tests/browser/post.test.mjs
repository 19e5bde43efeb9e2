// A forgotten password, without JavaScript: ask for mail, follow its link, choose another, log in with it. The mail
// goes to a mail server of the test.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { Mailserver } from './mailserver.mjs';
import { BREED, SMAL, checkPage, schermen, usePlatform, visit } from './support.mjs';

const MAIL = 'redactie@demo.example';
const NIEUW = 'groen trap zondag vlieger';
const LINK = /https?:\/\/\S+\/wachtwoord-instellen\/[\w-]{43}/;

describe('wachtwoord vergeten', () => {
  const server = new Mailserver();
  const platform = usePlatform(() => server.start());
  let context;
  let page;

  before(async () => {
    mkdirSync(schermen, { recursive: true });
    context = await platform.context();
    page = await context.newPage();
  });

  after(async () => {
    await context.close();
    await server.stop();
  });

  test('een nieuw wachtwoord, met een link uit de mail', async () => {
    await visit(page, '/inloggen');
    await page.getByRole('link', { name: 'Wachtwoord vergeten?' }).click();
    await checkPage(page);
    assert.equal(new URL(page.url()).pathname, '/wachtwoord-vergeten');

    assert.doesNotMatch(await page.locator('main').innerText(), /geen mail uit/);
    await vraag('redactie');
    await checkPage(page);
    assert.match(await page.title(), /^Fout: /);
    assert.equal(await page.getByLabel('E-mailadres').inputValue(), 'redactie', 'what was typed stays');

    await vraag(MAIL);
    await checkPage(page);
    assert.match(await page.locator('main').innerText(), /Kijk in uw mail/);
    await keur('wachtwoord-vergeten-verstuurd', page.url());
    const mail = await server.volgende(MAIL, 'Kies een nieuw wachtwoord');
    assert.deepEqual(mail.to.value, [{ address: MAIL, name: '' }]);
    assert.equal(mail.from.value[0].name, 'Dwarsverband');
    assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
    assert.deepEqual(mail.attachments, []);
    const [link] = mail.text.match(LINK);
    assert.ok(mail.html.includes(`href="${link}"`), 'the HTML has the same link');
    assert.doesNotMatch(mail.html, /<img|<script|<link|url\(/i, 'nothing that is fetched');
    await bekijkMail(mail.html);

    await keur('wachtwoord-instellen', link);
    await visit(page, new URL(link).pathname);
    await kies('redactie', 'anders');
    await checkPage(page);
    assert.equal(await page.getByRole('alert').getByRole('link').count(), 2);
    await kies(NIEUW, NIEUW);
    await checkPage(page);
    assert.equal(new URL(page.url()).pathname, '/inloggen');
    assert.match(await page.locator('main').innerText(), /Uw wachtwoord is opgeslagen/);
    await page.getByLabel('E-mailadres').fill(MAIL);
    await page.getByLabel('Wachtwoord', { exact: true }).fill(NIEUW);
    await page.getByRole('button', { name: 'Inloggen', exact: true }).click();
    await page.goto('/account');
    assert.equal(new URL(page.url()).pathname, '/account');

    await server.volgende(MAIL, 'Uw wachtwoord is gewijzigd');
    await visit(page, new URL(link).pathname, 404);
    assert.deepEqual(context.complaints, []);
    const code = link.split('/').at(-1);
    assert.ok(!platform.said().includes(code), 'the code is not in the log');
    assert.ok(!platform.said().includes('smtp://'), 'nor where mail goes');
  });

  async function vraag(mail) {
    await page.getByLabel('E-mailadres').fill(mail);
    await page.getByRole('button', { name: 'Stuur mij een link' }).click();
  }

  async function kies(een, twee) {
    await page.getByLabel('Wachtwoord', { exact: true }).fill(een);
    await page.getByLabel('Nog een keer uw wachtwoord').fill(twee);
    await page.getByRole('button', { name: 'Wachtwoord opslaan' }).click();
  }

  /** Looks at a page with axe, wide and narrow, and takes its picture. */
  async function keur(naam, adres) {
    await inKeuring(async (keurpagina) => {
      await keurpagina.goto(adres);
      return naam;
    });
  }

  /** The same with a message, as a mail program shows it. */
  async function bekijkMail(html) {
    await inKeuring(async (keurpagina) => {
      await keurpagina.setContent(html);
      return 'mail-herstel';
    });
  }

  async function inKeuring(open) {
    const keuring = await platform.context({ javaScriptEnabled: true, bypassCSP: true });
    const keurpagina = await keuring.newPage();
    const naam = await open(keurpagina);
    const gebreken = [];
    for (const venster of [BREED, SMAL]) {
      await keurpagina.setViewportSize(venster);
      await keurpagina.screenshot({ path: `${schermen}/${naam}-${venster.width}.png`, fullPage: true });
      const { violations } = await new AxeBuilder({ page: keurpagina }).setLegacyMode().analyze();
      const breed = await keurpagina.evaluate(() => document.documentElement.scrollWidth);
      if (breed > venster.width) gebreken.push(`${breed} px wide at ${venster.width}`);
      gebreken.push(...violations.map((v) => `${v.id} at ${venster.width}: ${v.nodes[0].html.slice(0, 200)}`));
    }
    await keuring.close();
    assert.deepEqual(gebreken, [], naam);
  }
});
