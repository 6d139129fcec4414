import { platformCapabilities, silentLogger, tenantLifecycles, workspaceCapabilities } from '@tenantatlas/core';
import { createMemoryStorage } from '@tenantatlas/core/memory';
import { en as answers } from '@tenantatlas/core/messages';

import { en as components, wordingProblems } from '@tenantatlas/react-hooks/messages';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createConsoleAtlas } from '../../server/atlas.ts';
import { ada, people } from '../../server/people.ts';
import { englishWords } from './catalog-words.ts';
import { german } from './german.ts';
import { directionOf, languageOf } from './languages.ts';
import { connectionMessages } from '../connections/messages.ts';
import { onboardingMessages } from '../onboarding/messages.ts';
import { messages, say, type MessageId } from './messages.ts';

const placeholders = (text: string): readonly string[] => (text.match(/\{\w+/g) ?? []).sort();
const ownMessages = { ...messages, ...connectionMessages, ...onboardingMessages };
const all = Object.entries(ownMessages).map(([id, { en, de }]) => ({ id, en, de }));

describe('the messages', () => {
  it.each(all)('have $id in both languages, with the same placeholders', ({ en, de }) => {
    expect(en.trim()).not.toBe('');
    expect(de.trim()).not.toBe('');
    expect(placeholders(de)).toEqual(placeholders(en));
  });

  it('have every role of the sign-in page', () => {
    for (const { role } of people) expect(say(`role.${role}` satisfies MessageId).text).not.toBe('');
  });

  it('include the German of the answers, the transport, the components and the console', () => {
    for (const id of ['errors.not_found', 'errors.unreachable.unknown', 'ui.retry', 'nav.tenants'])
      expect(german).toHaveProperty([id]);
  });
});

it('the German wordings fit, in the SDK and here', () => {
  const own = new Set(Object.keys(ownMessages));
  const ofTheSdk = Object.fromEntries(Object.entries(german).filter(([id]) => !own.has(id)));
  expect(wordingProblems(ofTheSdk)).toEqual([]);
});

it('the words for lifecycles are in one place', () => {
  const words = tenantLifecycles.map((value) => answers[`lifecycle.${value}.label`]);
  const inEnglish = Object.entries({
    ...Object.fromEntries(all.map(({ id, en }) => [id, en])),
    ...answers,
    ...components,
  });
  // What is archived of workspaces, and the draft of an onboarding, are other words of their own.
  const others = ['workspaces.', 'onboarding.state.'];
  const holders = inEnglish
    .filter(([id, text]) => words.includes(text) && !others.some((other) => id.startsWith(other)))
    .map(([id]) => id);
  expect(holders.sort()).toEqual(tenantLifecycles.map((value) => `lifecycle.${value}.label`).sort());
});

describe('the catalog names', () => {
  it('cover every control, and every place where one shows', async () => {
    const atlas = createConsoleAtlas(createMemoryStorage(), silentLogger);
    onTestFinished(() => atlas.close());
    const controls = (await atlas.as(ada).controls.list())._unsafeUnwrap();
    expect(controls.length).toBeGreaterThan(1);
    for (const { label, affectedSurfaces } of controls) {
      expect(german).toHaveProperty([`catalog.${label}`]);
      for (const surface of affectedSurfaces)
        for (const words of [englishWords, german]) expect(words).toHaveProperty([`surface.${surface}`]);
    }
  });
});

describe('the names of capabilities', () => {
  const capabilities = [...platformCapabilities, ...workspaceCapabilities];

  it.each(capabilities)('have one for %s in both languages', (capability) => {
    for (const words of [englishWords, german]) expect(words).toHaveProperty([`capability.${capability}`]);
  });

  it('are different from each other', () => {
    for (const words of [englishWords, german]) {
      const names = capabilities.map((capability) => words[`capability.${capability}`]);
      expect(new Set(names).size).toBe(capabilities.length);
    }
  });
});

describe('the language', () => {
  it.each([
    { chosen: null, asked: ['de-AT', 'en'], then: 'de' },
    { chosen: null, asked: ['fr', 'de'], then: 'de' },
    { chosen: null, asked: ['fr'], then: 'en' },
    { chosen: 'en', asked: ['de'], then: 'en' },
    { chosen: 'tlh', asked: ['de'], then: 'en' },
  ])('is $then for a choice of $chosen and a browser that asks for $asked', ({ chosen, asked, then }) => {
    expect(languageOf(chosen, asked).code).toBe(then);
  });

  it('has a direction', () => {
    expect(['en', 'de', 'ar', 'he', 'fa-IR'].map(directionOf)).toEqual(['ltr', 'ltr', 'rtl', 'rtl', 'rtl']);
  });
});
