import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import * as steps from './steps.ts';

/** The rows of all tables of a page, without their heads. */
export const rowsOf = (page: Page): Locator => page.getByRole('row').filter({ has: page.getByRole('cell') });

/** Something that a person does, and what the page shows for it. */
export interface Interaction {
  readonly name: string;
  readonly path: string;
  readonly act: (page: Page) => Promise<void>;
}

const type = async (box: Locator, text: string): Promise<void> => {
  await box.pressSequentially(text, { delay: 20 });
};

/** What people do in the console at scale. The ones that take longest first: only the soak measures the others. */
export const interactions: readonly Interaction[] = [
  {
    name: 'show all pauses of a control',
    path: '/system/controls',
    act: async (page) => {
      await page.getByRole('button', { name: 'Show all 25 pauses' }).click();
      await expect.poll(() => rowsOf(page).count()).toBe(26);
    },
  },
  {
    name: 'open the palette and search in it',
    path: '/w/acme',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('menuitem').first().waitFor();
      await type(page.getByRole('searchbox'), 'Acme Site 14');
      await page
        .getByRole('menuitem', { name: /Acme Site 14/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'filter the audit trail',
    path: '/w/acme/audit',
    act: async (page) => {
      await page.getByRole('combobox', { name: 'Action' }).selectOption({ label: 'Operation ended' });
      await expect.poll(() => rowsOf(page).filter({ hasNotText: 'Operation ended' }).count()).toBe(0);
      await rowsOf(page).first().waitFor();
    },
  },
  {
    name: 'open the dialog of a pause',
    path: '/system/controls',
    act: async (page) => {
      await steps.openPause(page);
      await steps.dialogOf(page).getByRole('checkbox').first().waitFor();
    },
  },
  {
    name: 'open the dialog of a pause and search its workspaces',
    path: '/system/controls',
    act: async (page) => {
      const dialog = await steps.openPause(page);
      await type(dialog.getByRole('searchbox', { name: 'Search workspaces' }), 'customer-0497');
      await expect.poll(() => dialog.getByRole('checkbox').count()).toBe(1);
    },
  },
  {
    name: 'open the menu of a pause',
    path: '/system/controls',
    act: async (page) => {
      await page
        .getByRole('button', { name: /^More actions/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Change scope' }).waitFor();
    },
  },
  {
    name: 'open the menu of workspaces and search in it',
    path: '/system/controls',
    act: async (page) => {
      await page.getByRole('button', { name: /^Switch between/ }).click();
      await page.getByRole('menu').waitFor();
      await type(page.getByRole('searchbox'), 'Retail 4');
      await page
        .getByRole('menuitemradio', { name: /Retail 4/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'search the workspaces',
    path: '/system/workspaces',
    act: async (page) => {
      await type(page.getByRole('searchbox', { name: 'Search by name or ID' }), 'customer-0497');
      await expect.poll(() => rowsOf(page).count()).toBe(1);
    },
  },
  {
    name: 'sort the workspaces',
    path: '/system/workspaces',
    act: async (page) => {
      await page.getByRole('combobox', { name: 'Sort' }).selectOption({ label: 'By name' });
      await expect.poll(() => rowsOf(page).first().textContent()).toContain('Acme');
    },
  },
  {
    name: 'filter the runs',
    path: '/w/acme/operations',
    act: async (page) => {
      await page.getByRole('link', { name: 'Failed', exact: true }).click();
      await expect.poll(() => rowsOf(page).filter({ hasNotText: 'Failed' }).count()).toBe(0);
      await rowsOf(page).first().waitFor();
    },
  },
  {
    name: 'show the next page of the audit trail',
    path: '/w/acme/audit',
    act: async (page) => {
      const before = await rowsOf(page).count();
      await page.getByRole('button', { name: 'Load more' }).click();
      await expect.poll(() => rowsOf(page).count()).toBeGreaterThan(before);
    },
  },
  {
    name: 'open the history of a control',
    path: '/system/controls',
    act: async (page) => {
      await page.locator('summary').first().click();
      await page.getByRole('article').first().getByRole('listitem').last().waitFor();
    },
  },
  {
    name: 'select all pauses and open the dialog that resumes them',
    path: '/system/controls',
    act: async (page) => {
      await page
        .getByRole('checkbox', { name: /^Select the pause/ })
        .first()
        .check();
      await page.getByRole('button', { name: 'Select all 25' }).click();
      await page.getByRole('button', { name: 'Resume', exact: true }).first().click();
      await steps.dialogOf(page).getByRole('heading').waitFor();
    },
  },
  {
    name: 'go to another page',
    path: '/system/controls',
    act: async (page) => {
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Workspaces' }).click();
      await rowsOf(page).first().waitFor();
    },
  },
  {
    name: 'list all time zones',
    path: '/system/controls',
    act: async (page) => {
      await page.getByRole('button', { name: /^Signed in/ }).click();
      await page.getByRole('menuitem', { name: 'Time zone' }).click();
      await page.getByText('Another time zone').click();
      await page.getByRole('combobox', { name: 'Place' }).waitFor();
    },
  },
];
