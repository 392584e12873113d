import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { orpc, queryClient, useHost } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { useMay } from '#renderer/api/session.ts';
import { askToShowCamera } from '#renderer/app/intents.ts';
import { navigate } from '#renderer/app/routes.ts';
import { MiniMap } from '#renderer/features/map/MiniMap.tsx';
import { LiveTile } from '#renderer/media/LiveTile.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { PanelHead } from '#renderer/ui/Panel.tsx';
import { showToast } from '#renderer/ui/toast-store.ts';
import { isChanged, placedAs, readCameraForm, toCameraForm, withPosition, type CameraFormValues, type WrongFields } from './camera-form.ts';
import { CameraFacts } from './CameraFacts.tsx';
import { CameraForm } from './CameraForm.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';

/** The form while it is open. Others may change the camera meanwhile; only what was changed here is sent. */
function useEditing(camera: Camera) {
  const { t } = useTranslation();
  const [kept, setKept] = useState<CameraFormValues | null>(null);
  const [values, setValues] = useState<CameraFormValues | null>(null);
  const [wrong, setWrong] = useState<WrongFields>({});
  const end = (): void => {
    setKept(null);
    setValues(null);
    setWrong({});
  };
  const update = useMutation(
    orpc.cameras.update.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(orpc.cameras.list.queryKey(), (list) => list?.map((each) => (each.id === saved.id ? saved : each)));
        showToast({ tone: 'plain', title: t('cameras.form.saved', { number: saved.number }) });
        end();
      },
      onError: (error) => void showToast({ tone: 's1', title: t('cameras.form.notSaved'), detail: failureOf(error, t).text }),
    }),
  );
  return {
    values,
    wrong,
    isChanged: values !== null && kept !== null && isChanged(values, kept),
    isSaving: update.isPending,
    begin: () => {
      setKept(toCameraForm(camera));
      setValues(toCameraForm(camera));
    },
    change: setValues,
    end,
    save: () => {
      if (values === null || kept === null || update.isPending) return;
      const read = readCameraForm(values, kept);
      setWrong(read.wrong);
      if (Object.keys(read.wrong).length > 0) return;
      if (Object.keys(read.changes).length === 0) end();
      else update.mutate({ id: camera.id, ...read.changes });
    },
  };
}

/** One camera: its picture now, where it is and looks, what is known of it; for the administrator, changing that. */
export function CameraPanel({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const { info } = useHost();
  const mayManage = useMay('cameras.manage');
  const mayPlay = useMay('recordings.view');
  const [isRemoving, setRemoving] = useState(false);
  const editing = useEditing(camera);
  const { values } = editing;
  const isEditing = values !== null;
  useKey('Enter', editing.begin, { labelKey: 'cameras.key.edit', enabled: mayManage && !isEditing });
  useKey('Del', () => setRemoving(true), { labelKey: 'cameras.key.remove', enabled: mayManage && !isEditing });
  useKey('M', () => askToShowCamera(camera.id), { labelKey: 'cameras.key.monitor' });
  useKey('E', () => navigate('archive', undefined, { camera: camera.id }), { labelKey: 'cameras.key.archive', enabled: mayPlay });
  useKey('Ctrl+S', editing.save, { labelKey: 'common.action.save', inText: true, enabled: isEditing, scope: 'panel' });
  useKey('Esc', editing.end, { labelKey: 'common.action.cancel', inText: true, enabled: isEditing, scope: 'panel' });
  const marked = useMemo(() => (values === null ? camera : { ...camera, ...placedAs(values) }), [camera, values]);
  return (
    <aside className="panel register-panel" data-region="side" aria-label={t('cameras.panel.label')}>
      <PanelHead
        title={isEditing ? t('cameras.form.title', { number: camera.number }) : camera.number}
        note={isEditing ? (editing.isChanged ? t('cameras.form.changed') : null) : camera.district}
        end={
          isEditing ? (
            <>
              <Button small kind="quiet" keys="Esc" onClick={editing.end}>
                {t('common.action.cancel')}
              </Button>
              <Button small kind="primary" keys="Ctrl+S" disabled={editing.isSaving} onClick={editing.save}>
                {t('common.action.save')}
              </Button>
            </>
          ) : (
            <>
              <Button
                small
                kind="quiet"
                icon="monitor"
                keys="M"
                title={t('cameras.onMonitor')}
                aria-label={t('cameras.onMonitor')}
                onClick={() => askToShowCamera(camera.id)}
              />
              {mayPlay ? (
                <Button
                  small
                  kind="quiet"
                  icon="archive"
                  keys="E"
                  title={t('cameras.inArchive')}
                  aria-label={t('cameras.inArchive')}
                  onClick={() => navigate('archive', undefined, { camera: camera.id })}
                />
              ) : null}
              {mayManage ? (
                <Button small icon="pen" keys="Enter" onClick={editing.begin}>
                  {t('cameras.edit')}
                </Button>
              ) : null}
            </>
          )
        }
      />
      <LiveTile
        key={camera.id}
        cameraId={camera.id}
        streamRole="sub"
        number={camera.number}
        place={camera.place}
        cameraState={camera.state}
        className="register-panel-tile"
      />
      <MiniMap
        key={`map ${camera.id} ${isEditing ? 'placing' : 'shown'}`}
        label={t('cameras.panel.map', { number: camera.number })}
        position={null}
        severity={null}
        camera={marked}
        home={info?.home ?? null}
        onPick={values === null ? undefined : (position) => editing.change(withPosition(values, position))}
        className={isEditing ? 'register-panel-map picking' : 'register-panel-map'}
      />
      {camera.position === null && !isEditing ? (
        <p className="f12 s3 not-placed">
          {t('cameras.panel.notPlaced')} {mayManage ? t('cameras.panel.notPlacedHint') : null}
        </p>
      ) : null}
      {values === null ? <CameraFacts camera={camera} /> : <CameraForm values={values} wrong={editing.wrong} onChange={editing.change} />}
      {mayManage && !isEditing ? (
        <div className="pb register-panel-end">
          <Button small kind="danger" keys="Del" onClick={() => setRemoving(true)}>
            {t('cameras.remove')}
          </Button>
        </div>
      ) : null}
      {isRemoving ? <RemoveDialog camera={camera} onClose={() => setRemoving(false)} /> : null}
    </aside>
  );
}
