import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { isNotLive } from '#renderer/features/wall/camera-groups.ts';
import { decodingCount } from '#renderer/media/live-registry.ts';
import { onBeat } from '#renderer/media/ticker.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { Palette, type PaletteItem } from '#renderer/ui/Palette.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { CityProgress } from './CityProgress.tsx';
import { useLayouts } from './layouts.ts';
import { LayoutsMenu } from './LayoutsMenu.tsx';
import { addTile, GRID_SIZES, setGrid, setView, useMonitor, type CameraFilter, type GridSize, type MonitorView } from './store.ts';

const FILTERS: readonly CameraFilter[] = ['all', 'not-live', 'ptz'];
/** Beside the map the columns follow the room there, so only the number of tiles is chosen. */
const GRID_LABEL: Record<'wall' | 'both', Record<GridSize, string>> = {
  wall: { 1: '1', 4: '2×2', 9: '3×3', 16: '4×4' },
  both: { 1: '1', 4: '4', 9: '9', 16: '16' },
};

export function MonitorTools({ cameras }: { cameras: readonly Camera[] | undefined }) {
  const { t } = useTranslation();
  const view = useMonitor((state) => state.view);
  const grid = useMonitor((state) => state.grid);
  const filter = useMonitor((state) => state.filter);
  const { layouts, currentName, saveAs, use } = useLayouts(cameras);
  const [isAdding, setIsAdding] = useState(false);
  useKey('F2', () => setView('map'), { labelKey: 'monitor.view.map' });
  useKey('F3', () => setView('both'), { labelKey: 'monitor.view.both' });
  useKey('F4', () => setView('wall'), { labelKey: 'monitor.view.wall' });
  useKey('T', () => setIsAdding(true), { labelKey: 'monitor.addTile' });
  const all = cameras ?? [];
  const countOf: Record<CameraFilter, number> = {
    all: all.length,
    'not-live': all.filter(isNotLive).length,
    ptz: all.filter((camera) => camera.hasPtz).length,
  };
  const views: { value: MonitorView; label: string; icon: 'map' | 'both' | 'grid'; keys: string }[] = [
    { value: 'map', label: t('monitor.view.map'), icon: 'map', keys: 'F2' },
    { value: 'both', label: t('monitor.view.both'), icon: 'both', keys: 'F3' },
    { value: 'wall', label: t('monitor.view.wall'), icon: 'grid', keys: 'F4' },
  ];
  const items = all.map((camera): PaletteItem => ({
    id: camera.id,
    icon: 'camera',
    label: `${camera.number} ${camera.place}`,
    detail: `${camera.district}, ${t(`monitor.list.state.${camera.state}`)}`,
    run: () => addTile(camera.id),
  }));
  return (
    <div className="tools" data-region="tools">
      <h1 className="sr">{t('monitor.title')}</h1>
      <LayoutsMenu layouts={layouts} currentName={currentName} onUse={use} onSaveAs={saveAs} />
      <Segmented label={t('monitor.view.label')} options={views} value={view} onChange={setView} />
      <span className="vr" />
      {view === 'map' ? (
        FILTERS.map((one) => (
          <Chip key={one} on={filter === one} value={countOf[one]} onPress={() => useMonitor.setState({ filter: one })}>
            {t(`monitor.filter.${one}`)}
          </Chip>
        ))
      ) : (
        <Segmented
          label={t(view === 'both' ? 'monitor.wall.tiles' : 'monitor.wall.grid')}
          options={GRID_SIZES.map((size) => ({ value: size, label: GRID_LABEL[view][size] }))}
          value={grid}
          onChange={setGrid}
        />
      )}
      <span className="sp" />
      <CityProgress />
      <Decoding />
      <Button icon="plus" keys="T" onClick={() => setIsAdding(true)}>
        {t('monitor.addTile')}
      </Button>
      {isAdding ? (
        <Palette
          label={t('monitor.addTile')}
          placeholder={t('monitor.list.placeholder')}
          nothingText={t('monitor.list.nothing')}
          items={items}
          onClose={() => setIsAdding(false)}
        />
      ) : null}
    </div>
  );
}

/** How many of the pictures on screen are being decoded. */
function Decoding() {
  const { t } = useTranslation();
  const box = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      onBeat((now) => {
        const { decoding, shown } = decodingCount(now);
        if (box.current) box.current.textContent = t('monitor.decoding', { decoding, shown });
      }),
    [t],
  );
  return <span ref={box} className="f12 t2 hide-c num" />;
}
