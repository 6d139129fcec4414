import { describe, expect, it } from 'vitest';
import { globalPause, workspacePause } from '../../test/support/controls-fixtures.ts';
import { formatMessage } from '../kernel/message-format.ts';
import { messageCatalogs } from '../messages.ts';
import { controlPaused } from './paused-error.ts';

const label = 'Restore execution';

describe('a refused start', () => {
  it('has the text of the specification', () => {
    const error = controlPaused(label, globalPause({ reasonText: 'Restore safety review.' }), 'platform');
    expect(error.code).toBe('control_paused');
    expect(error.title.text).toBe('Restore execution paused');
    expect(error.message.text).toBe(
      'Restore execution is currently paused. Restore safety review. No change was made.',
    );
  });

  it('has a German text', () => {
    const { title, message } = controlPaused(label, globalPause({ reasonText: 'Sicherheitsprüfung' }), 'platform');
    const german = ({ id, params }: typeof title) => formatMessage(messageCatalogs.de[id]!, params, 'de');
    expect(german(title)).toBe('Restore execution pausiert');
    expect(german(message)).toBe(
      'Restore execution ist derzeit pausiert. Sicherheitsprüfung. Es wurde nichts geändert.',
    );
  });

  it.each([
    ['Incident 42', 'Incident 42.'],
    ['Incident 42.', 'Incident 42.'],
    ['Stop now!', 'Stop now!'],
    ['Why is it slow?', 'Why is it slow?'],
    ['Under review…', 'Under review…'],
    ['Said "Stop!"', 'Said "Stop!"'],
    ['Said “Stop.”', 'Said “Stop.”'],
    ['See the runbook (page 4)', 'See the runbook (page 4).'],
    ['(See the runbook.)', '(See the runbook.)'],
    ['点検中です。', '点検中です。'],
    ['Waiting: vendor', 'Waiting: vendor.'],
  ])('quotes "%s" as a complete sentence', (reasonText, quoted) => {
    const { message } = controlPaused(label, globalPause({ reasonText }), 'platform');
    expect(message.text).toBe(`Restore execution is currently paused. ${quoted} No change was made.`);
  });

  it.each([
    { audience: 'platform', publicMessage: null, reads: 'Acme asked for it' },
    { audience: 'platform', publicMessage: 'Back at three', reads: 'Acme asked for it' },
    { audience: 'workspace', publicMessage: null, reads: 'Acme asked for it' },
    { audience: 'workspace', publicMessage: 'Back at three', reads: 'Back at three' },
  ] as const)(
    'shows the $audience "$reads" when the public message is $publicMessage',
    ({ audience, publicMessage, reads }) => {
      const error = controlPaused(label, workspacePause({ publicMessage }), audience);
      expect(error.message.text).toContain(reads);
      expect(error.decision).toMatchObject({
        reasonText: reads,
        sourceActivationId: 'activation-workspace',
        effectiveState: 'paused',
      });
      if (reads === publicMessage) expect(JSON.stringify(error)).not.toContain('Acme asked for it');
    },
  );

  it('is plain, frozen JSON', () => {
    const error = controlPaused(label, globalPause(), 'platform');
    expect(JSON.parse(JSON.stringify(error))).toEqual(error);
    expect(() => Object.assign(error.decision, { reasonText: '' })).toThrow(TypeError);
  });
});
