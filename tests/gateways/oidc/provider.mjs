// A real OpenID provider on this machine, for tests. Told everything on its standard input as one line of JSON:
// { port, packages, redirectUris, clients: { id: public key }, accounts: { subject: { email, email_verified } }, codeLasts }
// It says "ready" when it listens, and ends when its standard input does.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const lines = createInterface({ input: process.stdin });
const told = JSON.parse((await lines[Symbol.asyncIterator]().next()).value);

const found = createRequire(told.packages).resolve("oidc-provider");
const { default: Provider } = await import(pathToFileURL(found).href);

const issuer = `http://127.0.0.1:${told.port}`;
const provider = new Provider(issuer, {
  clients: Object.entries(told.clients).map(([client_id, key]) => ({
    client_id,
    redirect_uris: told.redirectUris,
    response_types: ["code"],
    grant_types: ["authorization_code"],
    token_endpoint_auth_method: "private_key_jwt",
    token_endpoint_auth_signing_alg: key.kty === "EC" ? "ES256" : "RS256",
    jwks: { keys: [key] },
  })),
  findAccount: (_, sub) =>
    told.accounts[sub] && { accountId: sub, claims: () => ({ sub, ...told.accounts[sub] }) },
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  features: { devInteractions: { enabled: true } },
  pkce: { required: () => true },
  cookies: { keys: ["only for tests"] },
  ttl: { AuthorizationCode: told.codeLasts, IdToken: 600, AccessToken: 600, Interaction: 600, Session: 600, Grant: 600 },
});

const server = provider.listen(told.port, "127.0.0.1", () => process.stdout.write("ready\n"));
lines.on("close", () => server.close(() => process.exit()));
