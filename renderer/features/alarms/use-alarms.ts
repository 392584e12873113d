import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alarm } from '#shared/contract/alarms.ts';
import { orpc, queryClient } from '#renderer/api/client.ts';
import { failureOf } from '#renderer/api/failure.ts';
import { showToast } from '#renderer/ui/toast-store.ts';
import { orderAlarms } from './alarm-order.ts';

const NONE: Alarm[] = [];

export interface Alarms {
  ordered: Alarm[];
  unacknowledged: Alarm[];
}

export function useAlarms(): Alarms {
  const { data = NONE } = useQuery(orpc.alarms.list.queryOptions());
  return useMemo(() => {
    const ordered = orderAlarms(data);
    return { ordered, unacknowledged: ordered.filter((alarm) => alarm.acknowledgedAt === null) };
  }, [data]);
}

/** Acknowledges by id. The strip shows it when the host has confirmed, not before. */
export function useAcknowledge(): (id: string) => void {
  const { t } = useTranslation();
  const mutation = useMutation(
    orpc.alarms.acknowledge.mutationOptions({
      onSuccess: (changed) => {
        queryClient.setQueryData(orpc.alarms.list.queryKey(), (list) => list?.map((alarm) => (alarm.id === changed.id ? changed : alarm)));
      },
      onError: (error) => showToast({ tone: 's1', title: t('alarms.notAcknowledged'), detail: failureOf(error, t).text }),
    }),
  );
  return (id) => mutation.mutate({ id });
}
