/** What an incident being written holds, and every step that changes it. Pure, so that a draft is only this. */
import { z } from 'zod';
import type { NewIncident } from '#shared/contract/incidents.ts';
import { idSchema, positionSchema, timeSchema, type Position } from '#shared/contract/scalars.ts';
import { prioritySchema, type Service } from '#shared/contract/dispatch.ts';
import type { Category } from '#shared/domain/categories.ts';
import { severitySchema, type Severity } from '#shared/domain/severity.ts';

export type Priority = 1 | 2 | 3;

const choiceSchema = z.object({
  isOn: z.boolean(),
  priority: prioritySchema,
  /** Proposed by the category. */
  isProposed: z.boolean(),
  /** Set by the person: a later category does not change it. */
  isOwn: z.boolean(),
});

export const fieldsSchema = z.object({
  cameraId: idSchema.nullable(),
  alsoCameraIds: z.array(idSchema).max(16),
  seenAt: timeSchema,
  categoryKey: z.string().max(64).nullable(),
  severity: severitySchema.nullable(),
  isSeverityOwn: z.boolean(),
  place: z.string().max(200),
  district: z.string().max(80),
  position: positionSchema.nullable(),
  text: z.string().max(10_000),
  services: z.record(z.string(), choiceSchema),
  sopDone: z.array(z.object({ step: z.string().max(64), at: timeSchema })).max(64),
  pictures: z.array(z.object({ id: idSchema, cameraNumber: z.string(), takenAt: timeSchema })).max(32),
});
export type ComposerFields = z.infer<typeof fieldsSchema>;
export type ServiceChoice = z.infer<typeof choiceSchema>;

export type FieldsAction =
  | { type: 'category'; category: Category; services: readonly Pick<Service, 'id' | 'kind'>[] }
  | { type: 'severity'; severity: Severity }
  | { type: 'place'; place: string }
  | { type: 'district'; district: string }
  | { type: 'position'; position: Position }
  | { type: 'text'; text: string }
  | { type: 'toggle-service'; serviceId: string }
  | { type: 'priority'; serviceId: string; priority: Priority }
  | { type: 'tick'; step: string; at: number }
  | { type: 'picture'; picture: ComposerFields['pictures'][number] }
  | { type: 'also-camera'; cameraId: string };

const OFF: ServiceChoice = { isOn: false, priority: 2, isProposed: false, isOwn: false };

export function choiceOf(fields: ComposerFields, serviceId: string): ServiceChoice {
  return fields.services[serviceId] ?? OFF;
}

/** An incident as it is when the composer opens. `camera` null: written without one. */
export function openedFields(seenAt: number, camera: { id: string; place: string; district: string; position: Position | null } | null): ComposerFields {
  return {
    cameraId: camera?.id ?? null,
    alsoCameraIds: [],
    seenAt,
    categoryKey: null,
    severity: null,
    isSeverityOwn: false,
    place: camera?.place ?? '',
    district: camera?.district ?? '',
    position: camera?.position ?? null,
    text: '',
    services: {},
    sopDone: [],
    pictures: [],
  };
}

export function reduceFields(fields: ComposerFields, action: FieldsAction): ComposerFields {
  switch (action.type) {
    case 'category':
      return withCategory(fields, action.category, action.services);
    case 'severity':
      return { ...fields, severity: action.severity, isSeverityOwn: true };
    case 'place':
      return { ...fields, place: action.place };
    case 'district':
      return { ...fields, district: action.district };
    case 'position':
      return { ...fields, position: action.position };
    case 'text':
      return { ...fields, text: action.text };
    case 'toggle-service': {
      const choice = choiceOf(fields, action.serviceId);
      return withChoice(fields, action.serviceId, { ...choice, isOn: !choice.isOn, isOwn: true });
    }
    case 'priority': {
      const choice = choiceOf(fields, action.serviceId);
      return withChoice(fields, action.serviceId, { ...choice, isOn: true, priority: action.priority, isOwn: true });
    }
    case 'tick': {
      const rest = fields.sopDone.filter((done) => done.step !== action.step);
      return { ...fields, sopDone: rest.length < fields.sopDone.length ? rest : [...rest, { step: action.step, at: action.at }] };
    }
    case 'picture':
      return { ...fields, pictures: [...fields.pictures, action.picture].slice(-32) };
    case 'also-camera': {
      if (action.cameraId === fields.cameraId) return fields;
      return { ...fields, alsoCameraIds: [...new Set([...fields.alsoCameraIds, action.cameraId])].slice(0, 16) };
    }
  }
}

function withChoice(fields: ComposerFields, serviceId: string, choice: ServiceChoice): ComposerFields {
  return { ...fields, services: { ...fields.services, [serviceId]: choice } };
}

/** The category proposes severity, services and checklist; what the person has set stays. */
function withCategory(fields: ComposerFields, category: Category, services: readonly Pick<Service, 'id' | 'kind'>[]): ComposerFields {
  const proposed: Record<string, ServiceChoice> = {};
  for (const service of services) {
    const before = choiceOf(fields, service.id);
    const wanted = category.services.find((one) => one.kind === service.kind);
    if (before.isOwn) proposed[service.id] = { ...before, isProposed: wanted !== undefined };
    else proposed[service.id] = wanted ? { isOn: true, priority: wanted.priority, isProposed: true, isOwn: false } : OFF;
  }
  return {
    ...fields,
    categoryKey: category.key,
    severity: fields.isSeverityOwn ? fields.severity : category.severity,
    services: proposed,
    sopDone: fields.sopDone.filter((done) => category.sop.includes(done.step)),
  };
}

/** What must be filled in before the incident can be logged, in the order of the form. */
export type Missing = 'category' | 'severity' | 'place' | 'service';

/** Logging needs category, severity and place; dispatching needs a service too. */
export function missingOf(fields: ComposerFields, withDispatch: boolean): Missing[] {
  const missing: Missing[] = [];
  if (fields.categoryKey === null) missing.push('category');
  if (fields.severity === null) missing.push('severity');
  if (fields.place.trim() === '') missing.push('place');
  if (withDispatch && !Object.values(fields.services).some((choice) => choice.isOn)) missing.push('service');
  return missing;
}

/** The contract's input. Null while something is missing. */
export function toNewIncident(fields: ComposerFields, key: string, withDispatch: boolean): NewIncident | null {
  if (fields.categoryKey === null || fields.severity === null || missingOf(fields, withDispatch).length > 0) return null;
  const chosen = withDispatch ? Object.entries(fields.services).filter(([, choice]) => choice.isOn) : [];
  return {
    key,
    categoryKey: fields.categoryKey,
    severity: fields.severity,
    seenAt: fields.seenAt,
    cameraId: fields.cameraId,
    alsoCameraIds: fields.alsoCameraIds,
    place: fields.place,
    district: fields.district,
    position: fields.position,
    text: fields.text,
    pictureIds: fields.pictures.map((picture) => picture.id),
    sopDone: fields.sopDone,
    dispatches: chosen.map(([serviceId, choice]) => ({ serviceId, priority: choice.priority, text: '' })),
  };
}
