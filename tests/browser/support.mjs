// A running demo platform and a browser, for the browser tests.
//
// Each test file starts the demo for itself (throw-away folder, free port) and stops it at the
// end. DWARSVERBAND_BIN names another binary, DWARSVERBAND_TEST_URL a demo that
// runs already, with DWARSVERBAND_TEST_WACHTWOORD and DWARSVERBAND_TEST_SLEUTEL.
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));
const binary = process.env.DWARSVERBAND_BIN ?? `${root}target/debug/dwarsverband`;
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const schermen = `${root}target/schermen`;
export const BREED = { width: 1280, height: 900 };
export const SMAL = { width: 320, height: 800 };

/** Every kind of page in its states: name of the picture, path, status; `van` is a list whose first link is the page. */
export const PAGINAS = [
  { naam: 'start', pad: '/' },
  { naam: 'zoeken', pad: '/zoeken?q=hulp%20bij%20schulden' },
  { naam: 'zoeken-uitleg', pad: '/zoeken?q=hulp%20bij%20schulden&uitleg=true' },
  { naam: 'zoeken-leeg', pad: '/zoeken?q=qqqqzzzz' },
  { naam: 'zoeken-filters', pad: '/zoeken?soort=praktijk&leefdomein=schulden' },
  { naam: 'zoeken-filters-leeg', pad: '/zoeken?q=schulden&provincie=flevoland&fase=gestopt' },
  { naam: 'zoeken-onbekende-waarde', pad: '/zoeken?thema=bestaat-niet' },
  { naam: 'zoeken-lang-woord', pad: `/zoeken?q=${'aanbesteding'.repeat(25)}&gemeente=${'lang'.repeat(40)}` },
  { naam: 'zoeken-ongeldig', pad: '/zoeken?pagina=-1', status: 400 },
  { naam: 'praktijken', pad: '/praktijken' },
  { naam: 'praktijken-voorbij', pad: '/praktijken?pagina=400' },
  { naam: 'praktijk', van: '/praktijken' },
  { naam: 'praktijk-woorden', pad: '/praktijken/maatwerk-door-invulling-minimabeleid' },
  { naam: 'proefprojecten', pad: '/proefprojecten' },
  { naam: 'proefproject-idee', pad: '/proefprojecten/geldcheck-bij-eerste-loon' },
  { naam: 'proefproject-loopt', pad: '/proefprojecten/een-loket-voor-vervoer' },
  { naam: 'proefproject-opgeschaald', pad: '/proefprojecten/een-gezin-een-plan-in-twee-wijken' },
  { naam: 'proefproject-gestopt', pad: '/proefprojecten/wijkbus-op-afroep' },
  { naam: 'knelpunten', pad: '/knelpunten' },
  { naam: 'knelpunt', pad: '/knelpunten/privacy-tegen-integraal-werken' },
  { naam: 'knelpunt-zonder-vragen', pad: '/knelpunten/regelreflex-na-een-fout' },
  { naam: 'knelpunten-overzicht', pad: '/knelpunten/overzicht' },
  { naam: 'knelpunten-overzicht-lijst', pad: '/knelpunten/overzicht/lijst?status=in-behandeling' },
  { naam: 'knelpunten-overzicht-lijst-leeg', pad: '/knelpunten/overzicht/lijst?status=gemotiveerd-afgewezen&trede=5' },
  { naam: 'knelpunten-overzicht-ongeldig', pad: '/knelpunten/overzicht/lijst?trede=9', status: 400 },
  { naam: 'kennisagenda', pad: '/kennisagenda' },
  { naam: 'kennisvragen', pad: '/kennisvragen' },
  { naam: 'programma', pad: '/programma' },
  { naam: 'programma-kwartaal', pad: '/programma?kwartaal=2026-4' },
  { naam: 'programma-lijst', pad: '/programma/lijst?soort=knelpunt' },
  { naam: 'programma-lijst-leeg', pad: '/programma/lijst?soort=praktijk&stand=concept' },
  { naam: 'programma-gemeenten', pad: '/programma/gemeenten' },
  { naam: 'programma-ongeldig', pad: '/programma?kwartaal=nu', status: 400 },
  { naam: 'duo', pad: '/themas/schulden/duo' },
  { naam: 'vraagpunten', pad: '/vraagpunten' },
  { naam: 'vraagpunten-te-laat', pad: '/vraagpunten?stand=te-laat' },
  { naam: 'vraagpunten-onbekend', pad: '/vraagpunten?aan=bestaat-niet' },
  { naam: 'dwarskijker', pad: '/dwarskijker' },
  { naam: 'bevindingen', pad: '/bevindingen' },
  { naam: 'bevinding', van: '/bevindingen' },
  { naam: 'onderbouwing', pad: '/onderbouwing' },
  { naam: 'publicaties', pad: '/publicaties' },
  { naam: 'publicatie', van: '/publicaties' },
  { naam: 'regelingen', pad: '/regelingen' },
  { naam: 'regeling', pad: '/regelingen/wmo-2015' },
  { naam: 'regeling-leeg', pad: '/regelingen/wabb' },
  { naam: 'organisaties', pad: '/organisaties' },
  { naam: 'organisatie', pad: '/organisaties/vng' },
  { naam: 'gemeente', pad: '/organisaties/ommen' },
  { naam: 'gemeente-leeg', pad: '/organisaties/aa-en-hunze' },
  { naam: 'kaart', pad: '/provincies' },
  { naam: 'provincie', pad: '/provincies/overijssel' },
  { naam: 'provincie-leeg', pad: '/provincies/flevoland' },
  { naam: 'gemeentegrootte', pad: '/gemeentegrootte/25000-50000' },
  { naam: 'themas', pad: '/themas' },
  { naam: 'thema', van: '/themas' },
  { naam: 'over', pad: '/over' },
  { naam: 'begrippen', pad: '/begrippen' },
  { naam: 'zoekhulp', pad: '/zoekhulp' },
  { naam: 'api', pad: '/api' },
  { naam: 'toegankelijkheid', pad: '/toegankelijkheid' },
  { naam: 'privacy', pad: '/privacy' },
  { naam: 'kwetsbaarheid-melden', pad: '/kwetsbaarheid-melden' },
  { naam: 'logboek', pad: '/logboek' },
  { naam: 'inloggen', pad: '/inloggen?naar=%2Faccount' },
  { naam: 'wachtwoord-vergeten', pad: '/wachtwoord-vergeten' },
  { naam: 'wachtwoord-vergeten-geen-mail', pad: '/wachtwoord-vergeten?verstuurd=ja' },
  { naam: 'link-verlopen', pad: `/wachtwoord-instellen/${'A'.repeat(43)}`, status: 404 },
  { naam: 'niet-gevonden', pad: '/bestaat-niet', status: 404 },
];

