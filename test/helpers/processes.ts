/** What a process started, and whether that still runs. Linux: from /proc. */
import { readdirSync, readFileSync } from 'node:fs';

export interface SeenProcess {
  pid: number;
  /** With the pid it names one process: pids are used again. */
  startedAtTicks: string;
  argv: readonly string[];
}

interface Stat {
  parent: number;
  state: string;
  startedAtTicks: string;
}

/** Everything below `pid`, children of children included. */
export function descendantsOf(pid: number): SeenProcess[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(Number(name)) : null;
    if (stat) children.set(stat.parent, [...(children.get(stat.parent) ?? []), Number(name)]);
  }
  const found: SeenProcess[] = [];
  const look = (parent: number): void => {
    for (const child of children.get(parent) ?? []) {
      const stat = readStat(child);
      if (stat) found.push({ pid: child, startedAtTicks: stat.startedAtTicks, argv: readArguments(child) });
      look(child);
    }
  };
  look(pid);
  return found;
}

/** The running child of `pid` whose command line names `program`, or null between two lives. */
export function childRunning(pid: number, program: 'go2rtc' | 'simulator.js' | 'demo-services.js'): SeenProcess | null {
  return descendantsOf(pid).find((one) => one.argv.some((word) => word.endsWith(`/${program}`)) && isRunning(one)) ?? null;
}

/** The host below the desktop's main process `pid`, or null between two lives: of Chromium's services the one that runs Node. */
export function desktopHost(pid: number): SeenProcess | null {
  // Chromium's processes may show their command line as one word.
  return descendantsOf(pid).find((one) => one.argv.join(' ').includes('=node.mojom.NodeService') && isRunning(one)) ?? null;
}

/** False for one that ended, also if nobody has asked for its exit code yet. */
export function isRunning(seen: SeenProcess): boolean {
  const stat = readStat(seen.pid);
  return stat !== null && stat.startedAtTicks === seen.startedAtTicks && stat.state !== 'Z' && stat.state !== 'X';
}

/** proc(5): the name in parentheses may hold anything, so fields are counted from its end. */
function readStat(pid: number): Stat | null {
  const text = readIfThere(`/proc/${pid}/stat`);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', parent: Number(fields[1]), startedAtTicks: fields[19] ?? '' };
}

function readArguments(pid: number): string[] {
  return (readIfThere(`/proc/${pid}/cmdline`) ?? '').split('\0').slice(0, -1);
}

/** The environment a process was started with. */
export function environmentOf({ pid }: SeenProcess): Map<string, string> {
  const entries = (readIfThere(`/proc/${pid}/environ`) ?? '').split('\0').filter((entry) => entry.includes('='));
  return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));
}

/** null when the process ended meanwhile. */
function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return null;
    throw error;
  }
}
