/** The OCSF activities that entries of a host can have. */
export type EntityActivity = `Entity Management: ${
  | 'Create'
  | 'Read'
  | 'Update'
  | 'Delete'
  | 'Enable'
  | 'Disable'
  | 'Activate'
  | 'Suspend'
  | 'Resume'
  | 'Other'}`;

/** A text of a host: English, and any other language by its BCP 47 tag. */
export type HostText = { readonly en: string; readonly [language: string]: string };

/** An action of a host that leaves entries in the audit trail. */
export interface AuditActionDefinition {
  /** What people read in place of the id, without placeholders. */
  readonly label: HostText;
  /** The sentence that sums up an entry. Its placeholders are plain, such as `{name}`, and the same in every language: a writer has to fill them. */
  readonly summary: HostText;
  /** The keys that an entry may have in its metadata, each with its readers: `workspace` for those who read the entry, `platform` for operators only. @default none */
  readonly metadata?: { readonly [key: string]: 'workspace' | 'platform' } | undefined;
  /** The OCSF activity of its entries. @default 'Entity Management: Other' */
  readonly ocsf?: EntityActivity | undefined;
}

/** Actions of a host by id. */
export type AuditActionCatalog = { readonly [action: string]: AuditActionDefinition };
