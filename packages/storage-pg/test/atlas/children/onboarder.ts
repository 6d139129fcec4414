// A process of people who start, change, complete and cancel one onboarding, all at once.
import { onboardingAtlas, owner } from '../onboarding-world.ts';
import type { OnboarderConfig, OnboardingAct, OnboardingAnswer, ToOnboarder } from '../onboarding-race.ts';
import { readConfig, tellParent } from '../race-process.ts';
import { openRaceStorage } from '../race-storage.ts';

const { url, callers } = readConfig<OnboarderConfig>();
const { storage } = await openRaceStorage('pg', url, callers);
const { onboarding } = onboardingAtlas(storage).as(owner);
const inW1 = { workspaceId: 'w-1' };

/** Steps of each person. Before the last ones nothing ends, so that there is something to change. */
const steps = { before: 4, ending: 4 };
const harmless: readonly OnboardingAct[] = ['update', 'start'];

function carryOut(act: OnboardingAct, { onboardingId, tenantId }: ToOnboarder, expectedVersion: number, word: string) {
  const named = { ...inW1, onboardingId, expectedVersion };
  switch (act) {
    case 'update':
      return onboarding.update({ ...named, draftName: word });
    case 'start':
      return onboarding.start({ ...inW1, tenantId });
    case 'complete':
      return onboarding.complete(named);
    case 'cancel':
      return onboarding.cancel(named);
  }
}

async function person(race: ToOnboarder, caller: number): Promise<readonly OnboardingAnswer[]> {
  const answers: OnboardingAnswer[] = [];
  for (let step = 0; step < steps.before + steps.ending; step += 1) {
    const acts = step < steps.before ? harmless : race.acts;
    const act = acts[(caller + step) % acts.length] ?? 'update';
    const seen = await onboarding.get({ ...inW1, onboardingId: race.onboardingId });
    const expected = seen.isOk() ? seen.value.version : 1;
    const word = `Name ${String(process.pid)} ${String(caller)} ${String(step)}`;
    const answer = await carryOut(act, race, expected, word);
    const { code, version } = answer.isOk()
      ? { code: 'ok', version: answer.value.version }
      : { ...answer.error, version: null };
    answers.push({ act, code, expected, version });
  }
  return answers;
}

process.on('message', (race: ToOnboarder) => {
  const people = Array.from({ length: callers }, (_, caller) => person(race, caller));
  void Promise.all(people).then((answers) => tellParent({ said: 'answers', answers: answers.flat() }));
});
tellParent({ said: 'ready' });
