import { describe, expect, it } from 'vitest';
import { at, globalPause, noon, workspacePause } from '../../test/support/controls-fixtures.ts';
import { formatMessage } from '../kernel/message-format.ts';
import { messageCatalogs } from '../messages.ts';
import { controlPaused, refusePaused } from './paused-error.ts';

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

describe('which pause refuses a start at noon', () => {
  const control = { key: 'restore.execute', label };
  const ended = { expiresAt: noon };
  it.each([
    { name: 'none', pauses: [], workspaceId: 'w-1', by: null },
    { name: 'one of the workspace', pauses: [workspacePause()], workspaceId: 'w-1', by: 'activation-workspace' },
    { name: 'one of another workspace', pauses: [workspacePause()], workspaceId: 'w-2', by: null },
    { name: 'one of a workspace, over all', pauses: [workspacePause()], workspaceId: null, by: null },
    { name: 'a global one, over all', pauses: [globalPause()], workspaceId: null, by: 'activation-global' },
    { name: 'both', pauses: [workspacePause(), globalPause()], workspaceId: 'w-1', by: 'activation-global' },
    { name: 'one that has ended', pauses: [globalPause(ended)], workspaceId: 'w-1', by: null },
    {
      name: 'a global one that has ended, and one of the workspace',
      pauses: [globalPause(ended), workspacePause({ expiresAt: at(1) })],
      workspaceId: 'w-1',
      by: 'activation-workspace',
    },
    {
      name: 'one of another control',
      pauses: [globalPause({ controlKey: 'acme.mail' })],
      workspaceId: 'w-1',
      by: null,
    },
  ])('$name: $by', ({ pauses, workspaceId, by }) => {
    const refusal = refusePaused(control, workspaceId, pauses, noon, 'platform');
    expect(refusal?.decision.sourceActivationId ?? null).toBe(by);
    if (refusal) expect(refusal.title.text).toBe('Restore execution paused');
  });

  it('masks the reason for the audience', () => {
    const pauses = [workspacePause({ publicMessage: 'Back at three' })];
    const read = (audience: 'platform' | 'workspace') => refusePaused(control, 'w-1', pauses, noon, audience);
    expect(read('workspace')?.decision.reasonText).toBe('Back at three');
    expect(read('platform')?.decision.reasonText).toBe('Acme asked for it');
  });
});
