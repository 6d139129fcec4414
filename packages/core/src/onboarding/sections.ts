import type { Sentence } from '../kernel/sentence.ts';
import type { PermissionOverview } from '../permissions/view.ts';
import { sayOnboarding as say } from './messages.ts';

/** The sections that a page may have besides the readiness itself, in order. */
export const onboardingSectionKeys = ['stored_verification', 'permission_diagnostics', 'supporting_evidence'] as const;

/** The groups of permissions that a page lists. */
export const permissionGroupKeys = ['missing_application', 'missing_delegated', 'unreadable'] as const;

/** Permissions under one heading. Never empty. */
export interface PermissionGroupView {
  readonly key: (typeof permissionGroupKeys)[number];
  readonly heading: Sentence;
  /** The keys of the permissions. */
  readonly permissions: readonly string[];
}

/** A section that a page has now. */
export interface OnboardingSection {
  readonly key: (typeof onboardingSectionKeys)[number];
  readonly heading: Sentence;
  /** Empty except in `permission_diagnostics`. */
  readonly groups: readonly PermissionGroupView[];
}

/** What sections are chosen by. */
export interface SectionFacts {
  readonly hasReport: boolean;
  readonly permissions: Pick<PermissionOverview, 'permissions' | 'collection'> | null;
  /** How many supporting links there are. */
  readonly links: number;
}

/**
 * The sections of a page, each once. Missing and unreadable permissions are listed only while there is no report: with one, the report says the same, and a supporting link
 * leads to the list. Permissions that were never asked for are neither. The section of supporting evidence vanishes without a link.
 */
export function onboardingSections({ hasReport, permissions, links }: SectionFacts): readonly OnboardingSection[] {
  const groups = hasReport || permissions === null ? [] : permissionGroups(permissions);
  const isShown: { readonly [key in OnboardingSection['key']]: boolean } = {
    stored_verification: hasReport,
    permission_diagnostics: groups.length > 0,
    supporting_evidence: links > 0,
  };
  return onboardingSectionKeys
    .filter((key) => isShown[key])
    .map((key) => ({
      key,
      heading: say(`onboarding.section.${key}`),
      groups: key === 'permission_diagnostics' ? groups : [],
    }));
}

function permissionGroups({
  permissions,
  collection,
}: Pick<PermissionOverview, 'permissions' | 'collection'>): readonly PermissionGroupView[] {
  if (collection === 'never') return [];
  const keysOf: { readonly [key in PermissionGroupView['key']]: readonly string[] } = {
    missing_application: permissions.filter(isMissing('application')).map(({ key }) => key),
    missing_delegated: permissions.filter(isMissing('delegated')).map(({ key }) => key),
    unreadable: permissions.filter(({ status }) => status === 'unreadable').map(({ key }) => key),
  };
  return permissionGroupKeys
    .filter((key) => keysOf[key].length > 0)
    .map((key) => ({ key, heading: say(`onboarding.permissions.${key}`), permissions: keysOf[key] }));
}

function isMissing(type: string) {
  return (permission: PermissionOverview['permissions'][number]): boolean =>
    permission.status === 'missing' && permission.type === type;
}
