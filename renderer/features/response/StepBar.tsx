import { useTranslation } from 'react-i18next';
import type { ResponseView } from '#shared/contract/response.ts';
import type { DispatchState, ResponderAction } from '#shared/domain/dispatch-status.ts';
import type { Format } from '../../ui/format.ts';
import type { Waiting } from './press-queue.ts';

interface Step {
  name: string;
  facts: readonly DispatchState[];
  actions: readonly ResponderAction[];
}

const STEPS: readonly Step[] = [
  { name: 'received', facts: ['delivered', 'opened'], actions: [] },
  { name: 'accept', facts: ['accepted', 'refused'], actions: ['accept', 'refuse'] },
  { name: 'go', facts: ['en-route'], actions: ['en-route'] },
  { name: 'scene', facts: ['on-scene'], actions: ['on-scene'] },
  { name: 'done', facts: ['done'], actions: ['done'] },
];

/** The course of the dispatch with times; what was pressed but not sent is named as such, never shown as a fact. */
export function StepBar({ view, format, waiting }: { view: ResponseView; format: Format; waiting: readonly Waiting[] }) {
  const { t } = useTranslation();
  const facts = STEPS.map((step) => lastOf(view, step));
  const present = Math.max(
    0,
    facts.findIndex((fact) => fact === null),
  );
  return (
    <ol className="rp-steps">
      {STEPS.map((step, index) => {
        const fact = facts[index] ?? null;
        const isUnsent = waiting.some((one) => one.kind === 'act' && step.actions.includes(one.action));
        const below = isUnsent ? t('response.notSent') : fact ? format.time(fact.at) : index === present ? t('response.stepWaiting') : '';
        const mark = isUnsent || (index === present && !fact) ? 'now' : fact ? 'told' : '';
        return (
          <li key={step.name} className={mark}>
            {fact?.state === 'refused' ? t('response.stepRefused') : t(`response.step.${step.name}`)}
            <b className="num">{below}</b>
          </li>
        );
      })}
    </ol>
  );
}

/** The fact that counts for a step: the first receipt, otherwise the latest word. */
function lastOf(view: ResponseView, step: Step) {
  const facts = view.facts.filter((fact) => step.facts.includes(fact.state));
  return (step.name === 'received' ? facts[0] : facts.at(-1)) ?? null;
}
