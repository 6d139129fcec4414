import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './workspace.ts';

/** What a host implements, passes or reads, and an adapter needs too. Every other name of `/ports` is there only, see docs/decisions/0023. */
const inBoth = [
  'ActivationId Brand Instant JsonValue MessageParams PersonId Sentence StorageFailureKind TenantId WorkspaceId',
  'InvariantError epochMillis invariant parseInstant toInstant',
  'AuditMetadata AuditOutcome AuditTarget CompletedPolicy ControlActivation ControlScope PersonKind PersonRef Storage',
  'RunContext RunCounts RunFailure RunOutcome RunProgress RunStatus runOutcomes runStatuses',
  'Collected CollectionState Evidence EvidenceReason LastKnown NeverCollected NotCollected PartlyCollected collectionStates',
  'BuiltInReasonCode HostReasonCode ReasonCode ReasonGroup reasonCodeGroups Grant PermissionType permissionTypes',
  'ConnectionType ConsentStatus VerificationStatus connectionTypes consentStatuses verificationStatuses',
  'OnboardingCheckpoint OnboardingStatus onboardingCheckpoints onboardingStatuses',
  'CheckSeverity CheckStatus VerificationOverall checkSeverities checkStatuses verificationOveralls',
  'TenantLifecycle TenantRemoval WorkspaceRemoval WorkspaceRole tenantLifecycles workspaceRoles',
].flatMap((names) => names.split(' '));

const reportOf = (entry: string): string => readFileSync(join(root, 'etc', 'api', `core-${entry}.api.md`), 'utf8');

/** What an entry exports, as the check of the API holds it. */
function namesOf(entry: string): readonly string[] {
  const declared = /^export (?:declare |abstract |async )*(?:class|const|enum|function|interface|type) (\w+)/gm;
  const passedOn = /^export \{ (?:\w+ as )?(\w+) \}/gm;
  return [declared, passedOn].flatMap((pattern) => [...reportOf(entry).matchAll(pattern)].map(([, name = '']) => name));
}

describe('the ports for adapters', () => {
  const ports = namesOf('ports');

  it.each(['index', 'browser'])('are not among the names of core-%s, but for those that hosts use', (entry) => {
    const names = new Set(namesOf(entry));
    expect(names).toContain('Storage');
    expect(ports.filter((name) => names.has(name)).sort()).toEqual(inBoth.toSorted());
  });

  it('export every type that their signatures name', () => {
    expect(reportOf('ports')).not.toContain('ae-forgotten-export');
  });
});
