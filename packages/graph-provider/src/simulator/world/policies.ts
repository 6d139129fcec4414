import { listed, type Collection, type GraphObject } from './collection.ts';
import { dateAt } from './people.ts';
import { guidOf, mix, partOf, pick } from './random.ts';

/** Policies of a tenant. */
export interface Policies {
  readonly conditionalAccessPolicies: Collection;
  readonly deviceConfigurations: Collection;
  readonly deviceCompliancePolicies: Collection;
  readonly configurationPolicies: Collection;
}

/** Conditional access and device policies. The settings of a settings-catalog policy are in its member `settings`, which is shown on demand. */
export function policiesOf(seed: number, count: number): Policies {
  const make = (name: string, rows: number, one: (number: number, index: number) => GraphObject): Collection => {
    const key = partOf(seed, name);
    const all = Array.from({ length: rows }, (_, index) => ({
      id: guidOf(key, index),
      ...one(mix(key, index), index),
    }));
    return listed(all, (position) => guidOf(key, position));
  };
  return {
    conditionalAccessPolicies: make('conditionalAccess', count, conditionalAccess),
    deviceConfigurations: make('deviceConfigurations', count * 2, deviceConfiguration),
    deviceCompliancePolicies: make('deviceCompliancePolicies', count, compliancePolicy),
    configurationPolicies: make('configurationPolicies', count, configurationPolicy),
  };
}

function conditionalAccess(number: number, index: number): GraphObject {
  return {
    templateId: null,
    displayName:
      pick(
        [
          'Require MFA for administrators',
          'Block legacy authentication',
          'MFA für alle Gäste',
          '準拠デバイスを要求する',
          'حظر البلدان غير المعروفة',
        ],
        index,
      ) + (index < 5 ? '' : ` ${String(index + 1)}`),
    createdDateTime: dateAt(number),
    modifiedDateTime: null,
    state: pick(['enabled', 'enabled', 'disabled', 'enabledForReportingButNotEnforced'], number),
    sessionControls: null,
    conditions: {
      clientAppTypes: index % 2 === 0 ? ['all'] : ['exchangeActiveSync', 'other'],
      applications: { includeApplications: ['All'], excludeApplications: [], includeUserActions: [] },
      users: {
        includeUsers: ['All'],
        excludeUsers: [],
        includeGroups: [],
        excludeGroups: [],
        includeRoles: [],
        excludeRoles: [],
      },
    },
    grantControls: {
      operator: 'OR',
      builtInControls: [index % 2 === 0 ? 'mfa' : 'block'],
      customAuthenticationFactors: [],
      termsOfUse: [],
    },
  };
}

function deviceConfiguration(number: number, index: number): GraphObject {
  const isWindows = number % 2 === 0;
  return {
    '@odata.type': isWindows
      ? '#microsoft.graph.windows10GeneralConfiguration'
      : '#microsoft.graph.iosGeneralDeviceConfiguration',
    ...policy(number, `${isWindows ? 'Windows' : 'iOS'} restrictions ${String(index + 1)}`),
    ...(isWindows
      ? { passwordMinimumLength: 8 + (number % 8), bluetoothBlocked: number % 3 === 0 }
      : { cameraBlocked: number % 3 === 0, passcodeMinimumLength: 6 }),
  };
}

function compliancePolicy(number: number, index: number): GraphObject {
  return {
    '@odata.type': '#microsoft.graph.windows10CompliancePolicy',
    ...policy(number, `Compliance ${String(index + 1)} – Gerätekonformität`),
    passwordRequired: true,
    bitLockerEnabled: number % 4 !== 0,
    osMinimumVersion: '10.0.19045',
  };
}

function policy(number: number, displayName: string): GraphObject {
  return {
    displayName,
    description: null,
    createdDateTime: dateAt(number),
    lastModifiedDateTime: dateAt(number + 90),
    version: 1 + (number % 9),
    roleScopeTagIds: ['0'],
  };
}

function configurationPolicy(number: number, index: number): GraphObject {
  const settings = Array.from({ length: 2 + (number % 5) }, (_, at) => setting(number, at));
  return {
    name: `Settings catalog ${String(index + 1)}`,
    description: '',
    createdDateTime: dateAt(number),
    lastModifiedDateTime: dateAt(number + 30),
    platforms: 'windows10',
    technologies: 'mdm',
    roleScopeTagIds: ['0'],
    isAssigned: number % 2 === 0,
    settingCount: settings.length,
    settings,
  };
}

function setting(number: number, at: number): GraphObject {
  const settingDefinitionId = `device_vendor_msft_policy_config_defender_setting${String(at)}`;
  return {
    id: String(at),
    settingInstance: {
      '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
      settingDefinitionId,
      choiceSettingValue: { value: `${settingDefinitionId}_${String(mix(number, at) % 3)}`, children: [] },
    },
  };
}