const START_MS = 60_000;
const FLAGS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
];

/**
 * Registers start and stop with the test runner; `platform.url`, `platform.context()`, `platform.wachtwoord`, of all
 * accounts of the demo, and `platform.sleutel`, of their second step, are there in tests. `settings` is called just before the start, for what the environment
 * of the demo has more.
 */
export function usePlatform(settings = () => ({})) {
  const platform = {};
  let demo;
  before(async () => {
    demo = await startDemo(await settings());
    platform.said = demo.said;
    platform.url = demo.url;
    platform.wachtwoord = demo.wachtwoord;
    platform.sleutel = demo.sleutel;
    platform.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? browsers.find(existsSync) ?? browsers[0],
      args: process.getuid() === 0 ? ['--no-sandbox', ...FLAGS] : FLAGS,
    });
    platform.context = (options) => openContext(platform, options);
  });
  after(async () => {
    await platform.browser?.close();
    await demo?.stop();
  });
  return platform;
}

/** Starts `dwarsverband demo` on a free port and waits until GET /gereed answers 200. */
async function startDemo(settings) {
  if (process.env.DWARSVERBAND_TEST_URL) {
    const { DWARSVERBAND_TEST_URL: url, DWARSVERBAND_TEST_WACHTWOORD: wachtwoord } = process.env;
    const sleutel = process.env.DWARSVERBAND_TEST_SLEUTEL;
    return { url: url.replace(/\/$/, ''), wachtwoord, sleutel, said: () => '', stop() {} };
  }
  assert.ok(existsSync(binary), `${binary} does not exist: run tests/run browser, which builds it`);
  const child = spawn(binary, ['demo', '--luister', '127.0.0.1:0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...settings },
  });
  const said = [];
  const logged = [];
  let ended = false;
  const exit = new Promise((resolve) => {
    child.once('close', () => resolve((ended = true)));
  });
  child.stderr.on('data', (data) => {
    said.push(String(data));
    logged.push(String(data));
  });
  process.once('exit', () => child.kill('SIGKILL'));

  const address = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(`${line}\n`);
      const found = line.match(/^Dwarsverband draait op (http:\/\/[^\s/]+)/);
      if (found) resolve(found[1]);
    });
  });
  const url = await Promise.race([address, exit, timeout(START_MS)]);
  assert.equal(typeof url, 'string', `the demo printed no address:\n${said.join('')}`);

  const deadline = Date.now() + START_MS;
  while (!(await isReady(url))) {
    assert.ok(!ended && Date.now() < deadline, `the demo does not get ready:\n${said.join('')}`);
    await timeout(50);
  }
  const [, wachtwoord] = said.join('').match(/^Het wachtwoord van al deze accounts: (\S+)$/m) ?? [];
  const [, sleutel] = said.join('').match(/^De sleutel van de tweede stap: (\S+)$/m) ?? [];
  return {
    url,
    wachtwoord,
    sleutel,
    said: () => said.join(''),
    async stop() {
      child.kill('SIGTERM');
      const clean = await Promise.race([exit, timeout(10_000).then(() => false)]);
      assert.ok(clean, 'the demo did not stop within 10 s of SIGTERM');
      tellsNothing(logged.join(''), [wachtwoord, sleutel]);
    },
  };
}

