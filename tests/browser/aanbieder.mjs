// An OpenID provider with the settings of the NL GOV profile, as an organisation has one. Its people are made up, and
// who logs in chooses who they are and how sure that is. It takes the keys of the platform from the platform.
import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

const LOA = 'http://eidas.europa.eu/LoA/';
export const NAAM = 'gemeente';
export const LABEL = 'uw account van Voorbeeldstad';
const CLIENT = 'dwarsverband-proef';
/** The people there, by what the page calls them: their mail addresses. */
export const MENSEN = {
  redactie: 'redactie@demo.example',
  beheerder: 'beheerder@demo.example',
  onbekende: 'onbekende@demo.example',
  buitenstaander: 'lid@elders.example',
};

/**
 * Starts the provider on a free port. `omgeving` are the settings with which the platform knows it, `ken(url)` tells
 * it where the platform is. The name `localhost` makes it another site than the platform, as a real one is.
 */
export async function startAanbieder() {
  let handle = (_, response) => response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://localhost:${server.address().port}`;
  const map = mkdtempSync(join(tmpdir(), 'dwarsverband-aanbieder-'));
  writeFileSync(join(map, 'sleutel.pem'), eigenSleutel(), { mode: 0o600 });
  const bestand = join(map, 'oidc.yaml');
  const velden = {
    naam: NAAM,
    label: LABEL,
    issuer,
    'client-id': CLIENT,
    sleutel: 'sleutel.pem',
    domeinen: ['demo.example'],
  };
  // JSON is YAML.
  writeFileSync(bestand, JSON.stringify([velden]));
  return {
    issuer,
    omgeving: { DWARSVERBAND_OIDC: bestand },
    async ken(url) {
      handle = (await maakProvider(issuer, url)).callback();
    },
    stop() {
      rmSync(map, { recursive: true });
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function eigenSleutel() {
  const vorm = { type: 'pkcs8', format: 'pem' };
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: vorm,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return privateKey;
}

async function maakProvider(issuer, platform) {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const sleutel = { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'een' };
  const client = {
    client_id: CLIENT,
    redirect_uris: [`${platform}/inloggen/terug/${NAAM}`],
    post_logout_redirect_uris: [`${platform}/`],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'RS256',
    id_token_signed_response_alg: 'RS256',
    subject_type: 'pairwise',
    jwks_uri: `${platform}/.well-known/jwks.json`,
  };
  const provider = new Provider(issuer, {
    clients: [client],
    jwks: { keys: [sleutel] },
    responseTypes: ['code'],
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (ctx, account) => createHash('sha256').update(`zout ${account}`).digest('hex'),
    pkce: { required: () => true },
    clientAuthMethods: ['private_key_jwt'],
    scopes: ['openid', 'email'],
    claims: { openid: ['sub', 'jti'], email: ['email', 'email_verified'], acr: null },
    acrValues: ['low', 'substantial', 'high'].map((niveau) => LOA + niveau),
    ttl: { IdToken: 300, AccessToken: 300, AuthorizationCode: 60, Session: 3600, Interaction: 600, Grant: 3600 },
    cookies: { keys: [randomUUID()] },
    // What it fetches is on this machine.
    fetch: (url, { dispatcher, ...rest }) => fetch(url, rest),
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource },
    },
    interactions: { url: (ctx, interactie) => `/interactie/${interactie.uid}` },
    findAccount: (ctx, wie) =>
      MENSEN[wie] && {
        accountId: wie,
        claims: () => ({ sub: wie, jti: randomUUID(), email: MENSEN[wie], email_verified: true }),
      },
  });
  provider.use((ctx, next) => (ctx.path.startsWith('/interactie/') ? interactie(provider, ctx) : next()));
  return provider;
}

function logoutSource(ctx, formulier) {
  ctx.body = pagina(`${formulier}<button form="op.logoutForm" name="logout" value="yes">Ja, uitloggen</button>`);
}

function pagina(inhoud) {
  return `<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Voorbeeldstad</title>
<link rel="icon" href="data:,"></head><body><h1>Voorbeeldstad</h1>${inhoud}</body></html>`;
}

/** A page with a button for each person and each way to log in, and what happens when one is pressed. */
async function interactie(provider, ctx) {
  const { params, uid, grantId } = await provider.interactionDetails(ctx.req, ctx.res);
  const { wie, hoe } = ctx.query;
  if (hoe === 'stop') {
    const uitkomst = { error: 'access_denied', error_description: 'gestopt' };
    return provider.interactionFinished(ctx.req, ctx.res, uitkomst);
  }
  if (!MENSEN[wie]) {
    const knoppen = Object.keys(MENSEN).flatMap((naam) => [
      `<p><a href="?wie=${naam}&hoe=low">${naam} met wachtwoord</a></p>`,
      `<p><a href="?wie=${naam}&hoe=substantial">${naam} met app</a></p>`,
    ]);
    ctx.body = pagina(`${knoppen.join('')}<p><a href="?hoe=stop">Stoppen</a></p><p id="vraag">${uid}</p>`);
    return undefined;
  }
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: wie, clientId: params.client_id });
  grant.addOIDCScope('openid email');
  grant.addOIDCClaims(['acr', 'jti']);
  const uitkomst = {
    login: { accountId: wie, acr: LOA + hoe, remember: false },
    consent: { grantId: await grant.save() },
  };
  return provider.interactionFinished(ctx.req, ctx.res, uitkomst, { mergeWithLastSubmission: false });
}
