import { useTranslation } from 'react-i18next';
import type { Dispatch } from '#shared/contract/dispatch.ts';
import { useFormat, type Format } from '#renderer/ui/format.ts';
import { dispatchSteps, type Step } from './dispatch-steps.ts';

const KIND_CLASS: Record<Step['kind'], string> = { done: 'dn', present: 'now', late: 'late', refused: 'no', todo: '' };

type Translate = (key: string, values?: Record<string, unknown>) => string;

function timeText(step: Step, format: Format, t: Translate): string {
  if (step.at !== null && step.kind !== 'todo') return format.time(step.at);
  return step.dueAt === null ? '' : t(step.name === 'delivered' ? 'dispatch.nextTryAt' : 'dispatch.dueAt', { time: format.time(step.dueAt) });
}

function noteText(step: Step, format: Format, t: Translate): string {
  if (step.note === null) return step.by ?? '';
  if (step.note.key === 'opened') return t('dispatch.note.opened', { time: format.time(Number(step.note.value)) });
  return t(`dispatch.note.${step.note.key}`, { count: Number(step.note.value) });
}

/** Queued, delivered, accepted, en route, on scene, done: time and name under each. */
export function Stepper({ dispatch, now }: { dispatch: Dispatch; now: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ol className="stp">
      {dispatchSteps(dispatch, now).map((step) => (
        <li
          key={step.name}
          className={[KIND_CLASS[step.kind], step.isHalf ? 'to' : ''].filter(Boolean).join(' ') || undefined}
          aria-current={step.kind === 'present' ? 'step' : undefined}
        >
          <span className="l">{t(`dispatch.step.${step.labelKey}`)}</span>
          <span className="h">{timeText(step, format, t)}</span>
          <span className="w t3" title={noteText(step, format, t)}>
            {noteText(step, format, t)}
          </span>
        </li>
      ))}
    </ol>
  );
}