/** Whatever was done with it: no line of the log has a password, a key, a token or an address of somebody. */
function tellsNothing(log, secrets) {
  assert.match(log, /beantwoord/, 'there are lines of requests');
  for (const secret of [...secrets, '@demo.example', 'dwv_', '__Host-', 'Voorbeeld Lid']) {
    assert.ok(secret && !log.includes(secret), `the log says ${secret}`);
  }
}

async function isReady(url) {
  try {
    return (await fetch(`${url}/gereed`)).status === 200;
  } catch {
    return false;
  }
}

function timeout(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/**
 * A browser context, by default as the strictest visitor: no JavaScript, a wide window.
 * `context.complaints` collects what no page may cause: requests elsewhere, refused content,
 * console errors. The status of a page itself is for its test to judge.
 */
async function openContext({ browser, url }, options = {}) {
  const context = await browser.newContext({
    locale: 'nl-NL',
    baseURL: url,
    javaScriptEnabled: false,
    viewport: BREED,
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(10_000);
  context.complaints = [];
  const complain = (page, what) => context.complaints.push(`${page.url()}: ${what}`);
  context.on('page', (page) => {
    page.on('request', (request) => {
      const to = request.url();
      if (!to.startsWith(`${url}/`) && !to.startsWith('data:')) complain(page, `request to ${to}`);
    });
    page.on('response', (response) => {
      const isPage = response.request().isNavigationRequest();
      if (!isPage && response.status() >= 400) complain(page, `${response.status()} for ${response.url()}`);
    });
    page.on('requestfailed', (request) => {
      // Who leaves a page ends what it was still asking for, such as its icon.
      const left = request.failure()?.errorText === 'net::ERR_ABORTED';
      if (!left) complain(page, `failed: ${request.url()}`);
    });
    page.on('pageerror', (error) => complain(page, `script error: ${error}`));
    page.on('console', (message) => {
      // Chromium reports the 404 of a page that has to be a 404 here too.
      const isPage = message.location().url === page.url() && message.text().startsWith('Failed to load');
      if (['error', 'warning'].includes(message.type()) && !isPage) complain(page, message.text());
    });
  });
  return context;
}

/** The path of a page of the list; that of a detail is found in its list. */
export async function padVan(url, { pad, van }) {
  if (pad) return pad;
  const lijst = await (await fetch(`${url}${van}`)).text();
  const [, hoofd] = lijst.split('<main');
  const link = hoofd.match(new RegExp(`href="(${van}/(?!nieuw")[^"?#]+)"`));
  assert.ok(link, `${van} has a link to a detail`);
  return link[1];
}

/** Opens a path and checks its status and what holds for every page. */
export async function visit(page, path, status = 200) {
  const response = await page.goto(path);
  assert.equal(response.status(), status, `status of ${path}`);
  await checkPage(page);
}

/** One h1 that says something, a title that starts from it, Dutch, one main, landmarks for the skip link. */
export async function checkPage(page) {
  const where = page.url();
  const h1 = page.locator('h1');
  assert.equal(await h1.count(), 1, `one h1 on ${where}`);
  assert.notEqual((await h1.innerText()).trim(), '', `text in the h1 of ${where}`);
  assert.match(await page.title(), /^\S.*\bDwarsverband\b|^Dwarsverband\b/, `title of ${where}`);
  assert.equal(await page.locator('html').getAttribute('lang'), 'nl', `language of ${where}`);
  assert.equal(await page.locator('main#inhoud').count(), 1, `main#inhoud on ${where}`);
}

/** The code of a second step at a moment, in milliseconds (RFC 6238). */
export function code(sleutel, nu = Date.now()) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...sleutel].map((teken) => letters.indexOf(teken).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const teller = Buffer.alloc(8);
  teller.writeBigUInt64BE(BigInt(Math.floor(nu / 30_000)));
  const hash = createHmac('sha1', bytes).update(teller).digest();
  const getal = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(getal % 1_000_000).padStart(6, '0');
}

/** Logs in as an account of the demo that has a second step, and arrives at a path. A code works once: who logs in
 * twice with one account within half a minute gives the next code, which is right too. */
export async function logStrongIn(page, { wachtwoord, sleutel }, mail, pad, keer = 0) {
  await page.goto(`/inloggen?naar=${encodeURIComponent(pad)}`);
  await page.getByLabel('E-mailadres').fill(mail);
  await page.getByLabel('Wachtwoord', { exact: true }).fill(wachtwoord);
  await page.getByRole('button', { name: 'Inloggen', exact: true }).click();
  await page.locator('input[name=code]').fill(code(sleutel, Date.now() + keer * 30_000));
  await page.locator('main form button[type=submit]').first().click();
  assert.equal(new URL(page.url()).pathname, pad, `logged in as ${mail}`);
}

/** Opens the closed `details` around an element, as a visitor does, from the outside in. */
export async function unfold(locator) {
  const around = locator.locator('xpath=ancestor::details[not(@open)]');
  for (let left = await around.count(); left > 0; left -= 1) {
    const summary = around.first().locator('xpath=./summary');
    if (!(await summary.isVisible())) return; // a wide page shows the whole list without folding
    await summary.click();
  }
}

/** Logs in with an account of the demo that has no second step. */
export async function logIn(page, { wachtwoord }, naam) {
  await page.goto('/inloggen');
  await page.getByLabel('E-mailadres').fill(`${naam}@demo.example`);
  await page.getByLabel('Wachtwoord', { exact: true }).fill(wachtwoord);
  await page.getByRole('button', { name: 'Inloggen', exact: true }).click();
}
