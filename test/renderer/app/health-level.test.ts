import { describe, expect, it } from 'vitest';
import { clockLevel, outboxHealth, partHealth, recorderHealth } from '#renderer/app/health-level.ts';

const part = { state: 'ok' as const, ageMs: 400, reason: null };
const outbox = { ...part, waiting: 2, oldestMs: 4_000 };

describe('health in the top bar', () => {
  it('is grey while fresh, yellow above 2 s and red above 10 s', () => {
    expect([0, 1_500, 2_000, 9_000, 9_700].map((since) => partHealth(part, since).level)).toEqual(['ok', 'ok', 'warn', 'warn', 'bad']);
  });
  it('grows old while the host is silent', () => {
    expect(partHealth(part, 30_000)).toEqual({ level: 'bad', ageMs: 30_400, reason: null });
  });
  it('is never better than what the host says itself', () => {
    expect(partHealth({ ...part, state: 'bad' }, 0).level).toBe('bad');
  });
});

describe('the outbox', () => {
  it('is judged by its oldest message', () => {
    expect(outboxHealth(outbox, 0).level).toBe('ok');
    expect(outboxHealth({ ...outbox, oldestMs: 14_000 }, 0).level).toBe('warn');
    expect(outboxHealth({ ...outbox, oldestMs: 61_000 }, 0).level).toBe('bad');
  });
  it('is not calm when nobody knows it any more', () => {
    expect(outboxHealth({ ...outbox, waiting: 0, oldestMs: 0 }, 20_000).level).toBe('bad');
  });
});

describe('the recorder', () => {
  const recorder = { ...part, ageMs: 6_000, recording: 16, wanted: 16, freeBytes: null };
  it('is calm between two fragments, as long as the host says that it records', () => {
    expect(recorderHealth(recorder, 500).level).toBe('ok');
    expect(recorderHealth({ ...recorder, state: 'warn', recording: 15, reason: 'recorderIncomplete' }, 500)).toMatchObject({
      level: 'warn',
      reason: 'recorderIncomplete',
    });
  });
  it('is not calm when the host is silent', () => {
    expect(recorderHealth(recorder, 20_000).level).toBe('bad');
  });
});

it('a clock may be half a second off, and never five', () => {
  expect([200, -700, 6_000].map(clockLevel)).toEqual(['ok', 'warn', 'bad']);
});
