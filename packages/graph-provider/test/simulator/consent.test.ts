import { expect, it } from 'vitest';
import { ask, clientId, login, tokenOf, worldOf } from './support.ts';

const address = 'https://app.example/consented';

function pageAddress(changes: Record<string, string> = {}, tenant = 'organizations'): string {
  const params = {
    client_id: clientId,
    redirect_uri: address,
    scope: 'https://graph.microsoft.com/.default',
    state: 'a&b"<',
    ...changes,
  };
  return `${login}/${tenant}/v2.0/adminconsent?${new URLSearchParams(params).toString()}`;
}

async function decide(
  simulator: ReturnType<typeof worldOf>['simulator'],
  form: Record<string, string>,
  tenant = 'organizations',
): Promise<Response> {
  const body = new URLSearchParams({ client_id: clientId, redirect_uri: address, state: 'a&b"<', ...form });
  return simulator.handle(new Request(`${login}/${tenant}/v2.0/adminconsent`, { method: 'POST', body }));
}

it('shows a page that is labelled, escaped, in two languages and with a strict policy', async () => {
  const { simulator } = worldOf();
  const read = async (language: string): Promise<{ text: string; policy: string }> => {
    const response = await simulator.handle(new Request(pageAddress(), { headers: { 'accept-language': language } }));
    expect(response.status).toBe(200);
    return { text: await response.text(), policy: response.headers.get('content-security-policy') ?? '' };
  };
  const english = await read('fr,en;q=0.5,de;q=0.4');
  expect(english.text).toContain('<html lang="en">');
  expect(english.text).toContain('test double and not from Microsoft');
  expect(english.text).toContain('<strong>Atlas &lt;b&gt;</strong>');
  expect(english.text).toContain('value="a&amp;b&quot;&lt;"');
  expect(english.text).toContain('<label for="tenant">');
  expect(english.text).toContain('<li>User.<wbr>Read.<wbr>All</li>');
  expect(english.text).not.toMatch(/<script| on[a-z]+=|<b>/);
  expect(english.policy).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' https:\/\/app\.example; /,
  );
  const german = await read('de-AT, en;q=0.9');
  expect(german.text).toContain('<html lang="de">');
  expect(german.text).toContain('Akzeptieren');
});

it('grants what the app asks for when it is accepted', async () => {
  const { simulator } = worldOf();
  const fabrikam = simulator.control.tenants()[1]!;
  const response = await decide(simulator, { decision: 'accept', admin_tenant: fabrikam.id });
  expect(response.status).toBe(302);
  const location = new URL(response.headers.get('location') ?? '');
  expect(`${location.origin}${location.pathname}`).toBe(address);
  expect(Object.fromEntries(location.searchParams)).toEqual({
    admin_consent: 'True',
    tenant: fabrikam.id,
    state: 'a&b"<',
  });
  const token = await tokenOf(simulator, 'fabrikam');
  expect((await ask(simulator, token, '/users')).status).toBe(200);
});

it('informs the app that it was cancelled, and grants nothing', async () => {
  const { simulator } = worldOf();
  const response = await decide(simulator, { decision: 'cancel', admin_tenant: 'fabrikam' });
  const { searchParams } = new URL(response.headers.get('location') ?? '');
  expect(Object.fromEntries(searchParams)).toMatchObject({
    error: 'access_denied',
    error_subcode: 'cancel',
    state: 'a&b"<',
  });
  expect(searchParams.get('error_description')).toMatch(/^AADSTS65004/);
  await expect(tokenOf(simulator, 'fabrikam')).rejects.toThrow('65001');
});

it.each([
  ['an address that is not registered', { redirect_uri: 'https://evil.example/' }, 'organizations', /AADSTS50011/],
  ['an address below a registered one', { redirect_uri: `${address}/more` }, 'organizations', /AADSTS50011/],
  ['an unknown app', { client_id: '<script>alert(1)</script>' }, 'organizations', /AADSTS700016.*&lt;script&gt;/],
  ['no app', { client_id: '' }, 'organizations', /AADSTS900144/],
  ['an unknown tenant', {}, 'nowhere', /AADSTS90002/],
])('refuses %s without a redirect', async (_, changes, tenant, text) => {
  const { simulator } = worldOf();
  for (const request of [new Request(pageAddress(changes, tenant))]) {
    const response = await simulator.handle(request);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    const page = await response.text();
    expect(page).toMatch(text);
    expect(page).not.toContain('<script>');
  }
  const posted = await decide(simulator, { decision: 'accept', admin_tenant: 'contoso', ...changes }, tenant);
  expect([posted.status, posted.headers.get('location')]).toEqual([400, null]);
});

it('refuses the administrator of another tenant than the one of the path', async () => {
  const { simulator } = worldOf();
  const response = await decide(simulator, { decision: 'accept', admin_tenant: 'fabrikam' }, 'contoso');
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('AADSTS50020');
  await expect(tokenOf(simulator, 'fabrikam')).rejects.toThrow('65001');
});
