import { expect, it } from 'vitest';
import { fromForm, toForm } from '#renderer/features/settings/settings-form.ts';
import { fakeSettings } from '../../helpers/fake-city.ts';

it('reads back what it showed', () => {
  expect(fromForm(toForm(fakeSettings))).toEqual({ settings: fakeSettings, wrong: null });
});
it('names the fields that are not right', () => {
  const values = { ...toForm(fakeSettings), 'recording.retentionDays': '0', 'smtp.port': 'mail' };
  expect([...(fromForm(values).wrong ?? [])].sort()).toEqual(['recording.retentionDays', 'smtp.port']);
});
it('takes several addresses, and a decimal comma', () => {
  const { settings } = fromForm({ ...toForm(fakeSettings), discoveryInterfaces: '127.0.0.1, 10.0.0.5', 'recording.quotaGiB': '1,5' });
  expect(settings?.discoveryInterfaces).toEqual(['127.0.0.1', '10.0.0.5']);
  expect(settings?.recording.quotaGiB).toBe(1.5);
});
