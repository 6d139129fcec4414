import { describe, expect, it } from 'vitest';
import { casesFor, createStorageContext, storageConformance, withForeignRows } from '../conformance/index.ts';
import { createMemoryStorage } from './index.ts';

const suites = {
  'storage conformance, one storage for all cases': storageConformance,
  "storage conformance, beside a foreign tenant's rows": withForeignRows(storageConformance),
};

for (const [name, suite] of Object.entries(suites)) {
  describe(name, () => {
    const context = createStorageContext({ storage: createMemoryStorage() });
    for (const guarantee of casesFor(suite, context.capabilities)) {
      it(guarantee.name, () => guarantee.run(context));
    }
  });
}

describe('the suite itself', () => {
  it('names every guarantee once', () => {
    const names = storageConformance.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
