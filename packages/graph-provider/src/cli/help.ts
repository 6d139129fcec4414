/** What `tenantatlas graph --help` prints. */
export const help = `tenantatlas graph: asks Microsoft Graph with an app's credential, without a database

Usage: tenantatlas graph <command> --tenant <id or domain> [options]

Commands
  check      sign in, and say whether the tenant is ready: the checks of a connection, and the permissions that it granted
  manifest   print the permissions that are needed, as requiredResourceAccess of an app registration; the ids come from the tenant

Options
  --tenant ID      the tenant: its id or one of its domains (default: AZURE_TENANT_ID)
  --client-id ID   the app: its application (client) id (default: AZURE_CLIENT_ID)
  --cloud NAME     global, us_gov_l4, us_gov_l5 or china (default: global, which GCC uses too)
  --config FILE    a configuration file with \`permissions\` of your own, which are needed too; none is read without it
  --json           with check: print one JSON value
  --graph-url URL, --login-url URL   a simulator on this machine in place of a cloud: http://127.0.0.1:4000
  -h, --help       print this

Credential, from the environment only
  AZURE_CLIENT_SECRET                the value of a secret; used first where both are set
  AZURE_CLIENT_CERTIFICATE_PATH      a file in PEM with the certificate and its private key
  AZURE_CLIENT_CERTIFICATE_PASSWORD  the password of that key, where it has one

Exit codes: 0 ready, or printed; 1 failed: no answer that says whether the tenant is ready; 2 wrong usage;
4 not ready: Microsoft answered, and something has to be changed; 130 interrupted
`;
