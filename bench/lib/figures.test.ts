import { describe, expect, it } from 'vitest';
import { atLeast, atMost, below, exactly, mergeFigures, reported } from './figures.ts';

describe('a figure', () => {
  it.each([
    { given: atLeast('races', 50, 50, 'races'), target: '>= 50', met: true },
    { given: atLeast('races', 49, 50, 'races'), target: '>= 50', met: false },
    { given: atMost('takes', 1.2, 1.2, 'x'), target: '<= 1.2', met: true },
    { given: atMost('takes', 1.21, 1.2, 'x'), target: '<= 1.2', met: false },
    { given: below('p95', 999.9, 1_000, 'ms'), target: '< 1000', met: true },
    { given: below('p95', 1_000, 1_000, 'ms'), target: '< 1000', met: false },
    { given: atLeast('share', 0.33334, 1 / 3, ''), target: '>= 0.3333', met: true },
    { given: exactly('late', 0, 0, 'starts'), target: '0', met: true },
    { given: exactly('late', 1, 0, 'starts'), target: '0', met: false },
    { given: reported('started', 7, 'starts'), target: null, met: true },
  ])('$given.figure of $given.value, target $target: $met', ({ given, target, met }) => {
    expect(given).toMatchObject({ target, met });
  });

  it('keeps a count to the last one, and four digits of a measurement', () => {
    expect(reported('started', 123_456, 'starts').value).toBe(123_456);
    expect(reported('takes', 1.234567, 'ms').value).toBe(1.235);
  });
});

describe('merging', () => {
  const [races, started] = [atLeast('races', 50, 50, 'races'), reported('started', 700, 'starts')];

  it('replaces a figure in its place, and keeps the others', () => {
    const again = atLeast('races', 12, 50, 'races');
    expect(mergeFigures([races, started], [again])).toEqual([again, started]);
  });

  it('adds new figures at the end', () => {
    const refused = reported('refused', 900, 'starts');
    expect(mergeFigures([races], [refused, started])).toEqual([races, refused, started]);
    expect(mergeFigures([], [races])).toEqual([races]);
  });

  it('loses nothing, in whatever order the tests end', () => {
    const [one, other] = [[races, started], [reported('kills', 2, 'processes')]];
    const either = [mergeFigures(mergeFigures([], one), other), mergeFigures(mergeFigures([], other), one)];
    for (const merged of either) expect(new Set(merged)).toEqual(new Set([...one, ...other]));
  });

  it('keeps the last of two figures with one name', () => {
    const later = reported('started', 800, 'starts');
    expect(mergeFigures([], [started, later])).toEqual([later]);
  });
});
