// Accounts, roles and the people of organisaties, without JavaScript, and every state of those pages.
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { BREED, SMAL, checkPage, logStrongIn, schermen, usePlatform } from './support.mjs';

const MENSEN = '/organisaties/voorbeeldstad/mensen';

describe('beheer', () => {
  const platform = usePlatform();
  const contexten = [];
  const wie = {};

  before(async () => {
    mkdirSync(schermen, { recursive: true });
    // axe needs scripts to look; the pages themselves are used without them in the tests that do something.
    const strict = () => platform.context();
    const onderzoek = () => platform.context({ javaScriptEnabled: true, bypassCSP: true });
    const open = async (naam, context) => {
      contexten.push(context);
      wie[naam] = await context.newPage();
      return wie[naam];
    };
    await logStrongIn(await open('beheerder', await onderzoek()), platform, 'beheerder@demo.example', '/account');
    await logStrongIn(await open('auditor', await onderzoek()), platform, 'auditor@demo.example', '/beheer/logboek');
    await logIn(await open('baas', await onderzoek()), 'organisatiebeheerder@demo.example');
    await logIn(await open('redactie', await onderzoek()), 'redactie@demo.example');
    await logIn(await open('lid', await strict()), 'lid@demo.example');
    await open('bezoeker', await onderzoek());
    await logIn(await open('zonder', await strict()), 'organisatiebeheerder2@demo.example');
  });

  after(async () => {
    await Promise.all(contexten.map((context) => context.close()));
  });

  const PAGINAS = [
    ['account-met-stap', 'beheerder', '/account'],
    ['account', 'redactie', '/account'],
    ['account-gegevens', 'baas', '/account/gegevens?gelukt=naam'],
    ['account-verwijderen', 'beheerder', '/account/verwijderen'],
    ['account-verwijderen-eerst', 'redactie', '/account/verwijderen'],
    ['account-rollen', 'baas', '/account/rollen?gelukt=neergelegd'],
    ['account-rollen-neerleggen', 'redactie', '/account/rollen?rol=redactie&bereik=landelijk'],
    ['account-verlaten', 'baas', '/organisaties/voorbeeldstad/verlaten'],
    ['account-bevestigen', 'beheerder', '/account/bevestigen?naar=%2Fbeheer%2Fmensen'],
    ['account-bevestigen-zonder', 'redactie', '/account/bevestigen?naar=%2Frollen'],
    ['rollen', 'beheerder', '/rollen'],
    ['rollen-gelukt', 'beheerder', '/rollen?gelukt=wacht&mail=lid%40demo.example'],
    ['rollen-redactie', 'redactie', '/rollen'],
    ['mensen', 'baas', MENSEN],
    ['mensen-beheerder', 'beheerder', '/organisaties/schijndorp/mensen'],
    ['meedoen', 'bezoeker', '/meedoen'],
    ['meedoen-verstuurd', 'bezoeker', '/meedoen?verstuurd=ja'],
    ['beheer-mensen', 'beheerder', '/beheer/mensen'],
    ['beheer-mensen-leeg', 'beheerder', '/beheer/mensen?q=qqqqzzzz'],
    ['beheer-organisaties', 'beheerder', '/beheer/organisaties'],
    ['beheer-organisaties-onbekend', 'beheerder', '/beheer/organisaties?naam=qqqq'],
    ['beheer-organisatie', 'beheerder', '/beheer/organisaties/voorbeeldstad'],
    ['beheer-toestand-taken', 'beheerder', '/beheer/toestand?gelukt=opnieuw'],
    ['beheer-logboek', 'auditor', '/beheer/logboek'],
    ['beheer-bewaartermijnen', 'beheerder', '/beheer/bewaartermijnen'],
  ];
  for (const [naam, van, pad] of PAGINAS) {
    test(naam, async () => {
      await wie[van].goto(pad);
      await keur(wie[van], naam);
    });
  }

  test('een account in beheer', async () => {
    const page = wie.beheerder;
    await page.goto('/beheer/mensen?q=auditor%40');
    await page.locator('main').getByRole('link', { name: 'Voorbeeld Auditor' }).click();
    await keur(page, 'beheer-persoon');
    await page.getByRole('button', { name: /wissen/i }).click();
    await keur(page, 'beheer-persoon-fout');
  });

  test('de tweede stap instellen', async () => {
    const page = wie.redactie;
    await page.goto('/account');
    await page.getByRole('link', { name: 'Tweede stap instellen' }).click();
    await keur(page, 'account-tweede-stap-begin');
    await page.getByRole('button', { name: 'Verder' }).click();
    await keur(page, 'account-tweede-stap-begin-fout');
    await page.getByLabel('Uw wachtwoord').fill(platform.wachtwoord);
    await page.getByRole('button', { name: 'Verder' }).click();
    await keur(page, 'account-tweede-stap');
    await page.locator('input[name=code]').fill('000000');
    await page.locator('main form button[type=submit]').first().click();
    await keur(page, 'account-tweede-stap-fout');
  });

  test('fouten in formulieren', async () => {
    const druk = async (van, pad, knop, naam) => {
      await wie[van].goto(pad);
      await wie[van].getByRole('button', { name: knop, exact: true }).click();
      assert.match(await wie[van].title(), /^Fout: /, naam);
      await keur(wie[van], naam);
    };
    await druk('baas', MENSEN, 'Uitnodigen', 'mensen-fout');
    await druk('beheerder', '/rollen', 'Rol geven', 'rollen-fout');
    await druk('bezoeker', '/meedoen', 'Account aanvragen', 'meedoen-fout');
    await druk('beheerder', '/beheer/organisaties/voorbeeldstad', 'Toevoegen', 'beheer-organisatie-fout');
    await druk('baas', '/account/gegevens', 'Stuur mij een link', 'account-gegevens-fout');
  });

  test('wie wil meedoen wordt toegelaten, uitgenodigd en weer weggehaald, zonder JavaScript', async () => {
    const page = wie.zonder;
    await page.goto('/account');
    await page.getByRole('link', { name: /^Mensen van Voorbeeldstad/ }).click();
    await checkPage(page);
    await page.getByRole('button', { name: /^Toelaten.*Kim Voorbeeld/ }).click();
    await checkPage(page);
    assert.match(await page.locator('main').innerText(), /hoort er nu bij/);
    await page.getByRole('button', { name: /^Uit de organisatie halen.*Kim Voorbeeld/ }).click();
    await checkPage(page);
    await wie.baas.goto(page.url());
    await keur(wie.baas, 'mensen-weg');
    await page.getByRole('button', { name: 'Uit de organisatie halen', exact: true }).click();
    assert.match(await page.locator('main').innerText(), /hoort niet meer bij de organisatie/);
    assert.doesNotMatch(await page.locator('main').innerText(), /Kim Voorbeeld/);
  });

  test('een tweede persoon stemt in', async () => {
    const page = wie.beheerder;
    await page.goto('/rollen');
    assert.match(await page.locator('main').innerText(), /Accountmanager \(accountmanager@demo\.example\) krijgt de rol Auditor/);
    await page.getByRole('button', { name: /^Instemmen/ }).click();
    await keur(page, 'rollen-ingestemd');
    assert.match(await page.locator('main').innerText(), /U hebt ingestemd/);
  });

  test('een lid ziet zijn gegevens en wijzigt zijn naam', async () => {
    const page = wie.lid;
    await page.goto('/account');
    await page.getByRole('link', { name: 'Uw gegevens bekijken, ophalen of wijzigen' }).click();
    await checkPage(page);
    await page.getByRole('textbox', { name: 'Naam', exact: true }).fill('Voorbeeld Naam');
    await page.getByRole('button', { name: 'Naam opslaan' }).click();
    await checkPage(page);
    assert.match(await page.locator('main').innerText(), /Uw naam is gewijzigd/);
    assert.match(await page.locator('.dv-demo').innerText(), /verzonnen gegevens/);
    assert.deepEqual(page.context().complaints, []);
  });

  async function logIn(page, mail) {
    await page.goto('/inloggen?naar=%2Faccount');
    await page.getByLabel('E-mailadres').fill(mail);
    await page.getByLabel('Wachtwoord', { exact: true }).fill(platform.wachtwoord);
    await page.getByRole('button', { name: 'Inloggen', exact: true }).click();
    assert.equal(new URL(page.url()).pathname, '/account');
  }

  /** Looks at the page as it stands with axe, wide and narrow, and takes its picture. */
  async function keur(page, naam) {
    await checkPage(page);
    const gebreken = [];
    for (const venster of [BREED, SMAL]) {
      await page.setViewportSize(venster);
      await page.screenshot({ path: `${schermen}/${naam}-${venster.width}.png`, fullPage: true });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      const breed = await page.evaluate(() => document.documentElement.scrollWidth);
      if (breed > venster.width) gebreken.push(`${breed} px wide at ${venster.width}`);
      gebreken.push(...violations.map((v) => `${v.id} at ${venster.width}: ${v.nodes[0].html.slice(0, 200)}`));
    }
    await page.setViewportSize(BREED);
    assert.deepEqual(gebreken, [], naam);
  }
});
