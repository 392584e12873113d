import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { client, orpc } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { logFailure } from '#renderer/api/page-log.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { showToast } from '#renderer/ui/toast-store.ts';
import { setMode, useMonitor } from './store.ts';
import { useTileActions } from './use-tile-actions.ts';

/** What can be done with the focused camera, each with its key. */
export function TileActions({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const { compose, replay, snapshot, isReplaying, mode, mayLog, mayReplay, mayMove } = useTileActions(camera);
  return (
    <>
      <div className="tile-actions">
        <Button kind="primary" icon="incident" keys="I" disabled={!mayLog} onClick={compose}>
          {t('monitor.action.incident')}
        </Button>
        <Button icon="replay" keys="R" on={isReplaying} disabled={!mayReplay} onClick={replay}>
          {isReplaying ? t('monitor.action.backToLive') : t('monitor.action.replay')}
        </Button>
        <Button icon="snapshot" keys="S" disabled={!mayLog} onClick={snapshot}>
          {t('monitor.action.snapshot')}
        </Button>
        <Button icon="zoom" keys="Z" on={mode === 'zoom'} onClick={() => setMode('zoom')}>
          {t('monitor.action.zoom')}
        </Button>
        <Button icon="ptz" keys="P" on={mode === 'ptz'} disabled={!mayMove} onClick={() => setMode('ptz')}>
          {t('monitor.action.ptz')}
        </Button>
      </div>
      {mayMove ? <Presets cameraId={camera.id} /> : null}
    </>
  );
}

function PresetKey({ index, name, onGo }: { index: number; name: string; onGo: () => void }) {
  useKey(`P ${index}`, onGo, { labelKey: 'monitor.action.preset', labelValues: { name } });
  return (
    <Button small keys={`P ${index}`} onClick={onGo}>
      {name}
    </Button>
  );
}

function Presets({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(orpc.cameras.presets.queryOptions({ input: { id: cameraId } }));
  if (!data) return null;
  const go = (send: () => Promise<unknown>) => (): void => {
    useMonitor.setState({ mode: 'none' });
    send().catch((error: unknown) => {
      logFailure('moving a camera to a place it knows', error);
      showToast({ tone: 's2', title: t('monitor.ptz.failed'), detail: failureOf(error, t).text });
    });
  };
  return (
    <div className="row f12 t2 wrap tile-presets">
      <span>{t('monitor.presets')}</span>
      <PresetKey index={0} name={t('monitor.presetHome')} onGo={go(() => client.cameras.gotoHome({ id: cameraId }))} />
      {data.slice(0, 9).map(({ token, name }, n) => (
        <PresetKey key={token} index={n + 1} name={name} onGo={go(() => client.cameras.gotoPreset({ id: cameraId, token }))} />
      ))}
    </div>
  );
}
