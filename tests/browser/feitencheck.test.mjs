// A fact check by somebody without an account, without JavaScript: invited by mail, a button, the draft, what is not
// right, and the end of the link.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { Mailserver } from './mailserver.mjs';
import { BREED, SMAL, checkPage, schermen, usePlatform, visit } from './support.mjs';

const PAD = '/praktijken/formulieren-invullen-in-de-bibliotheek-verzonnen';
const MAIL = 'sam@bibliotheek.example';
const LINK = /https?:\/\/\S+\/meelezen\/[\w-]{43}/;

describe('een feitencheck', () => {
  const server = new Mailserver();
  const platform = usePlatform(() => server.start());
  let lid;
  let lezer;
  let link;

  before(async () => {
    mkdirSync(schermen, { recursive: true });
    lid = await (await platform.context()).newPage();
    lezer = await (await platform.context()).newPage();
    await lid.goto('/inloggen');
    await lid.getByLabel('E-mailadres').fill('lid@demo.example');
    await lid.getByLabel('Wachtwoord', { exact: true }).fill(platform.wachtwoord);
    await lid.getByRole('button', { name: 'Inloggen', exact: true }).click();
  });

  after(() => server.stop());

  test('iemand vragen om mee te lezen', async () => {
    await visit(lid, `${PAD}/schrijven`);
    assert.match(await lid.locator('main').innerText(), /Klopt niet helemaal/, 'the demo has a reaction');
    await keur(lid, 'feitencheck-schrijven');
    await lid.getByRole('link', { name: 'Iemand laten meelezen' }).click();
    await keur(lid, 'feitencheck-uitnodigen');
    await lid.getByLabel('E-mailadres').fill('sam');
    await lid.getByRole('button', { name: 'Stuur een link' }).click();
    assert.match(await lid.title(), /^Fout: /);
    assert.equal(await lid.getByRole('alert').getByRole('link').count(), 2, 'all that is wrong at once');
    assert.equal(await lid.getByLabel('E-mailadres').inputValue(), 'sam');
    await keur(lid, 'feitencheck-uitnodigen-fout');
    await lid.getByLabel('Naam').fill('Sam Voorbeeld');
    await lid.getByLabel('E-mailadres').fill(MAIL);
    await lid.getByRole('button', { name: 'Stuur een link' }).click();
    assert.match(await lid.locator('main').innerText(), /De link is onderweg/);
    const mail = await server.volgende(MAIL);
    assert.equal(mail.subject, 'Wilt u nakijken of dit klopt?');
    assert.doesNotMatch(mail.text, /[Ff]ormulieren/, 'the mail does not say about what');
    [link] = mail.text.match(LINK);
    assert.ok(mail.html.includes(`href="${link}"`));
  });

  test('lezen zonder account, en zeggen wat er niet klopt', async () => {
    const pad = new URL(link).pathname;
    await visit(lezer, pad);
    assert.doesNotMatch(await lezer.locator('main').innerText(), /[Ff]ormulieren/);
    await keur(lezer, 'meelezen-openen');
    await lezer.getByRole('button', { name: 'Open de tekst' }).click();
    assert.equal(new URL(lezer.url()).pathname, '/meelezen');
    assert.match(await lezer.locator('h1').innerText(), /Formulieren invullen/);
    await keur(lezer, 'meelezen');
    await visit(lezer, PAD, 404);
    await visit(lezer, '/meelezen');
    await lezer.getByLabel('Uw opmerking bij “Aanleiding”').fill('Het waren er zes. Bel 06-12345678.');
    await lezer.getByRole('button', { name: 'Verstuur mijn reactie' }).click();
    assert.match(await lezer.title(), /^Fout: /);
    await keur(lezer, 'meelezen-fout');
    await lezer.getByLabel('Uw opmerking bij “Aanleiding”').fill('Het waren er zes.');
    await lezer.getByLabel('Klopt niet helemaal').check();
    await lezer.getByRole('button', { name: 'Verstuur mijn reactie' }).click();
    assert.match(await lezer.locator('main').innerText(), /Dank u wel/);
    await keur(lezer, 'meelezen-verstuurd');
    const mail = await server.volgende('lid@demo.example', 'Iemand reageerde op uw concept');
    assert.doesNotMatch(mail.text, /zes|Sam/);
  });

  test('een formulier over een andere tekst zegt niets, en niemand is zijn woorden kwijt', async () => {
    const ander = '/proefprojecten/geldspel-in-de-brugklas-verzonnen';
    await visit(lid, `${ander}/feitencheck`);
    await lid.getByLabel('Naam').fill('Sam Voorbeeld');
    await lid.getByLabel('E-mailadres').fill(MAIL);
    await lid.getByRole('button', { name: 'Stuur een link' }).click();
    const mail = await server.volgende(MAIL);
    const tweede = await lezer.context().newPage();
    await visit(lezer, '/meelezen');
    await lezer.getByLabel('Toelichting').fill('Het was een jaar eerder.\nToen nog in het oude gebouw.');
    await visit(tweede, new URL(mail.text.match(LINK)[0]).pathname);
    await tweede.getByRole('button', { name: 'Open de tekst' }).click();
    await lezer.getByRole('button', { name: 'Verstuur mijn reactie' }).click();
    assert.match(await lezer.locator('main').innerText(), /andere tekst[\s\S]*Dit schreef u[\s\S]*een jaar eerder/);
    assert.equal(await lezer.getByLabel('Toelichting').inputValue(), '');
    await keur(lezer, 'meelezen-andere-tekst');
    await tweede.getByLabel('Toelichting').fill('Het is geen spel.');
    await visit(lid, `${ander}/feitencheck`);
    await lid.getByRole('button', { name: 'Link intrekken van Sam Voorbeeld' }).click();
    await tweede.getByRole('button', { name: 'Verstuur mijn reactie' }).click();
    assert.match(await tweede.locator('main').innerText(), /Dit schreef u[\s\S]*Het is geen spel\./);
    await keur(tweede, 'meelezen-gestopt');
    await tweede.close();
  });

  test('de reactie staat bij het schrijven, en de link kan dicht', async () => {
    await visit(lid, `${PAD}/schrijven`);
    assert.match(await lid.locator('main').innerText(), /Sam Voorbeeld[\s\S]*Het waren er zes\./);
    await lid.getByRole('link', { name: 'Iemand laten meelezen' }).click();
    await lid.getByRole('button', { name: 'Link intrekken van Sam Voorbeeld' }).click();
    assert.match(await lid.locator('main').innerText(), /De link werkt niet meer/);
    await keur(lid, 'feitencheck-ingetrokken');
    await visit(lezer, '/meelezen', 404);
    await keur(lezer, 'meelezen-verlopen');
    await visit(lezer, new URL(link).pathname, 404);
    for (const page of [lid, lezer]) assert.deepEqual(page.context().complaints, []);
    const code = link.split('/').at(-1);
    for (const geheim of [code, MAIL, 'Sam Voorbeeld']) assert.ok(!platform.said().includes(geheim), `the log says ${geheim}`);
  });

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
