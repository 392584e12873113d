import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import { CameraAge } from '#renderer/features/monitor/CameraAge.tsx';
import { markStateOf } from '#renderer/features/map/marks.ts';
import { putOnWall, useMonitor } from '#renderer/features/monitor/store.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { TextField } from '#renderer/ui/TextField.tsx';
import { groupCameras, isNotLive, type ListFilter } from './camera-groups.ts';
import { CameraDot } from './CameraDot.tsx';
import { DRAGGED_CAMERA } from './drag.ts';

const FILTERS: readonly ListFilter[] = ['all', 'on-wall', 'not-live', 'ptz'];

/** Every camera by district; Enter or a drag puts one on the wall. */
export function CameraList({ cameras }: { cameras: readonly Camera[] }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<ListFilter>('all');
  const [at, setAt] = useState(0);
  const search = useRef<HTMLInputElement>(null);
  const listBox = useRef<HTMLDivElement>(null);
  const grid = useMonitor((state) => state.grid);
  const wallCameraIds = useMonitor((state) => state.wallCameraIds);
  const focus = useMonitor((state) => state.focus);
  const slots = useMemo(() => new Map(wallCameraIds.slice(0, grid).flatMap((id, n) => (id === null ? [] : [[id, n] as const]))), [wallCameraIds, grid]);
  const groups = useMemo(() => groupCameras(cameras, text, filter, new Set(slots.keys())), [cameras, text, filter, slots]);
  const flat = groups.flatMap((group) => group.cameras);
  const current = flat[Math.min(at, flat.length - 1)];
  useKey('/', () => search.current?.focus(), { labelKey: 'monitor.list.search' });

  const put = (camera: Camera | undefined): void => {
    if (camera) putOnWall(camera.id, focus.index ?? 0);
  };
  const move = (step: number): void => {
    const next = Math.min(Math.max(0, at + step), flat.length - 1);
    setAt(next);
    listBox.current?.querySelector(`[data-camera="${flat[next]?.id ?? ''}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter') put(current);
    else if (event.key === 'Escape') search.current?.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const countOf = (one: ListFilter): number | undefined => {
    if (one === 'on-wall') return slots.size;
    if (one === 'not-live') return cameras.filter(isNotLive).length;
    return undefined;
  };
  return (
    <>
      {/* The keys work for the field and the rows alike. */}
      <div className="pb camera-search" onKeyDown={onKeyDown} role="presentation">
        <TextField
          ref={search}
          label={t('monitor.list.search')}
          labelHidden
          placeholder={t('monitor.list.placeholder')}
          icon="search"
          value={text}
          onChange={(value) => {
            setText(value);
            setAt(0);
          }}
          end={
            <>
              <span className="t3 f12 nw num">{t('monitor.list.found', { shown: flat.length, total: cameras.length })}</span>
              <Kbd keys="/" />
            </>
          }
        />
        <div className="row wrap camera-filters">
          {FILTERS.map((one) => (
            <Chip key={one} on={filter === one} value={countOf(one)} onPress={() => setFilter(one)}>
              {t(`monitor.list.filter.${one}`)}
            </Chip>
          ))}
        </div>
      </div>
      <div ref={listBox} className="camera-list" role="listbox" tabIndex={0} aria-label={t('monitor.list.label')} onKeyDown={onKeyDown}>
        {groups.map((group) => (
          <div key={group.district} role="group" aria-label={group.district}>
            <div className="camera-group">
              <Icon name="chevron-down" size="s" />
              <span className="sp el">{group.district}</span>
              <span className="t3 num">{t('monitor.list.found', { shown: group.cameras.length, total: group.total })}</span>
            </div>
            {group.cameras.map((camera) => {
              const slot = slots.get(camera.id);
              return (
                <div
                  key={camera.id}
                  role="option"
                  tabIndex={-1}
                  data-camera={camera.id}
                  aria-selected={camera.id === current?.id}
                  className={camera.id === current?.id ? 'camera-row sel' : 'camera-row'}
                  draggable
                  onDragStart={(event) => event.dataTransfer.setData(DRAGGED_CAMERA, camera.id)}
                  onClick={() => setAt(flat.indexOf(camera))}
                  onDoubleClick={() => put(camera)}
                  onKeyDown={onKeyDown}
                >
                  <CameraDot state={markStateOf(camera.state)} hasPtz={camera.hasPtz} />
                  <span className="m">{camera.number}</span>
                  <span className="el t2">{camera.place}</span>
                  <CameraAge camera={camera} />
                  <span>{slot === undefined ? null : <span className="key">{slot + 1}</span>}</span>
                </div>
              );
            })}
          </div>
        ))}
        {flat.length === 0 ? <p className="side-none t3">{t('monitor.list.nothing')}</p> : null}
      </div>
      <div className="pb f12 t3 row list-foot">
        <Kbd keys="Enter" /> {t('monitor.list.putInTile', { number: (focus.index ?? 0) + 1 })}
      </div>
    </>
  );
}
