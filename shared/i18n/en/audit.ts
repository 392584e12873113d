export const audit = {
  title: 'Audit log',
  note: 'append-only, each row chained to the one before',
  verify: 'Check the chain',
  verifying: 'walking the chain',
  intact: 'intact, {{rows}} rows',
  broken: 'broken at row {{seq}}',
  none: 'Nothing was written yet',
  notFetched: 'The audit log could not be fetched',
  column: { seq: 'Row', at: 'Time', account: 'Who', role: 'Role', action: 'Action', result: 'Result', detail: 'Detail', hash: 'Hash' },
  result: { done: 'done', refused: 'refused', failed: 'failed' },
};
