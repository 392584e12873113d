import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '#shared/contract/cameras.ts';
import type { FoundDevice } from '#shared/contract/discovery.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { DataTable } from '#renderer/ui/DataTable.tsx';
import { useFormat } from '#renderer/ui/format.ts';
import { useKey } from '#renderer/ui/keys/use-key.ts';
import { PanelHead } from '#renderer/ui/Panel.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { EmptyState, FailedState } from '#renderer/ui/States.tsx';
import { useNow } from '#renderer/ui/ticker.ts';
import { AdoptForm } from './AdoptForm.tsx';
import './discovery.css';
import { choose, knownCamera, tally, toggled, type Choice } from './found-devices.ts';
import { useAdopt } from './use-adopt.ts';
import { useDeviceColumns, type DeviceRow } from './use-device-columns.tsx';
import { useProbe, type Probe } from './use-probe.ts';

const LISTEN_S = [3, 8, 15] as const;
const CHOICES: readonly { choice: Choice; keys?: string }[] = [
  { choice: 'all', keys: 'Shift+A' },
  { choice: 'new', keys: 'N' },
  { choice: 'failed' },
  { choice: 'none' },
];
const CHOICE_LABEL: Record<Choice, string> = {
  all: 'discovery.chooseAll',
  new: 'discovery.chooseNew',
  failed: 'discovery.chooseFailed',
  none: 'discovery.chooseNone',
};

function ProbeState({ probe }: { probe: Probe }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow('fifth');
  const answered = t('discovery.answered', { count: probe.devices.length });
  const state =
    probe.phase === 'asking'
      ? t('discovery.asking', {
          age: format.age(Math.min(probe.listenMs, Math.max(0, now - probe.startedAt))),
          total: t('discovery.listenFor', { seconds: probe.listenMs / 1000 }),
        })
      : t('discovery.askedAt', { time: format.time(probe.startedAt) });
  return (
    <span className="num">
      {answered}, {state}
    </span>
  );
}

/** Asks the network for cameras, shows them as they answer, takes the chosen ones into the register. */
export function DiscoveryPanel({ cameras, onClose }: { cameras: readonly Camera[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { probe, ask } = useProbe();
  const { outcomes, isRunning, error, adopt } = useAdopt();
  const [listenS, setListenS] = useState<number>(LISTEN_S[0]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [currentId, setCurrentId] = useState<string | null>(null);
  useEffect(() => ask(LISTEN_S[0] * 1000), [ask]);
  const rows = useMemo<DeviceRow[]>(
    () =>
      probe.devices.map((device) => ({
        device,
        isChosen: chosen.has(device.endpoint),
        known: knownCamera(device, cameras),
        outcome: outcomes.get(device.endpoint),
      })),
    [probe.devices, chosen, cameras, outcomes],
  );
  const current = rows.find((row) => row.device.endpoint === currentId) ?? rows[0];
  const isKnown = (device: FoundDevice): boolean => device.cameraId !== null || knownCamera(device, cameras) !== null;
  const toggle = useCallback((endpoint: string) => {
    setCurrentId(endpoint);
    setChosen((before) => toggled(before, endpoint));
  }, []);
  const columns = useDeviceColumns(toggle);
  const pick = (choice: Choice): void => setChosen(choose(choice, probe.devices, isKnown, outcomes));
  const move = (by: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, (current ? rows.indexOf(current) : 0) + by))];
    if (next) setCurrentId(next.device.endpoint);
  };
  const askAgain = (): void => ask(listenS * 1000);
  useKey('J', () => move(1), { scope: 'panel', repeats: true });
  useKey('K', () => move(-1), { scope: 'panel', repeats: true });
  useKey('ArrowDown', () => move(1), { scope: 'panel', repeats: true });
  useKey('ArrowUp', () => move(-1), { scope: 'panel', repeats: true });
  useKey('Space', () => (current ? toggle(current.device.endpoint) : false), { scope: 'panel', labelKey: 'discovery.key.choose' });
  useKey('Shift+A', () => pick('all'), { scope: 'panel', labelKey: 'discovery.key.all' });
  useKey('N', () => pick('new'), { scope: 'panel', labelKey: 'discovery.key.fresh' });
  useKey('R', askAgain, { scope: 'panel', labelKey: 'discovery.askAgain', enabled: probe.phase !== 'asking' });
  useKey('Esc', onClose, { scope: 'panel', inText: true, labelKey: 'common.action.close' });
  const count = tally(outcomes);
  const chosenDevices = probe.devices.filter((device) => chosen.has(device.endpoint));
  return (
    <aside className="panel discovery" data-region="side" aria-label={t('discovery.title')}>
      <PanelHead
        title={t('discovery.title')}
        note={probe.phase === 'idle' ? null : <ProbeState probe={probe} />}
        end={
          <Button small kind="quiet" keys="Esc" onClick={onClose}>
            {t('common.action.close')}
          </Button>
        }
      />
      <div className="row discovery-tools">
        <Segmented
          label={t('discovery.listen')}
          value={listenS}
          onChange={setListenS}
          options={LISTEN_S.map((value) => ({ value, label: t('discovery.listenFor', { seconds: value }) }))}
        />
        <Button icon="search" keys="R" disabled={probe.phase === 'asking'} onClick={askAgain}>
          {t('discovery.askAgain')}
        </Button>
        <span className="sp" />
        <span className="f12 t2 nw num">{t('discovery.chosen', { count: chosenDevices.length })}</span>
        {CHOICES.filter(({ choice }) => choice !== 'failed' || count.failed > 0).map(({ choice, keys }) => (
          <Button key={choice} small keys={keys} disabled={rows.length === 0} onClick={() => pick(choice)}>
            {t(CHOICE_LABEL[choice])}
          </Button>
        ))}
      </div>
      {probe.phase === 'failed' ? <FailedState title={t('discovery.failed')} detail={failureOf(probe.error, t).text} onRetry={askAgain} retryKeys="R" /> : null}
      {probe.phase === 'done' && rows.length === 0 ? <EmptyState icon="search" title={t('discovery.none')} detail={t('discovery.noneHint')} /> : null}
      {rows.length > 0 ? (
        <DataTable
          label={t('discovery.table')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.device.endpoint}
          selectedKey={current?.device.endpoint}
          onSelect={(row) => setCurrentId(row.device.endpoint)}
        />
      ) : (
        <span className="sp" />
      )}
      {error === null ? null : <FailedState title={t('discovery.adoptFailed')} detail={failureOf(error, t).text} />}
      <p className="discovery-outcome f12" role="status">
        {isRunning ? <span className="num t2">{t('discovery.adopting', { done: count.done, total: count.total })}</span> : null}
        {!isRunning && count.done > 0 ? (
          <span className={count.failed > 0 ? 'num s1' : 'num t2'}>{t('discovery.outcome', { taken: count.taken, failed: count.failed })}</span>
        ) : null}
      </p>
      <AdoptForm chosen={chosenDevices.length} isRunning={isRunning} onAdopt={(user, password) => adopt(chosenDevices, isKnown, user, password)} />
    </aside>
  );
}
