import { methodGroup } from '../access/method-group.ts';
import { method } from '../access/method.ts';
import type { ControlCatalog, ControlDefinition } from './catalog.ts';
import { changes, controlChangesAnswer } from './changes.ts';
import type { ControlsClient } from './client.ts';
import { decisionAnswer } from './decision.ts';
import { evaluate, history, listControls, previewImpact, summary } from './read.ts';
import { controlInputs } from './schema.ts';
import { settle } from './settle.ts';
import {
  controlsAnswer,
  controlSummaryAnswer,
  historyAnswer,
  impactAnswer,
  pauseAnswer,
  resumeAnswer,
} from './view.ts';
import { pause, rescope, resume } from './write.ts';

/** The methods of `controls` over the controls of one atlas. */
export function controlMethods(catalog: ControlCatalog) {
  const inputs = controlInputs(Object.keys(catalog));
  // The input is a key of this very catalog.
  const definitionOf = (key: string): ControlDefinition => catalog[key] as ControlDefinition;
  return methodGroup<ControlsClient>()([
    method({
      name: 'controls.list',
      summary: 'Lists every control with what is active of it.',
      input: inputs.list,
      answer: controlsAnswer,
      refusals: [],
      run: (context) => listControls(context, catalog),
    }),
    method({
      name: 'controls.summary',
      summary: 'Reads one control with what is active of it.',
      input: inputs.one,
      answer: controlSummaryAnswer,
      refusals: [],
      run: (context) => summary(context, definitionOf(context.input.control)),
    }),
    method({
      name: 'controls.evaluate',
      summary: 'Says whether the control lets operations start.',
      input: inputs.evaluate,
      answer: decisionAnswer,
      refusals: [],
      run: evaluate,
    }),
    method({
      name: 'controls.previewImpact',
      summary: 'Says what a pause would touch.',
      input: inputs.preview,
      answer: impactAnswer,
      refusals: [],
      run: (context) => previewImpact(context, definitionOf(context.input.control)),
    }),
    method({
      name: 'controls.pause',
      summary: 'Pauses a control, or replaces the pause that is there.',
      input: inputs.pause,
      answer: pauseAnswer,
      refusals: ['conflict', 'immutable'],
      run: (context) => pause(context, definitionOf(context.input.control)),
      finish: settle,
    }),
    method({
      name: 'controls.rescope',
      summary: 'Moves an active pause to another scope in one step.',
      input: inputs.rescope,
      answer: pauseAnswer,
      refusals: ['conflict', 'immutable'],
      run: (context) => rescope(context, catalog),
      finish: settle,
    }),
    method({
      name: 'controls.resume',
      summary: 'Ends the pause of a scope.',
      input: inputs.resume,
      answer: resumeAnswer,
      refusals: ['immutable'],
      run: (context) => resume(context, definitionOf(context.input.control)),
    }),
    method({
      name: 'controls.history',
      summary: 'Reads the latest ten audit entries about a control.',
      input: inputs.one,
      answer: historyAnswer,
      refusals: [],
      run: history,
    }),
    method({
      name: 'controls.changes',
      summary: 'Lists the audit entries about controls, over all workspaces, newest first.',
      input: inputs.changes,
      answer: controlChangesAnswer,
      refusals: [],
      run: (context) => changes(context, catalog),
    }),
  ]);
}
