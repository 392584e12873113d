/** Alarms: from cameras and from our own watch. One is open per cause. */
import type { Alarm, AlarmKind } from '#shared/contract/alarms.ts';
import type { Severity } from '#shared/domain/severity.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Module } from '../../kernel/module.ts';
import type { Api } from '../../transport/guard.ts';
import type { AuditService } from '../audit/index.ts';
import { alarmProcedures } from './procedures.ts';
import { AlarmService } from './service.ts';

export interface NewAlarm {
  kind: AlarmKind;
  severity: Severity;
  cameraId?: string;
  incidentId?: string;
  dispatchId?: string;
  /** Fills the catalogue's text `alarms.<kind>`. */
  data: Readonly<Record<string, string>>;
  /** The cause: while an alarm with this key is open, raising it again changes nothing. */
  key: string;
}

export interface AlarmsFeature extends Module {
  /** Raises an alarm, or returns the one that is open for the same cause. */
  raise(alarm: NewAlarm): Promise<Alarm>;
  /** The cause went away. The alarm stays until it is acknowledged too. Nothing happens when none is open. */
  end(key: string): Promise<void>;
  /** Keys of open alarms that begin with `prefix`, for a watch that wants to end those whose cause is gone. */
  openKeys(prefix: string): string[];
  procedures: (api: Api) => ReturnType<typeof alarmProcedures>;
}

export function createAlarms(kernel: Kernel, deps: { audit: AuditService }): AlarmsFeature {
  const service = new AlarmService(kernel, deps.audit);
  return {
    name: 'alarms',
    raise: (alarm) => service.raise(alarm),
    end: (key) => service.end(key),
    openKeys: (prefix) => service.openKeys(prefix),
    procedures: (api) => alarmProcedures(api, service),
    start: () => service.start(),
    stop: () => Promise.resolve(),
  };
}
