import { describe, expect, test } from 'vitest';
import { newIncidentSchema } from '#shared/contract/incidents.ts';
import { findCategory, type Category } from '#shared/domain/categories.ts';
import {
  fieldsSchema,
  missingOf,
  openedFields,
  reduceFields,
  toNewIncident,
  type ComposerFields,
  type FieldsAction,
} from '#renderer/features/composer/fields.ts';
import { newId } from '#renderer/api/new-id.ts';
import { readDraft } from '#renderer/features/composer/draft.ts';

const CAMERA = { id: newId(), place: 'пр. Соборності / пр. Молоді', district: '33 мікрорайон', position: { lat: 50.7466, lng: 25.3429 } };
const SERVICES = [
  { id: newId(), kind: 'police' as const },
  { id: newId(), kind: 'ambulance' as const },
  { id: newId(), kind: 'water' as const },
];
const SEEN_AT = 1_790_000_000_000;

function category(key: string): Category {
  const found = findCategory(key);
  if (!found) throw new Error(`no category ${key}`);
  return found;
}

function after(...actions: FieldsAction[]): ComposerFields {
  return actions.reduce(reduceFields, openedFields(SEEN_AT, CAMERA));
}

const choose = (key: string): FieldsAction => ({ type: 'category', category: category(key), services: SERVICES });
const [police, ambulance, water] = SERVICES.map((service) => service.id) as [string, string, string];

describe('what the category proposes', () => {
  test('its severity, its services with their priorities, and no others', () => {
    const fields = after(choose('crash-injured'));
    expect(fields.severity).toBe(1);
    expect(fields.services[police]).toMatchObject({ isOn: true, isProposed: true });
    expect(fields.services[ambulance]).toMatchObject({ isOn: true, priority: 1 });
    expect(fields.services[water]).toMatchObject({ isOn: false, isProposed: false });
  });

  test('another category proposes anew, but what the person set stays', () => {
    const fields = after(choose('crash-injured'), { type: 'severity', severity: 3 }, { type: 'toggle-service', serviceId: police }, choose('burst-main'));
    expect(fields.severity).toBe(3);
    expect(fields.services[police]?.isOn).toBe(false);
    expect(fields.services[water]?.isOn).toBe(true);
    expect(fields.services[ambulance]?.isOn).toBe(false);
  });

  test('ticks of steps that both lists have stay, others go', () => {
    const [first, second] = category('crash-injured').sop;
    const kept = category('crash').sop.find((step) => category('crash-injured').sop.includes(step)) ?? '';
    const gone = category('crash-injured').sop.find((step) => !category('crash').sop.includes(step)) ?? '';
    expect([first, second]).not.toContain(undefined);
    const fields = after(choose('crash-injured'), { type: 'tick', step: kept, at: 1 }, { type: 'tick', step: gone, at: 2 }, choose('crash'));
    expect(fields.sopDone).toEqual([{ step: kept, at: 1 }]);
  });

  test('a second press takes a tick back', () => {
    expect(after({ type: 'tick', step: 'injured', at: 1 }, { type: 'tick', step: 'injured', at: 2 }).sopDone).toEqual([]);
  });
});

describe('what is still needed', () => {
  test('is named in the order of the form', () => {
    expect(missingOf(openedFields(SEEN_AT, null), true)).toEqual(['category', 'severity', 'place', 'service']);
    expect(missingOf(after(choose('crash-injured')), true)).toEqual([]);
  });

  test('dispatching needs a service, logging does not', () => {
    const fields = after(choose('crash-injured'), { type: 'toggle-service', serviceId: police }, { type: 'toggle-service', serviceId: ambulance });
    expect(missingOf(fields, true)).toEqual(['service']);
    expect(toNewIncident(fields, newId(), true)).toBeNull();
    expect(toNewIncident(fields, newId(), false)?.dispatches).toEqual([]);
  });

  test('blanks are no place', () => {
    expect(missingOf(after(choose('crash'), { type: 'place', place: '   ' }), false)).toEqual(['place']);
  });
});

test('what is logged is what the contract takes, with camera, time of the frame, pictures and services', () => {
  const key = newId();
  const pictureId = newId();
  const neighbour = newId();
  const fields = after(
    choose('crash-injured'),
    { type: 'text', text: 'Зіткнення двох легкових' },
    { type: 'priority', serviceId: ambulance, priority: 2 },
    { type: 'picture', picture: { id: pictureId, cameraNumber: 'К-114', takenAt: SEEN_AT } },
    { type: 'also-camera', cameraId: neighbour },
    { type: 'also-camera', cameraId: neighbour },
    { type: 'also-camera', cameraId: CAMERA.id },
  );
  const parsed = newIncidentSchema.parse(toNewIncident(fields, key, true));
  expect(parsed).toMatchObject({
    key,
    categoryKey: 'crash-injured',
    seenAt: SEEN_AT,
    cameraId: CAMERA.id,
    alsoCameraIds: [neighbour],
    pictureIds: [pictureId],
    place: CAMERA.place,
    district: CAMERA.district,
    position: CAMERA.position,
  });
  expect(parsed.dispatches).toContainEqual(expect.objectContaining({ serviceId: ambulance, priority: 2 }));
  expect(parsed.dispatches.map((dispatch) => dispatch.serviceId)).not.toContain(water);
});

describe('a draft', () => {
  test('comes back as it was left', () => {
    const fields = after(choose('crash-injured'), { type: 'text', text: 'троє людей' });
    const stored = JSON.parse(JSON.stringify(fields)) as Record<string, unknown>;
    expect(fieldsSchema.parse(stored)).toEqual(fields);
    expect(readDraft({ key: newId(), savedAt: 5, fields: stored })?.fields).toEqual(fields);
  });

  test('of another version is left alone instead of breaking the form', () => {
    expect(readDraft({ key: newId(), savedAt: 5, fields: { severity: 'worst', text: 3 } })).toBeNull();
  });
});
