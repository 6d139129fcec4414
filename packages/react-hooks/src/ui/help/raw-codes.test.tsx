// @vitest-environment jsdom
import { createTenantAtlas, systemActor, topicKeys, translateReason, tryResolveTopic } from '@tenantatlas/core';
import { de as coreGerman } from '@tenantatlas/core/messages';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { connection, permissions, report } from '../../../test/support/connection-samples.ts';
import { onServer } from '../../../test/support/on-server.ts';
import { AtlasProvider } from '../../index.ts';
import { de } from '../../messages/index.ts';
import { ConnectionCard, ContextualHelp, PermissionList, VerificationReport } from '../index.ts';

const scale = Number(process.env['TA_SCALE'] ?? 0.05);
const codes = Math.max(500, 10_000 * scale);

/** Every code has it, and no text has. */
const marker = 'zq7jx';
const alphabet = [
  ...'abcz_.-:/\\"\'<>{}#$%&;019ÄßİıΣς\u0000\u200b\u202e\n\t ',
  '😀',
  'ext.',
  'provider_',
  'reasons.',
  'topics.',
  '__proto__',
  '${x}',
  '{count, plural, one {#}}',
];
/** Ids of messages, as they would look on a page. */
const rawKey = /\b(?:ui|topics|reasons|glossary|connections|verification|knowledge)\.[a-z_-]+\b/;

const random = randomNumbers(20_261_130);

/** A code that no catalog knows. */
function newCode(): string {
  const some = () => Array.from({ length: random(6) }, () => alphabet[random(alphabet.length)]).join('');
  return some() + marker + some();
}

/** Everything that shows a reason, for one code. */
function Everything({ code }: { readonly code: string }): ReactNode {
  const reason = translateReason(code);
  const topic = tryResolveTopic(topicKeys[random(topicKeys.length)], { reason })!;
  const check = report.checks[0]!;
  const evidence = check.evidence.map((one) => ({ ...one, subject: code, reason }));
  const failed = { ...check, key: code, reasonCode: code, reason, status: 'fail', evidence } as const;
  const broken = { ...connection, readiness: 'blocked', lastErrorReason: reason, helpReasonCode: code } as const;
  return (
    <>
      <ContextualHelp help={{ ...topic, topicKey: code }} />
      <ConnectionCard connection={broken} />
      <VerificationReport report={{ ...report, overall: 'blocked', primaryReason: reason, checks: [failed] }} />
      <PermissionList overview={{ ...permissions, overall: 'unknown', collection: 'failed', reason }} />
    </>
  );
}

it('no component shows the raw code of a reason, nor the key of a topic or of a text', async () => {
  const atlas = createTenantAtlas();
  const client = atlas.as(systemActor('test'));
  const languages = [
    { locale: 'en', neutral: 'Unknown reason' },
    { locale: 'de', messages: { ...de, ...coreGerman }, neutral: 'Unbekannter Grund' },
  ];
  const atOnce = 50;
  for (let shown = 0; shown < codes; shown += atOnce) {
    const { neutral, ...language } = languages[(shown / atOnce) % languages.length]!;
    const some = Array.from({ length: atOnce }, newCode);
    const html = onServer(
      <AtlasProvider client={client} cacheKey="test" {...language}>
        {some.map((code, index) => (
          <Everything key={index} code={code} />
        ))}
      </AtlasProvider>,
    );
    expect(html.toLowerCase().includes(marker), some.join('\n')).toBe(false);
    expect(html.replaceAll(/<[^>]*>/g, ' ')).not.toMatch(rawKey);
    // Help, card, report and permissions name each reason in words.
    expect(html.split(neutral).length - 1).toBeGreaterThanOrEqual(4 * atOnce);
  }
  await atlas.close();
}, 600_000);

/** Numbers below a limit, the same for the same seed. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
