// A real OpenID provider that looks like the sign-in service: node provider.mjs CERTIFICATE CLIENT TENANT PERSON
import fs from 'node:fs';
import https from 'node:https';
import Provider from 'oidc-provider';

const [certificate, client, tenant, person] = process.argv.slice(2);
const prefix = `/${tenant}/v2.0`;
const pem = fs.readFileSync(certificate);
const server = https.createServer({ key: pem, cert: pem });

server.listen(0, '127.0.0.1', () => {
  const issuer = `https://localhost:${server.address().port}${prefix}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: client,
      token_endpoint_auth_method: 'none',
      application_type: 'native', // lets http://localhost have any port, as the service does
      grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
      response_types: ['code'],
      redirect_uris: ['http://localhost'],
    }],
    scopes: ['openid', 'offline_access', 'Files.ReadWrite', 'User.Read'],
    claims: { openid: ['sub', 'oid', 'tid'], profile: ['preferred_username'] },
    conformIdTokenClaims: false, // the id token names the person, as the service's does
    findAccount: (ctx, name) => ({
      accountId: name,
      claims: () => ({ sub: name, oid: person, tid: tenant, preferred_username: `${name}@contoso.example` }),
    }),
    features: { deviceFlow: { enabled: true }, devInteractions: { enabled: true } },
    pkce: { methods: ['S256'], required: () => true },
    rotateRefreshToken: true, // and whoever brings an old one loses everything
    cookies: { keys: ['only for tests'] },
    ttl: {
      AccessToken: 3600, AuthorizationCode: 60, DeviceCode: 600, Grant: 3600, IdToken: 3600, Interaction: 600,
      RefreshToken: 3600, Session: 3600,
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url.startsWith(prefix)) {
      response.writeHead(404, { 'Content-Type': 'application/json' }).end('{}');
      return;
    }
    const url = new URL(request.url.slice(prefix.length), issuer);
    // Here offline_access wants a prompt for consent, and choosing among accounts has no name of its own.
    if (url.pathname === '/auth') url.searchParams.set('prompt', 'consent');
    request.url = url.pathname + url.search;
    request.originalUrl = prefix + request.url;
    answer(request, response);
  });
  console.log(`ready ${issuer}`);
});
