// Every page and every dialog of the console, and how to get there.
import type { Page } from 'playwright-core';
import { dialogOf } from './steps.ts';
import { settled } from './walk.ts';
import type { PersonId, Visit } from './visit.ts';

/** A page or something in front of it. */
export interface Place {
  readonly name: string;
  readonly path: string;
  /** What opens the rest, by roles, and in no language. */
  readonly open?: (page: Page) => Promise<void>;
}

/** Opens a dialog by its button. */
const press =
  (name: RegExp) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name }).first().click();
    await dialogOf(page).getByRole('heading').first().waitFor();
  };

/** Opens the dialog that moves a pause, which is behind the further actions of its row. */
async function openMove(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^(More actions|Weitere Aktionen)/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^(Change scope|Geltungsbereich ändern)$/ }).click();
  await dialogOf(page).getByRole('heading').first().waitFor();
}

const menu =
  (name: RegExp) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name }).first().click();
    await page.getByRole('menu').waitFor();
  };

const controls: Place = { name: 'controls', path: '/system/controls' };
const ofOperators: readonly Place[] = [
  controls,
  { name: 'system', path: '/system' },
  { name: 'workspaces', path: '/system/workspaces?sort=failures' },
  { name: 'workspaces-none', path: '/system/workspaces?q=nothing' },
  {
    name: 'create-workspace',
    path: '/system/workspaces',
    open: press(/^(Create (workspace|customer)|(Arbeitsbereich|Kunden) anlegen)$/),
  },
  { name: 'platform-operations', path: '/system/operations' },
  { name: 'platform-operations-stuck', path: '/system/operations?kind=stuck' },
  { name: 'telemetry', path: '/system/telemetry?window=30d' },
  { name: 'platform-audit', path: '/system/audit' },
  { name: 'control-changes', path: '/system/audit?source=controls' },
  {
    name: 'operator-run',
    path: '/w/acme/operations',
    open: (page) => openRun(page, 'Failed|Fehlgeschlagen'),
  },
  { name: 'missing', path: '/system/nowhere' },
  { ...controls, name: 'pause-dialog', open: press(/^(Pause Restore|Wiederherstellung pausieren)$/) },
  { ...controls, name: 'change-dialog', open: press(/^(Change the pause|Pause ändern)/) },
  { ...controls, name: 'move-dialog', open: openMove },
  { ...controls, name: 'resume-dialog', open: press(/^(Resume Mailbox|Postfach-Export fortsetzen)/) },
  { ...controls, name: 'palette', open: (page) => openPalette(page) },
  { ...controls, name: 'plane-menu', open: menu(/^(Switch between|Zwischen (Konsole|Leitstand))/) },
  { ...controls, name: 'theme-menu', open: menu(/^(Theme|Erscheinungsbild)$/) },
  { ...controls, name: 'language-menu', open: menu(/^(Language|Sprache)$/) },
  { ...controls, name: 'person-menu', open: menu(/^(Signed in|Angemeldet)/) },
  { ...controls, name: 'time-zone-dialog', open: (page) => openTimeZone(page) },
  { ...controls, name: 'history', open: (page) => openHistories(page) },
  { name: 'operator-tenant', path: '/w/nordwind/tenants/nordwind-netz' },
];
/** Opens the page of a tenant's connection from the page of the tenant. */
async function openConnection(page: Page): Promise<void> {
  await page.locator('.ta-connection').getByRole('link').first().click();
  await page.locator('.ta-permissions').waitFor();
}

/** Opens a dialog by its button on the page of a connection. */
const pressInConnection =
  (name: RegExp) =>
  async (page: Page): Promise<void> => {
    await openConnection(page);
    await press(name)(page);
  };

