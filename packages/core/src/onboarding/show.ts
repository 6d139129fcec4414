import { lookUpOthers, ownName } from '../access/look-up-people.ts';
import type { Finishing } from '../access/method.ts';
import { guardAgainstBugs } from '../access/perform.ts';
import { ok, type ResultAsync } from '../kernel/result.ts';
import { resolverAddresses } from '../knowledge/link-resolvers.ts';
import { builtInResolvers } from '../knowledge/topics.ts';
import type { PersonRecord } from '../ports/people-store.ts';
import { providerOf } from '../verification/operation.ts';
import { judge, onboardingReadiness, onboardingTopic, type FoundOnboarding } from './readiness.ts';
import type { OnboardingReadiness } from './readiness-view.ts';
import type { OnboardingSetup } from './setup.ts';
import { onboardingView, peopleOf, type OnboardingView } from './view.ts';

/** Sessions with the names of their people, which are read at once. */
export async function showAll(
  found: readonly FoundOnboarding[],
  { environment, caller }: Finishing,
): Promise<readonly OnboardingView[]> {
  const refs = found.flatMap(({ session }) => peopleOf(session));
  const people = await lookUpOthers(environment, caller, refs);
  return found.map((one) => viewOf(one, people));
}

/** One session with the names of its people. */
export async function show(found: FoundOnboarding, finishing: Finishing): Promise<OnboardingView> {
  const [view] = await showAll([found], finishing);
  // One session in, one view out.
  return view as OnboardingView;
}

/** The write is already committed: when names cannot be read, the session is shown without them and not reported as a failure. */
export function showAsWritten(found: FoundOnboarding, finishing: Finishing): ResultAsync<OnboardingView, never> {
  const { environment, caller } = finishing;
  return guardAgainstBugs(
    environment,
    'onboarding',
    show(found, finishing).then((view) => ok(view)),
  ).orElse(() => ok(viewOf(found, ownName(caller))));
}

/** The readiness with the names of people, and with the addresses of the host, which are asked for outside the unit because their functions are the host's. */
export async function showReadiness(
  found: FoundOnboarding,
  setup: OnboardingSetup,
  { environment, caller }: Finishing,
): Promise<OnboardingReadiness> {
  const { session, selected } = found;
  const { knowledge } = setup;
  const consent = {
    hasProvider: selected !== null && providerOf(setup, selected.connection.provider) !== null,
    hasRedirect: setup.consent.redirectUri !== null,
  };
  const acknowledgements = selected?.connection.acknowledgements ?? [];
  const refs = [...peopleOf(session), ...acknowledgements.map(({ by }) => by)];
  const links = onboardingTopic(found, knowledge)?.docsLinks ?? [];
  const names = [...builtInResolvers, ...links.map(({ resolver }) => resolver)].filter((name) => name !== null);
  const { workspaceId, tenantId } = session;
  const tools = { ...knowledge, logger: environment.logger };
  const [people, addresses] = await Promise.all([
    lookUpOthers(environment, caller, refs),
    tenantId && resolverAddresses(names, { workspaceId, tenantId }, tools),
  ]);
  return onboardingReadiness(found, { knowledge, people, addresses, consent });
}

function viewOf(found: FoundOnboarding, people: readonly PersonRecord[]): OnboardingView {
  const { session, tenantName } = found;
  return onboardingView(session, { state: judge(found).state, tenantName, people });
}
