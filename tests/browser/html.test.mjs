// The HTML of every kind of page, in its states, as the checker of the W3C reads it: no errors and
// no warnings. All pages in one run of the checker, because starting Java takes most of the time.
import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { PAGINAS, padVan, usePlatform } from './support.mjs';

const vnu = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

describe('geldige HTML', () => {
  const platform = usePlatform();

  test('elk soort pagina', async () => {
    const map = mkdtempSync(join(tmpdir(), 'dwarsverband-html-'));
    try {
      for (const pagina of PAGINAS) {
        const antwoord = await fetch(`${platform.url}${await padVan(platform.url, pagina)}`);
        assert.equal(antwoord.status, pagina.status ?? 200, pagina.naam);
        assert.match(antwoord.headers.get('content-type'), /^text\/html/, pagina.naam);
        writeFileSync(join(map, `${pagina.naam}.html`), await antwoord.text());
      }
      assert.deepEqual(await keur(map), []);
    } finally {
      rmSync(map, { recursive: true });
    }
  });
});

/** What the checker says, one line a message. It ends with code 1 when there is an error. */
async function keur(map) {
  const uit = await new Promise((resolve, reject) => {
    const args = ['-Xss4m', '-jar', vnu, '--format', 'json', '--exit-zero-always', map];
    execFile('java', args, { maxBuffer: 50_000_000 }, (fout, stdout, stderr) => {
      if (fout) reject(new Error(`the checker did not run: ${fout.message}\n${stderr}`));
      else resolve(stderr || stdout);
    });
  });
  const { messages } = JSON.parse(uit);
  return messages.map(({ url, lastLine, type, subType, message, extract = '' }) => {
    const waar = `${url.split('/').at(-1)}:${lastLine}`;
    return `${waar}: ${subType ?? type}: ${message} ${extract.replace(/\s+/g, ' ').trim()}`;
  });
}
