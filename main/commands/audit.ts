import { verifyAuditLog } from '../features/audit/index.ts';
import { verifyJournals } from '../features/incidents/index.ts';
import { parseOptions, type Command } from './command.ts';
import { dataDirOf, withReader } from './data-folder.ts';

const EXIT_BROKEN = 1;

export const verifyAudit: Command = {
  usage: 'lubart audit verify [--data DIR]',
  about: 'recomputes the hash chains of the audit log and of every journal, also while the program runs; exit code 0 intact, 1 broken',
  async run(args, terminal) {
    const { values } = parseOptions(args, { data: { type: 'string' } });
    return withReader(dataDirOf(values.data), async (read) => {
      const log = await verifyAuditLog(read);
      terminal.out(log.intact ? `audit log: intact, ${log.rows} rows\n` : `audit log: BROKEN at row ${log.brokenAtSeq}\n`);
      const { journals, broken } = await verifyJournals(read);
      terminal.out(broken.length === 0 ? `journals: intact, ${journals} incidents\n` : `journals: BROKEN in ${broken.length} of ${journals} incidents\n`);
      for (const { number, brokenAtSeq } of broken) terminal.out(`  incident ${number}: entry ${brokenAtSeq}\n`);
      return log.intact && broken.length === 0 ? 0 : EXIT_BROKEN;
    });
  },
};
