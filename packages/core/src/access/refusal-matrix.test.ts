import { describe, it } from 'vitest';
import { createClientContext } from '../conformance/client/client-context.ts';
import { hiddenCostCases } from '../conformance/client/hidden-costs.ts';
import { refusalCases } from '../conformance/client/refusals.ts';

// The cases that every transport runs, here without one.
const context = createClientContext({
  clientFor: (atlas, actor) => atlas.as(actor),
  capabilities: ['shares_objects'],
});

describe('the order of refusal', () => {
  it.each(refusalCases)('$name', ({ run }) => run(context));
});

describe('what a refusal costs tells nobody what is hidden', () => {
  it.each(hiddenCostCases)('$name', ({ run }) => run(context));
});