const production = { path: '/w/acme/tenants/acme-production' };
const ofOwners: readonly Place[] = [
  { name: 'overview', path: '/w/acme' },
  { name: 'tenants', path: '/w/acme/tenants' },
  { name: 'tenants-none', path: '/w/acme/tenants?stage=draft' },
  { name: 'tenants-all', path: '/w/acme/tenants?stage=all' },
  { name: 'tenant', ...production },
  { name: 'tenant-empty', path: '/w/acme/tenants/acme-sandbox' },
  { name: 'connection', ...production, open: openConnection },
  { name: 'connection-throttled', path: '/w/acme/tenants/acme-emea', open: openConnection },
  { name: 'connection-unchecked', path: '/w/acme/tenants/acme-sandbox', open: openConnection },
  { ...production, name: 'edit-dialog', open: pressInConnection(/^(Edit|Bearbeiten)$/) },
  { ...production, name: 'disable-dialog', open: pressInConnection(/^(Disable|Deaktivieren)$/) },
  { name: 'onboardings', path: '/w/acme/onboarding' },
  { name: 'onboardings-all', path: '/w/acme/onboarding?show=all' },
  {
    name: 'start-onboarding',
    path: '/w/acme/onboarding',
    open: press(/^(Start onboarding|Onboarding starten)$/),
  },
  { name: 'onboarding-draft', path: '/w/acme/onboarding/acme-robotics' },
  {
    name: 'identify-dialog',
    path: '/w/acme/onboarding/acme-robotics',
    open: press(/^(Identify tenant|Mandant festlegen)$/),
  },
  { name: 'onboarding', path: '/w/acme/onboarding/acme-sandbox' },
  {
    name: 'change-connection',
    path: '/w/acme/onboarding/acme-sandbox',
    open: press(/^(Change connection|Verbindung wechseln)$/),
  },
  {
    name: 'cancel-onboarding',
    path: '/w/acme/onboarding/acme-sandbox',
    open: press(/^(Cancel onboarding|Onboarding abbrechen)$/),
  },
  { name: 'simulation', path: '/w/acme/simulation' },
  { name: 'operations', path: '/w/acme/operations' },
  { name: 'operations-time', path: '/w/acme/operations?time=7d' },
  { name: 'operations-none', path: '/w/acme/operations?status=running' },
  { name: 'operations-filtered', path: '/w/acme/operations?status=failed&type=acme.mailbox_export' },
  {
    name: 'operation',
    path: '/w/acme/operations',
    open: (page) => openRun(page, 'Partly succeeded|Teilweise erfolgreich'),
  },
  { name: 'operation-failed', path: '/w/acme/operations', open: (page) => openRun(page, 'Failed|Fehlgeschlagen') },
  { name: 'audit', path: '/w/acme/audit' },
  { name: 'audit-none', path: '/w/acme/audit?action=person.erased&time=month' },
  { name: 'members', path: '/w/acme/members' },
  { name: 'add-member', path: '/w/acme/members', open: press(/^(Add member|Mitglied aufnehmen)$/) },
  { ...production, name: 'restore-dialog', open: press(/^(Restore|Wiederherstellen)$/) },
  { ...production, name: 'export-dialog', open: press(/^(Export a mailbox|Postfach exportieren)$/) },
];
const ofManagers: readonly Place[] = [
  { name: 'paused-tenant', path: '/w/contoso-health/tenants/contoso-clinical' },
  {
    name: 'pause-explained',
    path: '/w/contoso-health/tenants/contoso-clinical',
    open: press(/^(Export a mailbox|Postfach exportieren)/),
  },
  { name: 'nordwind', path: '/w/nordwind' },
  { name: 'connection-blocked', path: '/w/contoso-health/tenants/contoso-clinical', open: openConnection },
  { name: 'consent-missing', path: '/w/nordwind/tenants/nordwind-netz', open: openConnection },
  {
    name: 'connect-dialog',
    path: '/w/contoso-health/tenants/contoso-research',
    open: press(/^(Connect|Verbinden)$/),
  },
  { name: 'onboardings-none', path: '/w/contoso-health/onboarding' },
  { name: 'onboarding-consent', path: '/w/nordwind/onboarding/nordwind-netz' },
  { name: 'consent-outcome', path: '/consent?outcome=granted' },
];
const ofReaders: readonly Place[] = [
  { name: 'denied-tenant', ...production },
  { name: 'denied-audit', path: '/w/acme/audit' },
];

/** Everything there is to see, by who sees it. */
export const places: readonly (readonly [PersonId | null, readonly Place[]])[] = [
  [null, [{ name: 'sign-in', path: '/' }]],
  ['op-ada', ofOperators],
  ['op-lena', [{ ...controls, name: 'controls-watched' }]],
  ['u-bo', ofOwners],
  ['u-cleo', ofManagers],
  ['u-dov', ofReaders],
  ['u-eve', [{ name: 'outsider', path: '/' }]],
];

/** Goes there as a link of the console does, opens what is to be open, and waits until everything has been read. */
export async function walkTo({ page, walk }: Visit, { path, open }: Place): Promise<void> {
  await walk(path);
  if (!open) return;
  await open(page);
  await settled(page);
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('menuitem').first().waitFor();
}

async function openTimeZone(page: Page): Promise<void> {
  await menu(/^(Signed in|Angemeldet)/)(page);
  await page.getByRole('menuitem', { name: /^(Time zone|Zeitzone)/ }).click();
  await dialogOf(page).getByRole('heading').first().waitFor();
}

async function openHistories(page: Page): Promise<void> {
  await page.getByRole('article').first().waitFor();
  for (const summary of await page.locator('summary').all()) await summary.click();
  await page.getByRole('article').first().getByRole('listitem').last().waitFor();
}

async function openRun(page: Page, status: string): Promise<void> {
  const row = page.getByRole('row', { name: new RegExp(status) }).first();
  await row.getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: /^(?!Operations|Vorgänge)/ }).waitFor();
}
