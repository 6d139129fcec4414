import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../test/support/rfc4180.ts';
import { holds } from '../../test/support/seeds.ts';
import { csvLine, withoutFormulas, withoutValues } from './csv.ts';

/** Text with more characters that matter to CSV and spreadsheets than random text has. */
const cell = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'=+-@\t\r\n＝＋－＠,;"\' \u00a0\u200b'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
});
const row = fc.array(cell, { minLength: 1, maxLength: 16 });

describe('what would start a formula', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t'=1"],
    ['\ttext', "'\ttext"],
    ['\r=1', "'\r'=1"],
    ['\rtext', "'\rtext"],
    ['\ntext', "'\ntext"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠SUM', "'＠SUM"],
    ['  =1', "'  =1"],
    ['\u00a0=1', "'\u00a0=1"],
    ['=', "'="],
    // A spreadsheet with another separator begins the next cell here.
    ['paused;=1', "paused;'=1"],
    ['paused; =1', "paused;' =1"],
    ['paused;;@a', "paused;;'@a"],
    ['paused\t+1', "paused\t'+1"],
    ['paused\n=1', "paused\n'=1"],
    ['paused\r\n=1', "paused\r\n'=1"],
    // The same with a quote or an invisible character before it.
    ['x;"=1+1;x', 'x;\'"=1+1;x'],
    ['x\t"@SUM(1)', 'x\t\'"@SUM(1)'],
    ['x\n"=1', 'x\n\'"=1'],
    ['x;\u00a0=1', "x;'\u00a0=1"],
    ['x;\u200b\ufeff=1', "x;'\u200b\ufeff=1"],
    ['\u200b=1', "'\u200b=1"],
    ['"=1', '\'"=1'],
  ])('%j becomes %j', (text, harmless) => {
    expect(withoutFormulas(text)).toBe(harmless);
  });

  it.each(['', 'text', 'a=b', '1-1', 'a@example', '{"a":"=1"}', "'=1", 'a, =b', 'a; b', 'Größe'])(
    '%j stays as it is',
    (text) => {
      expect(withoutFormulas(text)).toBe(text);
    },
  );

  it('is found nowhere in what comes out, at whichever separator it is split', () => {
    holds(
      fc.property(row, (cells) => {
        for (const text of parseCsv(csvLine(cells))[0] ?? []) {
          expect(text).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/);
          for (const part of text.split(/[;\t\r\n]/)) expect(part).not.toMatch(/^[ "\u00a0\u200b]*[=+\-@＝＋－＠]/);
        }
      }),
    );
  });

  // Quadratic work on this much takes minutes, linear work a fraction of a second: the limit of the test tells them apart.
  it.each(['\t', ' ', ';', '\r\n', '; ', '=', '"', ';"', '\u200b'])(
    'is looked for in linear time in repeated %j',
    (text) => {
      expect(withoutFormulas(text.repeat(200_000)).length).toBeGreaterThan(0);
    },
  );
});

describe('what a spreadsheet would change into a value', () => {
  it.each([
    ['007', "'007"],
    ['12E5', "'12E5"],
    ['1e+10', "'1e+10"],
    ['1.5', "'1.5"],
    ['1,000', "'1,000"],
    ['123456789012345678901', "'123456789012345678901"],
    [' 42 ', "' 42 "],
    ['50%', "'50%"],
    ['1-2', "'1-2"],
    ['2026-11-21', "'2026-11-21"],
    ['10:30', "'10:30"],
    ['3/4', "'3/4"],
    ['10.0.0.1', "'10.0.0.1"],
    ['MAR1', "'MAR1"],
    ['2-Sep', "'2-Sep"],
    ['Okt 3', "'Okt 3"],
    ['true', "'true"],
    ['FALSCH', "'FALSCH"],
  ])('%j becomes %j', (text, kept) => {
    expect(withoutValues(text)).toBe(kept);
    expect(parseCsv(csvLine([text]))[0]).toEqual([kept]);
  });

  it.each([
    '',
    'w-1',
    'text',
    'e5',
    '.',
    '2026-11-21T12:00:00.000Z',
    'marketing1',
    '{"a":1}',
    "'007",
    '1 site',
    'Größe',
  ])('%j stays as it is', (text) => {
    expect(withoutValues(text)).toBe(text);
  });

  it.each(['1', ' ', '1.', '1-', 'e', '1e'])('is looked for in linear time in repeated %j', (text) => {
    expect(withoutValues(text.repeat(200_000)).length).toBeGreaterThan(0);
  });
});

describe('a line', () => {
  it('quotes every cell, doubles quotes and ends with CR LF', () => {
    expect(csvLine(['a', null, 'b"c', 'd,e', 'f\r\ng'])).toBe('"a","","b""c","d,e","f\r\ng"\r\n');
  });

  it('is read back as what was written, but for the apostrophes', () => {
    holds(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        expect(parseCsv(rows.map(csvLine).join(''))).toEqual(
          rows.map((cells) => cells.map((text) => withoutFormulas(withoutValues(text)))),
        );
      }),
    );
  });

  it('only ever adds apostrophes', () => {
    holds(
      fc.property(cell, (text) => {
        expect(withoutFormulas(text).replaceAll("'", '')).toBe(text.replaceAll("'", ''));
      }),
    );
  });
});
