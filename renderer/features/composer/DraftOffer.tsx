import { useTranslation } from 'react-i18next';
import { failureOf } from '#renderer/api/failure.ts';
import { showCamera } from '#renderer/features/monitor/store.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { showToast } from '#renderer/ui/toast-store.ts';
import type { Draft } from './draft.ts';
import { useKeptDrafts } from './drafts.ts';
import { resumeDraft } from './store.ts';

/** Goes on with a draft, with its camera in view again. */
function resume(draft: Draft): void {
  if (draft.fields.cameraId !== null) showCamera(draft.fields.cameraId);
  resumeDraft(draft);
}

/** A draft that was left, by a step back or by a crash, is offered until it is finished or discarded. */
export function DraftOffer() {
  const { t } = useTranslation();
  const format = useFormat();
  const { drafts, discard } = useKeptDrafts();
  const draft = drafts[0];
  const goOn = (): void => {
    if (draft) resume(draft);
  };
  useKey('D', goOn, { enabled: draft !== undefined, labelKey: 'monitor.composer.draft.resume' });
  if (!draft) return null;
  const { fields } = draft;
  const what = [fields.categoryKey === null ? t('monitor.composer.draft.noCategory') : t(`categories.${fields.categoryKey}.name`), fields.place]
    .filter(Boolean)
    .join(', ');
  return (
    <div className="note-bar" role="status">
      <Icon name="note" size="s" />
      <span className="t1">{t('monitor.composer.draft.kept', { time: format.time(draft.savedAt) })}</span>
      <span>{what}</span>
      {drafts.length > 1 ? <span>{t('monitor.composer.draft.more', { count: drafts.length - 1 })}</span> : null}
      <span className="row end">
        <Button
          small
          kind="quiet"
          onClick={() => void discard(draft.key).catch((error: unknown) => showToast({ tone: 's2', title: failureOf(error, t).text }))}
        >
          {t('monitor.composer.draft.discard')}
        </Button>
        <Button small keys="D" onClick={goOn}>
          {t('monitor.composer.draft.resume')}
        </Button>
      </span>
    </div>
  );
}
