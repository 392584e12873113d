/** Under the picture: the clip that goes with the incident, the pictures taken with it, and the keys of the picture. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { mediaUrl, orpc } from '#renderer/api/client.ts';
import { nearestCameras } from '#renderer/features/monitor/nearest.ts';
import { tileCameras, useMonitor } from '#renderer/features/monitor/store.ts';
import { usePictureKeys } from '#renderer/features/monitor/use-tile-actions.ts';
import { useFormat } from '#renderer/ui/format.ts';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { ClipBar } from './ClipBar.tsx';
import type { ComposerFields } from './fields.ts';
import { addNeighbour } from './neighbour-picture.ts';
import { useComposer } from './store.ts';
import { addPicture } from './use-first-picture.ts';

const NEIGHBOURS = 4;

export function ComposerBelow({ camera, cameras }: { camera: Camera | null; cameras: readonly Camera[] }) {
  const { t } = useTranslation();
  const fields = useComposer((state) => state.fields);
  const { mayReplay, mayMove } = usePictureKeys(camera);
  const near = camera ? nearestCameras(camera, cameras, NEIGHBOURS) : [];
  const keepPicture = (): void => {
    if (camera) void addPicture(camera.id, t);
  };
  useKey('S', keepPicture, { scope: 'panel', enabled: camera !== null, labelKey: 'monitor.composer.addPicture' });
  useBesideKeys();
  if (!fields) return null;
  return (
    <div className="composer-below">
      <ClipBar fields={fields} camera={camera} />
      <div className="attached">
        <div className="col attached-hint">
          <span className="cap">{t('monitor.composer.takenWithIt')}</span>
          <span className="row wrap f12 t2">
            {t('monitor.composer.addWith')} <Kbd keys="S" />
            {near.length > 0 ? <Kbd keys="N" /> : null}
            {near.map(({ camera: neighbour }, n) => (
              <NeighbourKey key={neighbour.id} camera={neighbour} index={n + 1} />
            ))}
          </span>
        </div>
        {fields.pictures.map((picture) => (
          <AttachedPicture key={picture.id} picture={picture} />
        ))}
        <div className="row f12 t2 hide-c attached-keys">
          {mayReplay ? <KeyHint keys="R" text={t('monitor.composer.hint.replay')} /> : null}
          <KeyHint keys="Z" text={t('monitor.composer.hint.zoom')} />
          {mayMove ? <KeyHint keys="P" text={t('monitor.composer.hint.move')} /> : null}
          <KeyHint keys="Tab" text={t('monitor.composer.hint.nextField')} />
          <KeyHint keys="Shift+1" text={t('monitor.composer.hint.beside')} />
        </div>
      </div>
    </div>
  );
}

function KeyHint({ keys, text }: { keys: string; text: string }) {
  return (
    <span className="row key-hint">
      <Kbd keys={keys} />
      {text}
    </span>
  );
}

function NeighbourKey({ camera, index }: { camera: Camera; index: number }) {
  const { t } = useTranslation();
  const add = (): void => void addNeighbour(camera, t);
  useKey(`N ${index}`, add, { scope: 'panel', labelKey: 'monitor.composer.addNeighbour', labelValues: { number: camera.number } });
  return (
    <button
      type="button"
      className="plain neighbour"
      title={`${camera.number} ${camera.place}`}
      aria-label={t('monitor.composer.addNeighbour', { number: camera.number })}
      onClick={add}
    >
      <Kbd keys={String(index)} />
    </button>
  );
}

function AttachedPicture({ picture }: { picture: ComposerFields['pictures'][number] }) {
  const format = useFormat();
  const ownUrl = useComposer((state) => state.pictureUrls[picture.id]);
  const { data } = useQuery(orpc.incidents.pictureTicket.queryOptions({ input: { id: picture.id }, enabled: ownUrl === undefined }));
  const url = ownUrl ?? (data ? mediaUrl(data.path) : undefined);
  const caption = `${format.time(picture.takenAt)} ${picture.cameraNumber}`;
  return (
    <figure>
      <span className="attached-picture">{url === undefined ? null : <img src={url} alt={caption} />}</span>
      <figcaption className="f12">
        <span className="num">{format.time(picture.takenAt)}</span> <span className="t2">{picture.cameraNumber}</span>
      </figcaption>
    </figure>
  );
}

/** Shift and a tile's number change the picture beside the form; the incident stays with its camera. */
function useBesideKeys(): void {
  const show = (index: number) => (): void => {
    const cameraId = tileCameras(useMonitor.getState())[index] ?? null;
    if (cameraId !== null) useComposer.setState({ besideCameraId: cameraId });
  };
  useKey('Shift+1', show(0), { scope: 'panel' });
  useKey('Shift+2', show(1), { scope: 'panel' });
  useKey('Shift+3', show(2), { scope: 'panel' });
  useKey('Shift+4', show(3), { scope: 'panel' });
  useKey('Shift+5', show(4), { scope: 'panel' });
  useKey('Shift+6', show(5), { scope: 'panel' });
  useKey('Shift+7', show(6), { scope: 'panel' });
  useKey('Shift+8', show(7), { scope: 'panel' });
  useKey('Shift+9', show(8), { scope: 'panel' });
}
